#pragma once
#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

/// The server's end of one TCP connection, for tests that need to misbehave on it.
class Peer {
  public:
    Peer(int socket, int number) : socket_(socket), number_(number) {}
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer();

    /// Counted from 0 in the order of accept.
    [[nodiscard]] int number() const { return number_; }
    /// The next request whole, head and body (by its Content-Length); nothing when the client has closed.
    [[nodiscard]] std::optional<std::string> read_request();
    /// Waits for any bytes of the next request; false when the client has closed.
    [[nodiscard]] bool read_some();
    void write(std::string_view bytes) const;
    /// Whether the client has not gone, as far as a failed write tells.
    [[nodiscard]] bool is_there() const { return !is_gone_; }
    /// Reads until the client closes or the server is stopped: how to stay silent.
    void wait_for_close();
    /// Ends the connection with a reset in place of a close.
    void reset() const;
    /// Ends all reads and writes, from any thread.
    void shut_down() const;

  private:
    int socket_;
    int number_;
    mutable std::atomic<bool> is_gone_ = false;
    std::string received_;
};

/// Listens on a free loopback port and plays `script` on each connection, each in a thread of its own. The connection
/// is closed when the script returns.
class LoopbackServer {
  public:
    using Script = std::function<void(Peer&)>;

    explicit LoopbackServer(Script script);
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;
    ~LoopbackServer();

    /// "127.0.0.1:port"
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::string url() const { return "http://" + host(); }
    [[nodiscard]] int connections() const { return connections_; }

  private:
    struct Connection {
        Connection(int socket, int number) : peer(socket, number) {}
        Peer peer;
        std::thread thread;
    };

    void accept_all();

    Script script_;
    int socket_ = -1;
    int port_ = 0;
    std::atomic<int> connections_ = 0;
    std::mutex mutex_;
    bool stopping_ = false;
    std::list<Connection> open_;
    std::thread acceptor_;
};

/// A complete answer with Content-Length. `headers` are whole lines, each with its line end.
[[nodiscard]] std::string answer(std::string_view body, std::string_view headers = "",
                                 std::string_view status = "200 OK");

/// A loopback port on which nobody listens.
[[nodiscard]] int closed_port();
