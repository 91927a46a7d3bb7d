#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/tcp_socket.h"

namespace sandbox {

/// Header fields in the order in which they stand in the message.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The first value of a field, its name compared without regard to case.
std::optional<std::string> header(const Headers& headers, std::string_view name);
/// Takes away all fields of that name.
void remove_header(Headers& headers, std::string_view name);

/// A request without the framing of its body.
struct HttpRequest {
    std::string method;
    std::string target;
    std::string version;
    Headers headers;
    std::string body;
};

/// Does the client keep the connection open for a further request?
bool keeps_alive(const HttpRequest& request);
/// The message as sent to a server, on a connection for this request alone.
std::string to_bytes(const HttpRequest& request);

/// An answer without the framing of its body.
struct HttpAnswer {
    int status = 0;
    std::string reason{};
    Headers headers{};
    std::string body{};
};

/// Status line, headers and the empty line. A Content-Length is added where the status allows one and none is there.
std::string head_bytes(const HttpAnswer& answer);
/// The message as sent to a client, on a connection that stays open.
std::string to_bytes(const HttpAnswer& answer);

/// Cuts the bytes of a connection into HTTP/1.1 messages.
class HttpStream {
  public:
    explicit HttpStream(const Socket& socket) : socket_(socket) {}

    /// The next request with all of its body; sends `100 Continue` to a client that waits for it. Nothing at the end of
    /// the connection, also in the middle of a request, and for what is not HTTP.
    std::optional<HttpRequest> read_request();
    /// The next final answer with all of its body, to a request of this method. Nothing when it is cut off.
    std::optional<HttpAnswer> read_answer(std::string_view method);

  private:
    struct Head {
        std::string first_line;
        Headers headers;
    };

    std::optional<Head> read_head();
    std::optional<std::string> read_line();
    std::optional<std::string> read_bytes(std::size_t count);
    std::optional<std::string> read_chunks();
    std::optional<std::string> read_body(const Headers& headers);
    std::string read_to_end();

    const Socket& socket_;
    std::string unread_;
};

}  // namespace sandbox
