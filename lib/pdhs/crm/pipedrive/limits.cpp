#include "pdhs/crm/pipedrive/limits.h"

#include <charconv>

#include "pdhs/core/text.h"
#include "pdhs/crm/announced.h"

namespace pdhs::pipedrive {

namespace {

/// A burst window lasts 2 s: whoever asks for longer means the day.
constexpr Millis longest_burst_pause{10'000};

template <class Number>
std::optional<Number> number_in(const HttpResponse& response, const std::string& name) {
    const auto text = header(response, name);
    if (!text) return std::nullopt;
    Number number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 0) return std::nullopt;
    return number;
}

std::optional<Millis> seconds_in(const HttpResponse& response, const std::string& name) {
    const auto seconds = number_in<int>(response, name);
    if (!seconds) return std::nullopt;
    return std::chrono::seconds(*seconds);
}

std::optional<Millis> burst_reset(const HttpResponse& response) {
    const auto reset = seconds_in(response, "x-ratelimit-reset");
    return reset && *reset <= longest_burst_pause ? reset : std::nullopt;
}

bool says_daily(const HttpResponse& response, const std::string& sentence) {
    const auto retry_after = announced_retry_after(response);
    return number_in<long long>(response, "x-daily-ratelimit-token-remaining") == 0 ||
           ascii_lower(sentence).starts_with("daily") || (retry_after && *retry_after > longest_burst_pause) ||
           number_in<int>(response, "x-ratelimit-remaining").value_or(0) > 0;
}

bool says_burst(const HttpResponse& response, const std::string& sentence) {
    return number_in<int>(response, "x-ratelimit-remaining") == 0 || burst_reset(response) ||
           announced_retry_after(response) || !sentence.empty();
}

}  // namespace

BurstNews burst_news(const HttpResponse& response) {
    return {.limit = number_in<int>(response, "x-ratelimit-limit"),
            .remaining = number_in<int>(response, "x-ratelimit-remaining"),
            .window = std::nullopt,
            .reset = burst_reset(response)};
}

std::optional<Quota> announced_quota(const HttpResponse& response) {
    const auto limit = number_in<long long>(response, "x-daily-ratelimit-token-limit");
    const auto remaining = number_in<long long>(response, "x-daily-ratelimit-token-remaining");
    if (!limit || !remaining) return std::nullopt;
    return announced(*limit, *remaining);
}

std::optional<Millis> announced_retry_after(const HttpResponse& response) {
    const auto asked = seconds_in(response, "retry-after");
    return asked && *asked > Millis{0} ? asked : std::nullopt;
}

LimitHit limit_hit(const HttpResponse& response, const std::string& sentence) {
    if (says_daily(response, sentence)) return LimitHit::daily;
    return says_burst(response, sentence) ? LimitHit::burst : LimitHit::daily;
}

Millis burst_pause(const HttpResponse& response) {
    if (const auto asked = announced_retry_after(response)) return *asked;
    const auto reset = burst_reset(response).value_or(burst_until_told.window);
    return reset > Millis{0} ? reset : burst_until_told.window;
}

}  // namespace pdhs::pipedrive
