#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "sandbox/tcp_socket.h"

namespace sandbox {

/// Accepts connections on a port of 127.0.0.1, on a thread of its own.
class Listener {
  public:
    using OnConnection = std::function<void(Socket)>;

    /// Listens on a free port; `on_connection` is called on the listener's thread. Throws std::system_error.
    explicit Listener(OnConnection on_connection);
    ~Listener() { end_accepting(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    [[nodiscard]] int port() const { return port_; }
    /// New connections are refused; the port stays ours. Returns after the last call of `on_connection`.
    void stop();
    /// Listens again after stop(), on the same port.
    void start();

    /// Ends the listener's thread; false when it had ended. The system goes on taking connections that nobody serves.
    bool end_accepting();

  private:
    void accept_all();

    OnConnection on_connection_;
    std::mutex mutex_;
    Socket socket_;
    int port_;
    std::atomic<bool> is_stopping_ = false;
    std::thread thread_;
};

}  // namespace sandbox
