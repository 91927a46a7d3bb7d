#include "sandbox/fault_exchange.h"

#include <algorithm>
#include <string_view>
#include <system_error>

namespace sandbox {
namespace {

Afterwards after(Ending ending) {
    return ending == Ending::reset ? Afterwards::reset : Afterwards::close;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// The status line alone, or all lines up to the middle of the headers.
std::string beginning(const std::string& head, Sent sent) {
    const std::size_t status_line = head.find("\r\n") + 2;
    if (sent == Sent::status_line) return head.substr(0, status_line);
    return head.substr(0, status_line + (head.size() - status_line) / 2);
}

}  // namespace

HttpAnswer UpstreamServer::ask(const HttpRequest& request) {
    const HttpAnswer no_answer{.status = 502, .reason = "Bad Gateway"};
    try {
        const Socket connection = connect_to_loopback(port_);
        const OpenSockets::Entry entry(connections_, connection);
        if (!connection.send(to_bytes(request))) return no_answer;
        return HttpStream(connection).read_answer(request.method).value_or(no_answer);
    } catch (const std::system_error&) {
        return no_answer;
    }
}

bool Pauses::sleep(std::chrono::milliseconds duration) {
    std::unique_lock lock(mutex_);
    return !stopped_.wait_for(lock, duration, [this] { return is_over_; });
}

void Pauses::stop() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    stopped_.notify_all();
}

Afterwards FaultExchange::pass_on() {
    return send(ask());
}

Afterwards FaultExchange::operator()(const faults::Answer& fault) {
    if (fault.upstream == Upstream::asked) ask();
    return send({.status = fault.status, .reason = "Fault", .headers = fault.headers, .body = fault.body});
}

Afterwards FaultExchange::operator()(const faults::CutBody& fault) {
    HttpAnswer answer = ask_uncompressed();
    answer.body.resize(std::min(answer.body.size(), fault.keep.value_or(answer.body.size() / 2)));
    return send(answer);
}

Afterwards FaultExchange::operator()(const faults::ReplaceInBody& fault) {
    HttpAnswer answer = ask_uncompressed();
    if (fault.from.empty()) {
        answer.body = fault.to;
    } else {
        replace_all(answer.body, fault.from, fault.to);
    }
    return send(answer);
}

Afterwards FaultExchange::operator()(const faults::Truncate& fault) {
    const HttpAnswer answer = ask();
    if (!client_.send(head_bytes(answer) + answer.body.substr(0, fault.keep))) return Afterwards::close;
    return after(fault.ending);
}

Afterwards FaultExchange::operator()(const faults::Trickle& fault) {
    const std::string bytes = to_bytes(ask());
    const std::size_t step = std::max<std::size_t>(fault.bytes, 1);
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        if (!pauses_.sleep(fault.pause)) return Afterwards::close;
        if (!client_.send(std::string_view(bytes).substr(at, step))) return Afterwards::close;
    }
    return Afterwards::keep;
}

Afterwards FaultExchange::operator()(const faults::Hang& fault) {
    if (fault.upstream == Upstream::asked) ask();
    return wait_for_the_end();
}

Afterwards FaultExchange::operator()(const faults::Delay& fault) {
    if (!pauses_.sleep(fault.before)) return Afterwards::close;
    const HttpAnswer answer = ask();
    return pauses_.sleep(fault.after) ? send(answer) : Afterwards::close;
}

Afterwards FaultExchange::operator()(const faults::DropBeforeEffect& fault) {
    return after(fault.ending);
}

Afterwards FaultExchange::operator()(const faults::DropAfterEffect& fault) {
    const std::string head = head_bytes(ask());
    if (fault.sent != Sent::nothing && !client_.send(beginning(head, fault.sent))) return Afterwards::close;
    return after(fault.ending);
}

Afterwards FaultExchange::operator()(const faults::LateEffect& fault) {
    if (!fault.end_client) return after(fault.ending);
    fault.end_client();
    return wait_for_the_end();
}

Afterwards FaultExchange::wait_for_the_end() {
    std::string ignored;
    while (client_.receive(ignored)) {
    }
    return Afterwards::close;
}

HttpAnswer FaultExchange::ask_uncompressed() {
    HttpRequest request = request_;
    remove_header(request.headers, "Accept-Encoding");
    return upstream_.ask(request);
}

Afterwards FaultExchange::send(const HttpAnswer& answer) {
    if (!client_.send(to_bytes(answer))) return Afterwards::close;
    return keeps_alive(request_) ? Afterwards::keep : Afterwards::close;
}

}  // namespace sandbox
