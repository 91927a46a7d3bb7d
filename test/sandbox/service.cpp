#include "sandbox/service.h"

#include <algorithm>
#include <utility>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

bool is_secret(const std::string& name) {
    return name == "api_token" || name == "hapikey" || name == "access_token";
}

std::string path_without_secrets(const Request& request) {
    auto text = request.path;
    char separator = '?';
    for (const auto& [name, values] : request.query) {
        for (const auto& value : values) {
            text += separator + name + "=" + (is_secret(name) ? "***" : value);
            separator = '&';
        }
    }
    return text;
}

bool is_write(const Request& request, const std::string& kind) {
    return request.method != "GET" && kind != "search" && kind != "batch_read";
}

bool matches(const ForcedAnswer& forced, const Request& request, const std::string& kind) {
    return (forced.method.empty() || forced.method == request.method) && (forced.kind.empty() || forced.kind == kind);
}

template <class T>
T locked_copy(std::mutex& mutex, const T& value) {
    const std::lock_guard lock(mutex);
    return value;
}

}  // namespace

void Counters::add(const Written& written) {
    created += written.created;
    updated += written.updated;
    removed += written.removed;
}

struct Service::ForcedState {
    ForcedAnswer forced;
    int seen = 0;
    bool was_given = false;

    bool applies_now() const { return seen >= forced.nth && (forced.times < 0 || seen < forced.nth + forced.times); }
};

Service::Service(const Clock& clock) : clock_(clock) {}
Service::~Service() = default;

const Clock& Service::clock() const {
    return clock_;
}

Response Service::handle(const Request& request) {
    const auto seen = record_arrival(request);
    if (const auto callback = locked_copy(mutex_, on_request_)) callback(seen);
    auto response = decide(request, seen.kind);
    const auto entry = record_answer(request, seen.kind, response.status);
    if (const auto callback = locked_copy(mutex_, on_answer_)) callback(entry, response);
    return response;
}

RequestSeen Service::record_arrival(const Request& request) {
    const auto kind = kind_of(request);
    const std::lock_guard lock(mutex_);
    const auto nth = ++counters_.requests;
    const auto nth_of_kind = ++counters_.by_kind[kind];
    return {kind, static_cast<int>(nth), static_cast<int>(nth_of_kind)};
}

Response Service::decide(const Request& request, const std::string& kind) {
    std::optional<ForcedAnswer> forced;
    {
        const std::lock_guard lock(mutex_);
        for (auto& state : forced_) {
            if (!matches(state.forced, request, kind)) continue;
            ++state.seen;
            if (forced || !state.applies_now()) continue;
            state.was_given = true;
            forced = state.forced;
        }
    }
    if (const auto refusal = poisoned(request, kind); refusal && !forced) return *refusal;
    if (!forced) return answer(request, kind);
    if (forced->effect == Effect::done) answer(request, kind);
    return forced->answer;
}

std::optional<Response> Service::poisoned(const Request& request, const std::string& kind) const {
    if (!is_write(request, kind)) return std::nullopt;
    const std::lock_guard lock(mutex_);
    for (const auto& [text, answer] : poison_)
        if (lower(request.body).find(text) != std::string::npos) return answer;
    return std::nullopt;
}

JournalEntry Service::record_answer(const Request& request, const std::string& kind, int status) {
    const std::lock_guard lock(mutex_);
    if (status == 429) ++counters_.refused_429;
    return journal_.emplace_back(
        JournalEntry{kind, request.method, path_without_secrets(request), request.body, status, clock_.now_ms()});
}

void Service::on_request(std::function<void(const RequestSeen&)> callback) {
    const std::lock_guard lock(mutex_);
    on_request_ = std::move(callback);
}

void Service::on_answer(std::function<void(const JournalEntry&, const Response&)> callback) {
    const std::lock_guard lock(mutex_);
    on_answer_ = std::move(callback);
}

void Service::force(ForcedAnswer forced) {
    const std::lock_guard lock(mutex_);
    forced_.push_back({std::move(forced), 0});
}

void Service::clear_forced() {
    const std::lock_guard lock(mutex_);
    forced_.clear();
}

int Service::unused_forced() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(
        std::count_if(forced_.begin(), forced_.end(), [](const ForcedState& state) { return !state.was_given; }));
}

void Service::poison(const std::string& text, Response answer) {
    const std::lock_guard lock(mutex_);
    poison_[lower(text)] = std::move(answer);
}

void Service::end_poison() {
    const std::lock_guard lock(mutex_);
    poison_.clear();
}

Counters Service::counters() const {
    const std::lock_guard lock(mutex_);
    return counters_;
}

std::vector<JournalEntry> Service::journal() const {
    const std::lock_guard lock(mutex_);
    return journal_;
}

void Service::reset_counters() {
    const std::lock_guard lock(mutex_);
    counters_ = {};
    journal_.clear();
}

void Service::count(const std::function<void(Counters&)>& change) {
    const std::lock_guard lock(mutex_);
    change(counters_);
}

}  // namespace sandbox
