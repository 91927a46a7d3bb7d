#include "unit/http/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

/// A bound socket and its port.
std::pair<int, int> bind_loopback() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (socket < 0 || ::bind(socket, generic, size) != 0 || ::getsockname(socket, generic, &size) != 0) {
        throw std::runtime_error("no loopback socket");
    }
    return {socket, ntohs(address.sin_port)};
}

std::size_t body_size(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto found = head.find(name);
    return found == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(found + name.size(), 20)));
}

}  // namespace

Peer::~Peer() {
    ::close(socket_);
}

bool Peer::read_some() {
    std::array<char, 65536> buffer{};
    const auto size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    received_.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
}

std::optional<std::string> Peer::read_request() {
    std::size_t head_end = 0;
    while ((head_end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_some()) return std::nullopt;
    }
    const auto size = head_end + 4 + body_size(std::string_view(received_).substr(0, head_end + 2));
    while (received_.size() < size) {
        if (!read_some()) return std::nullopt;
    }
    auto request = received_.substr(0, size);
    received_.erase(0, size);
    return request;
}

void Peer::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) is_gone_ = true;
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Peer::wait_for_close() {
    while (read_some()) received_.clear();
}

void Peer::reset() const {
    // Linux resets a connection that is dissolved; the descriptor stays ours, unlike with a close.
    sockaddr nobody{};
    nobody.sa_family = AF_UNSPEC;
    ::connect(socket_, &nobody, sizeof nobody);
}

void Peer::shut_down() const {
    ::shutdown(socket_, SHUT_RDWR);
}

LoopbackServer::LoopbackServer(Script script) : script_(std::move(script)) {
    std::tie(socket_, port_) = bind_loopback();
    if (::listen(socket_, 16) != 0) throw std::runtime_error("cannot listen");
    acceptor_ = std::thread([this] { accept_all(); });
}

LoopbackServer::~LoopbackServer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const auto& connection : open_) connection.peer.shut_down();
    }
    ::shutdown(socket_, SHUT_RDWR);
    acceptor_.join();
    for (auto& connection : open_) connection.thread.join();
    ::close(socket_);
}

void LoopbackServer::accept_all() {
    while (true) {
        const int socket = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard lock(mutex_);
        auto& connection = open_.emplace_back(socket, connections_++);
        if (stopping_) connection.peer.shut_down();
        connection.thread = std::thread([this, &peer = connection.peer] {
            script_(peer);
            peer.shut_down();
        });
    }
}

std::string answer(std::string_view content, std::string_view headers, std::string_view status) {
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nContent-Length: ").append(std::to_string(content.size())).append("\r\n");
    return text.append(headers).append("\r\n").append(content);
}

int closed_port() {
    // Bound, so that the system gives it to no other program: its server would be spoken to.
    static const int port = bind_loopback().second;
    return port;
}
