#include "pdhs/crm/hubspot/limits.h"

#include <algorithm>
#include <charconv>

#include "pdhs/core/text.h"
#include "pdhs/crm/announced.h"

namespace pdhs::hubspot {

namespace {

constexpr Millis pause_when_locked{2'000};
constexpr Millis pause_of_a_second{1'000};
/// One request in so many of the window, and so many of what remains of it, are left to others.
constexpr int left_to_others = 20;
constexpr int remaining_left_to_others = 2;

template <class Number>
std::optional<Number> number_header(const HttpResponse& response, const std::string& name) {
    const auto text = trimmed(header(response, name).value_or(""));
    Number result{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || result < 0) return std::nullopt;
    return result;
}

std::optional<Millis> interval(const HttpResponse& response) {
    const auto length = number_header<int>(response, "x-hubspot-ratelimit-interval-milliseconds");
    return length ? std::optional(Millis(*length)) : std::nullopt;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Millis pause_after(LimitHit hit, const HttpResponse& response) {
    if (hit == LimitHit::ten_secondly) return interval(response).value_or(burst_until_told.window);
    return pause_of_a_second;
}

}  // namespace

LimitHit limit_hit(const std::optional<ErrorEntry>& entry) {
    if (!entry) return LimitHit::secondly;
    const auto words = ascii_lower(entry->policy + " " + entry->sentence);
    if (has(words, "daily")) return LimitHit::daily;
    return has(words, "ten_secondly") ? LimitHit::ten_secondly : LimitHit::secondly;
}

std::optional<Millis> retry_after(const HttpResponse& response, FailureKind kind,
                                  const std::optional<ErrorEntry>& entry) {
    if (const auto seconds = number_header<int>(response, "retry-after")) return std::chrono::seconds(*seconds);
    if (kind == FailureKind::rate_limited) return pause_after(limit_hit(entry), response);
    if (kind == FailureKind::locked) return pause_when_locked;
    return std::nullopt;
}

BurstNews burst_news(const HttpResponse& response) {
    BurstNews news;
    news.limit = number_header<int>(response, "x-hubspot-ratelimit-max");
    if (news.limit) *news.limit -= *news.limit / left_to_others;
    news.remaining = number_header<int>(response, "x-hubspot-ratelimit-remaining");
    if (news.remaining) *news.remaining = std::max(0, *news.remaining - remaining_left_to_others);
    news.window = interval(response);
    return news;
}

std::optional<Quota> quota_of(const HttpResponse& response) {
    const auto limit = number_header<long long>(response, "x-hubspot-ratelimit-daily");
    const auto remaining = number_header<long long>(response, "x-hubspot-ratelimit-daily-remaining");
    if (!limit || !remaining) return std::nullopt;
    return announced(*limit, *remaining);
}

}  // namespace pdhs::hubspot
