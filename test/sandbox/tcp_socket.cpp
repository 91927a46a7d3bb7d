#include "sandbox/tcp_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace sandbox {
namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<in_port_t>(port));
    return address;
}

Socket open_socket() {
    Socket socket(::socket(AF_INET, SOCK_STREAM, 0));
    if (socket.descriptor() < 0) fail("socket");
    return socket;
}

void set_option(const Socket& socket, int level, int name) {
    const int on = 1;
    ::setsockopt(socket.descriptor(), level, name, &on, sizeof on);
}

}  // namespace

Socket::Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
    if (this != &other) {
        end(Ending::close);
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

int Socket::port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size) != 0) fail("getsockname");
    return ntohs(address.sin_port);
}

bool Socket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Socket::receive(std::string& bytes) const {
    std::array<char, 16384> buffer{};
    ssize_t received = -1;
    do {
        received = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    } while (received < 0 && errno == EINTR);
    if (received <= 0) return false;
    bytes.append(buffer.data(), static_cast<std::size_t>(received));
    return true;
}

void Socket::end_sending() const {
    ::shutdown(descriptor_, SHUT_WR);
}

void Socket::shut_down() const {
    ::shutdown(descriptor_, SHUT_RDWR);
}

void Socket::end(Ending ending) {
    if (descriptor_ < 0) return;
    if (ending == Ending::reset) {
        const linger at_once{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    ::close(std::exchange(descriptor_, -1));
}

Socket bind_to_loopback(int port) {
    Socket socket = open_socket();
    set_option(socket, SOL_SOCKET, SO_REUSEADDR);
    set_option(socket, SOL_SOCKET, SO_REUSEPORT);
    const sockaddr_in address = loopback(port);
    if (::bind(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("bind");
    return socket;
}

Socket connect_to_loopback(int port) {
    Socket socket = open_socket();
    set_option(socket, IPPROTO_TCP, TCP_NODELAY);
    const sockaddr_in address = loopback(port);
    if (::connect(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        fail("connect");
    }
    return socket;
}

OpenSockets::Entry::Entry(OpenSockets& sockets, const Socket& socket) : sockets_(sockets), socket_(socket) {
    const std::lock_guard lock(sockets_.mutex_);
    sockets_.sockets_.insert(&socket_);
    if (sockets_.is_over_) socket_.shut_down();
}

OpenSockets::Entry::~Entry() {
    const std::lock_guard lock(sockets_.mutex_);
    sockets_.sockets_.erase(&socket_);
}

void OpenSockets::shut_down() {
    const std::lock_guard lock(mutex_);
    for (const Socket* socket : sockets_) socket->shut_down();
}

void OpenSockets::shut_down_for_good() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    shut_down();
}

}  // namespace sandbox
