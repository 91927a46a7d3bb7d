#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace sandbox {

/// How a connection is given up: `close` sends a FIN (a RST if the peer's bytes were not all read), `reset` a RST.
enum class Ending { close, reset };

/// A TCP socket, closed at the end of its life.
class Socket {
  public:
    Socket() = default;
    /// Owns `descriptor` from now on.
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&& other) noexcept;
    ~Socket() { end(Ending::close); }

    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// The port of this end.
    [[nodiscard]] int port() const;

    /// Sends all of `bytes`; false when the connection is gone.
    [[nodiscard]] bool send(std::string_view bytes) const;
    /// Waits for bytes and appends them to `bytes`; false at the end of the stream or when the connection is gone.
    [[nodiscard]] bool receive(std::string& bytes) const;
    /// The peer sees the end of the stream; what it sends can still be received.
    void end_sending() const;
    /// Wakes whoever waits in send() or receive() of this socket.
    void shut_down() const;
    /// Closes the socket. Does nothing when it is closed.
    void end(Ending ending);

  private:
    int descriptor_ = -1;
};

/// A socket bound to 127.0.0.1:`port` (0: a free one) on which nobody listens yet. Throws std::system_error.
Socket bind_to_loopback(int port);
/// A connection to 127.0.0.1:`port`. Throws std::system_error.
Socket connect_to_loopback(int port);

/// The sockets that other threads wait on, so that they can be woken.
class OpenSockets {
  public:
    /// Names a socket as open as long as it lives; must end before the socket is closed.
    class Entry {
      public:
        Entry(OpenSockets& sockets, const Socket& socket);
        ~Entry();
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

      private:
        OpenSockets& sockets_;
        const Socket& socket_;
    };

    /// Shuts down all sockets that are open now.
    void shut_down();
    /// Shuts down all sockets that are open now, and each that comes later at once.
    void shut_down_for_good();

  private:
    std::mutex mutex_;
    std::set<const Socket*> sockets_;
    bool is_over_ = false;
};

}  // namespace sandbox
