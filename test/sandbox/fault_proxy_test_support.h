#pragma once

#include <httplib.h>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "sandbox/http_wire.h"
#include "sandbox/tcp_socket.h"

namespace sandbox {

/// A server with an effect: `POST /items` makes an item and echoes the body, `GET /items` tells their number,
/// `GET /chunked` answers in chunks, `GET /encoding` tells the Accept-Encoding that it saw.
class CountingUpstream {
  public:
    CountingUpstream();
    ~CountingUpstream();
    CountingUpstream(const CountingUpstream&) = delete;
    CountingUpstream& operator=(const CountingUpstream&) = delete;

    int port() const { return port_; }
    int items() const { return items_; }

  private:
    httplib::Server server_;
    std::atomic<int> items_ = 0;
    int port_ = 0;
    std::thread thread_;
};

/// Waits up to 10 s; false when it did not happen.
bool happens(const std::function<bool()>& event);

/// How a connection ended, seen from the client. `open`: not within 10 s.
enum class Seen { open, closed, was_reset };

/// What a client saw of a connection up to its end.
struct LastWords {
    std::string bytes;
    Seen end = Seen::open;
};

/// A client on one connection that sees each byte. Reading gives up after 10 s.
class RawClient {
  public:
    explicit RawClient(int port);

    bool send(std::string_view bytes) { return socket_.send(bytes); }
    bool send_get(const std::string& target);
    bool send_post(const std::string& target, const std::string& body);

    /// The next answer, or nothing when it is not complete.
    std::optional<HttpAnswer> answer(std::string_view method = "GET") { return stream_.read_answer(method); }
    std::optional<HttpAnswer> get(const std::string& target);
    std::optional<HttpAnswer> post(const std::string& target, const std::string& body);

    /// Reads at least one byte more, as it comes.
    std::string some_bytes();
    /// Reads to the end of the connection, past the stream that answer() reads.
    LastWords last_words();

  private:
    Socket socket_;
    HttpStream stream_{socket_};
};

}  // namespace sandbox
