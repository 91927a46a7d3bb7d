#include "sandbox/http_wire.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <sstream>

namespace sandbox {
namespace {

bool equal_without_case(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](unsigned char one, unsigned char other) { return std::tolower(one) == std::tolower(other); });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return value;
}

bool is_chunked(const Headers& headers) {
    return equal_without_case(header(headers, "Transfer-Encoding").value_or(""), "chunked");
}

bool has_body(std::string_view method, int status) {
    return method != "HEAD" && status != 204 && status != 304;
}

std::string field_lines(const Headers& headers) {
    std::string lines;
    for (const auto& [name, value] : headers) lines += name + ": " + value + "\r\n";
    return lines;
}

/// What describes the connection between two neighbours and not the message.
void remove_framing(Headers& headers) {
    for (const char* name : {"Connection", "Keep-Alive", "Transfer-Encoding", "Expect", "Upgrade", "HTTP2-Settings"}) {
        remove_header(headers, name);
    }
}

}  // namespace

std::optional<std::string> header(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers) {
        if (equal_without_case(key, name)) return value;
    }
    return std::nullopt;
}

void remove_header(Headers& headers, std::string_view name) {
    std::erase_if(headers, [&](const auto& field) { return equal_without_case(field.first, name); });
}

bool keeps_alive(const HttpRequest& request) {
    return request.version == "HTTP/1.1" &&
           !equal_without_case(header(request.headers, "Connection").value_or(""), "close");
}

std::string to_bytes(const HttpRequest& request) {
    Headers headers = request.headers;
    const bool announces_body = header(headers, "Content-Length") || is_chunked(headers);
    remove_framing(headers);
    remove_header(headers, "Content-Length");
    headers.emplace_back("Connection", "close");
    if (announces_body) headers.emplace_back("Content-Length", std::to_string(request.body.size()));
    return request.method + " " + request.target + " HTTP/1.1\r\n" + field_lines(headers) + "\r\n" + request.body;
}

std::string head_bytes(const HttpAnswer& answer) {
    Headers headers = answer.headers;
    if (has_body("GET", answer.status) && !header(headers, "Content-Length") && !is_chunked(headers)) {
        headers.emplace_back("Content-Length", std::to_string(answer.body.size()));
    }
    return "HTTP/1.1 " + std::to_string(answer.status) + " " + answer.reason + "\r\n" + field_lines(headers) + "\r\n";
}

std::string to_bytes(const HttpAnswer& answer) {
    return head_bytes(answer) + answer.body;
}

std::optional<HttpRequest> HttpStream::read_request() {
    std::optional<Head> head = read_head();
    if (!head) return std::nullopt;
    HttpRequest request;
    std::istringstream line(head->first_line);
    if (!(line >> request.method >> request.target >> request.version)) return std::nullopt;
    request.headers = std::move(head->headers);
    const bool waits = equal_without_case(header(request.headers, "Expect").value_or(""), "100-continue");
    if (waits && !socket_.send("HTTP/1.1 100 Continue\r\n\r\n")) return std::nullopt;
    if (!is_chunked(request.headers) && !header(request.headers, "Content-Length")) return request;
    std::optional<std::string> body = read_body(request.headers);
    if (!body) return std::nullopt;
    request.body = std::move(*body);
    return request;
}

std::optional<HttpAnswer> HttpStream::read_answer(std::string_view method) {
    HttpAnswer answer;
    do {
        std::optional<Head> head = read_head();
        std::string version;
        std::istringstream line(head ? head->first_line : "");
        if (!(line >> version >> answer.status)) return std::nullopt;
        std::getline(line >> std::ws, answer.reason);
        answer.headers = std::move(head->headers);
    } while (answer.status < 200);
    if (has_body(method, answer.status)) {
        std::optional<std::string> body = read_body(answer.headers);
        if (!body) return std::nullopt;
        answer.body = std::move(*body);
        remove_header(answer.headers, "Content-Length");
    }
    remove_framing(answer.headers);
    return answer;
}

std::optional<HttpStream::Head> HttpStream::read_head() {
    std::optional<std::string> first_line = read_line();
    if (!first_line) return std::nullopt;
    Head head{.first_line = std::move(*first_line), .headers = {}};
    while (true) {
        const std::optional<std::string> line = read_line();
        if (!line) return std::nullopt;
        if (line->empty()) return head;
        const std::size_t colon = line->find(':');
        if (colon == std::string::npos) return std::nullopt;
        head.headers.emplace_back(line->substr(0, colon), trimmed(std::string_view(*line).substr(colon + 1)));
    }
}

std::optional<std::string> HttpStream::read_line() {
    std::size_t end = std::string::npos;
    while ((end = unread_.find("\r\n")) == std::string::npos) {
        if (!socket_.receive(unread_)) return std::nullopt;
    }
    std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 2);
    return line;
}

std::optional<std::string> HttpStream::read_bytes(std::size_t count) {
    while (unread_.size() < count) {
        if (!socket_.receive(unread_)) return std::nullopt;
    }
    std::string bytes = unread_.substr(0, count);
    unread_.erase(0, count);
    return bytes;
}

std::optional<std::string> HttpStream::read_chunks() {
    std::string body;
    while (true) {
        const std::optional<std::string> line = read_line();
        const std::optional<std::size_t> size = number(line.value_or(""), 16);
        if (!size) return std::nullopt;
        if (*size == 0) break;
        const std::optional<std::string> chunk = read_bytes(*size);
        if (!chunk || !read_line()) return std::nullopt;
        body += *chunk;
    }
    for (std::optional<std::string> trailer = read_line(); trailer; trailer = read_line()) {
        if (trailer->empty()) return body;
    }
    return std::nullopt;
}

std::optional<std::string> HttpStream::read_body(const Headers& headers) {
    if (is_chunked(headers)) return read_chunks();
    const std::optional<std::string> length = header(headers, "Content-Length");
    if (!length) return read_to_end();
    const std::optional<std::size_t> count = number(*length, 10);
    return count ? read_bytes(*count) : std::nullopt;
}

std::string HttpStream::read_to_end() {
    while (socket_.receive(unread_)) {
    }
    return std::exchange(unread_, {});
}

}  // namespace sandbox
