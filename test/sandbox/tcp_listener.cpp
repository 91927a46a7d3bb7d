#include "sandbox/tcp_listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sandbox {

Listener::Listener(OnConnection on_connection)
    : on_connection_(std::move(on_connection)), socket_(bind_to_loopback(0)), port_(socket_.port()) {
    start();
}

void Listener::start() {
    const std::lock_guard lock(mutex_);
    if (thread_.joinable()) return;
    if (::listen(socket_.descriptor(), SOMAXCONN) != 0) {
        throw std::system_error(errno, std::generic_category(), "listen");
    }
    is_stopping_ = false;
    thread_ = std::thread([this] { accept_all(); });
}

void Listener::stop() {
    const std::lock_guard lock(mutex_);
    if (!end_accepting()) return;
    // Bound without listening, the port refuses connections; bound before the old socket ends, nobody else gets it.
    auto silent = bind_to_loopback(port_);
    socket_.end(Ending::close);
    socket_ = std::move(silent);
}

bool Listener::end_accepting() {
    if (!thread_.joinable()) return false;
    is_stopping_ = true;
    connect_to_loopback(port_);  // wakes accept()
    thread_.join();
    return true;
}

void Listener::accept_all() {
    while (true) {
        Socket connection(::accept(socket_.descriptor(), nullptr, nullptr));
        if (is_stopping_) return;
        if (connection.descriptor() < 0) continue;
        const int on = 1;
        ::setsockopt(connection.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        on_connection_(std::move(connection));
    }
}

}  // namespace sandbox
