#include "pdhs/http/burst_limit.h"

#include <algorithm>

namespace pdhs {

namespace {

constexpr Millis longest_window = std::chrono::hours{1};
/// The server counts at arrival: a request that was quicker on its way than the first of the window must still fall
/// outside of it.
constexpr Millis margin{25};

bool plausible(const std::optional<Millis>& time) {
    return time && *time > Millis{0} && *time <= longest_window;
}

}  // namespace

BurstLimit::BurstLimit(Burst until_told) : burst_(until_told) {
    burst_.limit = std::max(burst_.limit, 1);
}

Millis BurstLimit::wait(Instant now) const {
    Instant earliest = std::max(now, not_before_.value_or(now));
    const auto limit = static_cast<std::size_t>(burst_.limit);
    if (starts_.size() >= limit) {
        const auto first_of_window = starts_[starts_.size() - limit];
        earliest = std::max(earliest, first_of_window + burst_.window + margin);
    }
    return std::chrono::ceil<Millis>(earliest - now);
}

void BurstLimit::started(Instant now) {
    while (!starts_.empty() && starts_.front() < now - longest_window) starts_.pop_front();
    starts_.push_back(now);
}

void BurstLimit::learn(const BurstNews& news, Instant now) {
    if (news.limit && *news.limit > 0) burst_.limit = *news.limit;
    if (plausible(news.window)) burst_.window = *news.window;
    if (!news.remaining || *news.remaining > 0) return;
    const auto pause = plausible(news.reset) ? *news.reset : burst_.window;
    if (!is_filled_by_us(now) || pause > burst_.window) pause_until(now + pause);
}

/// Then our own starts tell to the millisecond what a reset tells in whole seconds.
bool BurstLimit::is_filled_by_us(Instant now) const {
    const auto limit = static_cast<std::size_t>(burst_.limit);
    return starts_.size() >= limit && starts_[starts_.size() - limit] + burst_.window >= now;
}

void BurstLimit::pause_until(Instant until) {
    not_before_ = std::max(until, not_before_.value_or(until));
}

}  // namespace pdhs
