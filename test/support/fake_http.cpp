#include "support/fake_http.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace support {

void FakeServer::then(pdhs::HttpOutcome outcome) {
    then([outcome = std::move(outcome)](const pdhs::HttpRequest&) { return outcome; });
}

void FakeServer::then(Answerer answerer) {
    script_.push_back(std::move(answerer));
}

pdhs::HttpOutcome FakeServer::answer(const pdhs::HttpRequest& request) {
    requests.push_back(request);
    if (script_.empty() && !otherwise) throw std::logic_error("an unexpected request: " + request.target);
    if (script_.empty()) return otherwise(request);
    const auto answerer = std::move(script_.front());
    script_.pop_front();
    return answerer(request);
}

pdhs::HttpResponse answer(int status, std::string body, std::map<std::string, std::string> headers) {
    return {status, std::move(headers), std::move(body)};
}

pdhs::TransportError no_answer(pdhs::TransportError::Kind kind, std::string message) {
    return {kind, std::move(message)};
}

pdhs::HttpOutcome FakeHttp::send(const pdhs::HttpRequest& request) {
    return server_.answer(request);
}

void FakeHttp::exchange(std::size_t in_flight, const std::function<pdhs::NextRequest()>& next,
                        const std::function<void(std::size_t number, pdhs::HttpOutcome outcome)>& done) {
    std::map<std::size_t, pdhs::HttpOutcome> under_way;
    const auto land_one = [&] {
        if (under_way.empty()) return;
        const auto first = server_.arrival == Arrival::first_sent_first;
        auto landed = under_way.extract(first ? under_way.begin() : std::prev(under_way.end()));
        done(landed.key(), std::move(landed.mapped()));
    };
    for (std::size_t sent = 0;;) {
        const auto asked = next();
        if (const auto* request = std::get_if<pdhs::HttpRequest>(&asked)) {
            under_way.emplace(sent++, server_.answer(*request));
            server_.most_in_flight = std::max(server_.most_in_flight, under_way.size());
            if (under_way.size() == in_flight) land_one();
        } else if (const auto* wait = std::get_if<pdhs::WaitFor>(&asked)) {
            server_.waits.push_back(wait->time);
            if (under_way.empty()) std::this_thread::sleep_for(std::min(wait->time, pdhs::Millis(1)));
            land_one();
        } else {
            break;
        }
    }
    while (!under_way.empty()) land_one();
}

}  // namespace support
