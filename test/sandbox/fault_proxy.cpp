#include "sandbox/fault_proxy.h"

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

#include "sandbox/fault_exchange.h"
#include "sandbox/fault_rule_book.h"
#include "sandbox/tcp_listener.h"

namespace sandbox {

namespace {

constexpr std::chrono::seconds longest_wait_for_clients{10};

}  // namespace

class FaultProxy::Proxy {
  public:
    explicit Proxy(int upstream_port) : upstream_(upstream_port) {}
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    std::vector<ProxiedRequest> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }
    int connections() const { return connections_; }
    int deliver_late();
    void wait_for_what_is_under_way();
    void end_open_connections() { clients_.shut_down(); }

    FaultRuleBook& rules() { return rules_; }
    Listener& listener() { return listener_; }

  private:
    /// A client's connection is served on a thread of its own.
    struct Worker {
        std::thread thread;
        std::atomic<bool> is_done = false;
    };
    /// A request whose connection is gone before it goes to the upstream.
    struct LateRequest {
        HttpRequest request;
        std::chrono::milliseconds after;
    };
    struct Connection {
        Socket socket;
        int number = 0;
        std::optional<LateRequest> late;
    };

    void accept(Socket client);
    void wait_for_an_own_connection();
    void join_done_workers();
    void serve(Connection& connection);
    Afterwards exchange_all(Connection& connection);
    Afterwards exchange(Connection& connection, const HttpRequest& request, int place);
    std::optional<Fault> record(const HttpRequest& request, int connection, int place);
    void keep_for_later(Connection& connection, const HttpRequest& request, const faults::LateEffect& fault);

    FaultRuleBook rules_;
    UpstreamServer upstream_;
    Pauses pauses_;
    OpenSockets clients_;
    std::atomic<int> connections_ = 0;
    std::atomic<int> connections_served_ = 0;

    mutable std::mutex mutex_;
    std::vector<ProxiedRequest> requests_;
    std::vector<HttpRequest> late_requests_;

    std::list<Worker> workers_;
    Listener listener_{[this](Socket client) { accept(std::move(client)); }};
};

FaultProxy::Proxy::~Proxy() {
    listener_.end_accepting();
    pauses_.stop();
    upstream_.stop();
    clients_.shut_down_for_good();
    for (Worker& worker : workers_) worker.thread.join();
}

int FaultProxy::Proxy::deliver_late() {
    std::vector<HttpRequest> requests;
    {
        const std::lock_guard lock(mutex_);
        requests.swap(late_requests_);
    }
    for (const HttpRequest& request : requests) upstream_.ask(request);
    return static_cast<int>(requests.size());
}

void FaultProxy::Proxy::wait_for_what_is_under_way() {
    wait_for_an_own_connection();
    const auto end = std::chrono::steady_clock::now() + longest_wait_for_clients;
    while (connections_served_ > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Connections are accepted in the order of their arrival, so all that came before have been accepted afterwards.
void FaultProxy::Proxy::wait_for_an_own_connection() {
    try {
        const Socket own = connect_to_loopback(listener_.port());
        own.end_sending();
        std::string nothing;
        while (own.receive(nothing)) {
        }
    } catch (const std::system_error&) {
        // Nobody listens now, so nobody waits to be accepted.
    }
}

void FaultProxy::Proxy::accept(Socket client) {
    const int number = ++connections_;
    join_done_workers();
    ++connections_served_;
    Worker& worker = workers_.emplace_back();
    worker.thread = std::thread([this, &worker, number, socket = std::move(client)]() mutable {
        Connection connection{.socket = std::move(socket), .number = number, .late = {}};
        serve(connection);
        worker.is_done = true;
        --connections_served_;
    });
}

void FaultProxy::Proxy::join_done_workers() {
    workers_.remove_if([](Worker& worker) {
        if (!worker.is_done) return false;
        worker.thread.join();
        return true;
    });
}

void FaultProxy::Proxy::serve(Connection& connection) {
    Afterwards afterwards = Afterwards::close;
    {
        const OpenSockets::Entry entry(clients_, connection.socket);
        afterwards = exchange_all(connection);
    }
    connection.socket.end(afterwards == Afterwards::reset ? Ending::reset : Ending::close);
    if (connection.late && pauses_.sleep(connection.late->after)) upstream_.ask(connection.late->request);
}

Afterwards FaultProxy::Proxy::exchange_all(Connection& connection) {
    HttpStream stream(connection.socket);
    Afterwards afterwards = Afterwards::keep;
    for (int place = 1; afterwards == Afterwards::keep; ++place) {
        const std::optional<HttpRequest> request = stream.read_request();
        afterwards = request ? exchange(connection, *request, place) : Afterwards::close;
    }
    return afterwards;
}

Afterwards FaultProxy::Proxy::exchange(Connection& connection, const HttpRequest& request, int place) {
    const std::optional<Fault> fault = record(request, connection.number, place);
    FaultExchange exchange(upstream_, pauses_, connection.socket, request);
    if (!fault) return exchange.pass_on();
    if (const auto* late = std::get_if<faults::LateEffect>(&*fault)) keep_for_later(connection, request, *late);
    return std::visit(exchange, *fault);
}

std::optional<Fault> FaultProxy::Proxy::record(const HttpRequest& request, int connection, int place) {
    const ConnectionAge age = place == 1 ? ConnectionAge::fresh : ConnectionAge::kept_alive;
    std::optional<Fault> fault = rules_.fault_for(request, age);
    const std::lock_guard lock(mutex_);
    requests_.push_back({.method = request.method,
                         .target = request.target,
                         .headers = request.headers,
                         .body = request.body,
                         .connection = connection,
                         .place = place,
                         .fault = fault ? fault_name(*fault) : ""});
    return fault;
}

void FaultProxy::Proxy::keep_for_later(Connection& connection, const HttpRequest& request,
                                       const faults::LateEffect& fault) {
    if (fault.after) {
        connection.late = {.request = request, .after = *fault.after};
        return;
    }
    const std::lock_guard lock(mutex_);
    late_requests_.push_back(request);
}

FaultProxy::FaultProxy(int upstream_port) : proxy_(std::make_unique<Proxy>(upstream_port)) {}
FaultProxy::~FaultProxy() = default;

int FaultProxy::port() const {
    return proxy_->listener().port();
}
std::string FaultProxy::url() const {
    return "http://127.0.0.1:" + std::to_string(port());
}

void FaultProxy::add(FaultRule rule) {
    proxy_->rules().add(std::move(rule));
}
void FaultProxy::clear() {
    proxy_->rules().clear();
}
int FaultProxy::unused_rules() const {
    return proxy_->rules().unused();
}

std::vector<ProxiedRequest> FaultProxy::requests() const {
    return proxy_->requests();
}
int FaultProxy::connections() const {
    return proxy_->connections();
}
int FaultProxy::deliver_late() {
    return proxy_->deliver_late();
}

void FaultProxy::wait_for_what_is_under_way() const {
    proxy_->wait_for_what_is_under_way();
}

void FaultProxy::end_open_connections() {
    proxy_->end_open_connections();
}

void FaultProxy::stop_listening() {
    proxy_->listener().stop();
}
void FaultProxy::listen_again() {
    proxy_->listener().start();
}

}  // namespace sandbox
