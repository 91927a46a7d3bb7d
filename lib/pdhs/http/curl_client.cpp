#include "pdhs/http/curl_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "pdhs/http/certificate_directory.h"
#include "pdhs/http/curl_transfer.h"
#include "pdhs/http/transport_error.h"

namespace pdhs {

namespace {

using Clock = CurlTransfer::Clock;

/// How soon an interrupt or a stall is noticed.
constexpr Millis longest_nap{100};

void initialise_libcurl() {
    // The language makes the first call of many threads the only one.
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) throw std::runtime_error("libcurl cannot be used on this machine");
}

/// OpenSSL alone looks up single files in a directory; others would read all of them.
std::string hashed_system_directory() {
    const auto* const version = curl_version_info(CURLVERSION_NOW);
    const bool openssl = version->ssl_version != nullptr && std::string(version->ssl_version).starts_with("OpenSSL");
    if (!openssl || version->capath == nullptr) return {};
    return is_hashed_certificate_directory(version->capath) ? version->capath : std::string{};
}

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

/// Whether no_proxy names the host or a domain that it is in, as libcurl reads it.
bool needs_no_proxy(const std::string& host) {
    auto list = variable("no_proxy");
    if (list.empty()) list = variable("NO_PROXY");
    std::replace(list.begin(), list.end(), ',', ' ');
    const auto name = host.substr(0, host.find(':'));
    std::istringstream names(list);
    for (std::string excepted; names >> excepted;) {
        if (excepted.starts_with('.')) excepted.erase(0, 1);
        if (excepted == "*" || name == excepted || name.ends_with("." + excepted)) return true;
    }
    return false;
}

/// The environment variable that libcurl takes a proxy from; empty if there is none, or plain HTTP is not to have one.
std::string proxy_variable_for(const HttpEndpoint& endpoint, const std::string& host) {
    if (!endpoint.base_url.starts_with("https://") || needs_no_proxy(host)) return {};
    for (const auto* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        if (!variable(name).empty()) return name;
    return {};
}

CurlSetup make_setup(HttpEndpoint endpoint, HttpLimits limits) {
    const auto scheme_end = endpoint.base_url.find("://");
    auto host = scheme_end == std::string::npos ? endpoint.base_url : endpoint.base_url.substr(scheme_end + 3);
    auto directory = endpoint.ca_file.empty() ? hashed_system_directory() : std::string{};
    auto proxy_variable = proxy_variable_for(endpoint, host);
    auto proxy = proxy_variable.empty() ? std::string{} : variable(proxy_variable.c_str());
    return {std::move(endpoint),       limits,           std::move(host),
            std::move(proxy_variable), std::move(proxy), std::move(directory)};
}

/// The multi handle with its connections, and the easy handles that wait for their next request.
class Connections {
  public:
    Connections() : multi_(curl_multi_init()) {
        if (multi_ == nullptr) throw std::bad_alloc();
    }

    [[nodiscard]] std::unique_ptr<CurlTransfer> start(const CurlSetup& setup, const Interrupt& interrupt,
                                                      HttpRequest request) {
        auto transfer = std::make_unique<CurlTransfer>(take_handle(), setup, interrupt, std::move(request));
        check(curl_multi_add_handle(multi_.get(), transfer->easy()));
        return transfer;
    }

    /// Also cuts off what is still under way. A handle that got no answer is not used again: once a body could not be
    /// rewound, libcurl 8.7 to 8.15 tries it anew before each request that follows, and not even a reset makes it stop.
    void end(CurlTransfer& transfer) {
        curl_multi_remove_handle(multi_.get(), transfer.easy());
        const bool answered = transfer.has_response();
        auto handle = transfer.release();
        if (answered) idle_.push_back(std::move(handle));
    }

    /// Waits up to `longest` for something to happen on any transfer, and lets libcurl work on it.
    void step(Millis longest) {
        check(curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(longest.count()), nullptr));
        int running = 0;
        check(curl_multi_perform(multi_.get(), &running));
        int left = 0;
        while (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg == CURLMSG_DONE) finish(*message);
        }
    }

  private:
    struct MultiCleanup {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };

    static void check(CURLMcode code) {
        if (code != CURLM_OK) throw std::runtime_error(curl_multi_strerror(code));
    }

    static void finish(const CURLMsg& message) {
        void* transfer = nullptr;
        curl_easy_getinfo(message.easy_handle, CURLINFO_PRIVATE, &transfer);
        static_cast<CurlTransfer*>(transfer)->finish(message.data.result);
    }

    [[nodiscard]] EasyHandle take_handle() {
        EasyHandle handle;
        if (idle_.empty()) {
            handle.reset(curl_easy_init());
            if (!handle) throw std::bad_alloc();
        } else {
            handle = std::move(idle_.back());
            idle_.pop_back();
        }
        return handle;
    }

    std::vector<EasyHandle> idle_;
    std::unique_ptr<CURLM, MultiCleanup> multi_;
};

/// One call of exchange(): what it has under way, and what it still waits for.
class Exchange {
  public:
    using Next = std::function<NextRequest()>;
    using Done = std::function<void(std::size_t number, HttpOutcome outcome)>;

    Exchange(Connections& connections, const CurlSetup& setup, const Interrupt& interrupt)
        : connections_(connections), setup_(setup), interrupt_(interrupt) {}
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    ~Exchange() {
        for (const auto& [number, transfer] : under_way_) connections_.end(*transfer);
    }

    void run(std::size_t in_flight, const Next& next, const Done& done) {
        while (true) {
            ask_while_there_is_room(in_flight, next);
            if (under_way_.empty() && nothing_more_) return;
            connections_.step(pause());
            end_what_takes_too_long();
            report(done);
        }
    }

  private:
    struct UnderWay {
        std::size_t number = 0;
        std::unique_ptr<CurlTransfer> transfer;
    };

    void ask_while_there_is_room(std::size_t in_flight, const Next& next) {
        while (under_way_.size() < in_flight && !nothing_more_ && Clock::now() >= ask_again_at_) {
            if (interrupt_.requested()) {
                nothing_more_ = true;
            } else {
                take_up(next());
            }
        }
    }

    void take_up(NextRequest answer) {
        if (auto* const request = std::get_if<HttpRequest>(&answer)) {
            under_way_.push_back({next_number_++, connections_.start(setup_, interrupt_, std::move(*request))});
        } else if (const auto* const wait = std::get_if<WaitFor>(&answer)) {
            // At least a moment, else a caller who waits for an answer would be asked without end.
            ask_again_at_ = Clock::now() + std::max(wait->time, Millis{1});
        } else {
            nothing_more_ = true;
        }
    }

    [[nodiscard]] Millis pause() const {
        const auto until_asked = std::chrono::ceil<Millis>(ask_again_at_ - Clock::now());
        return until_asked > Millis{0} ? std::min(until_asked, longest_nap) : longest_nap;
    }

    void end_what_takes_too_long() {
        const auto now = Clock::now();
        for (const auto& [number, transfer] : under_way_) transfer->end_if_stalled(now);
        if (!interrupt_.requested()) return;
        nothing_more_ = true;
        if (!give_up_at_) give_up_at_ = now + setup_.limits.grace_after_interrupt;
        for (const auto& [number, transfer] : under_way_) {
            const bool awaited = transfer->has_outcome() || (transfer->may_have_left() && now < *give_up_at_);
            if (!awaited) transfer->interrupt();
        }
    }

    void report(const Done& done) {
        const auto has_outcome = [](const UnderWay& entry) { return entry.transfer->has_outcome(); };
        for (auto found = std::find_if(under_way_.begin(), under_way_.end(), has_outcome); found != under_way_.end();
             found = std::find_if(under_way_.begin(), under_way_.end(), has_outcome)) {
            const auto [number, transfer] = std::move(*found);
            under_way_.erase(found);
            connections_.end(*transfer);
            // What was learnt may be a reason to go on earlier.
            ask_again_at_ = {};
            done(number, transfer->take_outcome());
        }
    }

    Connections& connections_;
    const CurlSetup& setup_;
    const Interrupt& interrupt_;
    std::vector<UnderWay> under_way_;
    std::size_t next_number_ = 0;
    Clock::time_point ask_again_at_{};
    bool nothing_more_ = false;
    std::optional<Clock::time_point> give_up_at_;
};

class CurlClient final : public HttpClient {
  public:
    CurlClient(HttpEndpoint endpoint, HttpLimits limits, const Interrupt& interrupt)
        : setup_(make_setup(std::move(endpoint), limits)), interrupt_(interrupt) {}

    [[nodiscard]] HttpOutcome send(const HttpRequest& request) override {
        HttpOutcome outcome = interrupted_before_sending(setup_.host);
        bool given = false;
        const auto next = [&]() -> NextRequest {
            if (std::exchange(given, true)) return Finished{};
            return request;
        };
        exchange(1, next, [&outcome](std::size_t, HttpOutcome result) { outcome = std::move(result); });
        return outcome;
    }

    void exchange(std::size_t in_flight, const std::function<NextRequest()>& next,
                  const std::function<void(std::size_t number, HttpOutcome outcome)>& done) override {
        Exchange(connections_, setup_, interrupt_).run(std::max<std::size_t>(in_flight, 1), next, done);
    }

  private:
    CurlSetup setup_;
    const Interrupt& interrupt_;
    Connections connections_;
};

}  // namespace

std::unique_ptr<HttpClient> make_curl_client(HttpEndpoint endpoint, HttpLimits limits, const Interrupt& interrupt) {
    initialise_libcurl();
    return std::make_unique<CurlClient>(std::move(endpoint), limits, interrupt);
}

}  // namespace pdhs
