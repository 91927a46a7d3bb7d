// Dates, Retry-After and rate headers of both platforms, and what is reckoned from them.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "fuzz/answer.h"
#include "fuzz/require.h"
#include "pdhs/core/backoff.h"
#include "pdhs/core/pacing.h"
#include "pdhs/core/text.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/limits.h"
#include "pdhs/crm/json/time_text.h"
#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/limits.h"
#include "pdhs/http/http_date.h"

namespace {

using fuzz::require;
using fuzz::require_same;
using pdhs::Crm;
using pdhs::HttpResponse;
using pdhs::Millis;
using pdhs::Time;

/// A moment in the parts in which people write it.
struct Parts {
    explicit Parts(Time time)
        : day(std::chrono::floor<std::chrono::days>(time)),
          date(day),
          clock(time - std::chrono::sys_time<Millis>(day)) {}

    std::chrono::sys_days day;
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<Millis> clock;
};

std::string http_date_text(Time time) {
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Parts parts(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days.at(std::chrono::weekday(parts.day).c_encoding()), static_cast<unsigned>(parts.date.day()),
                       months.at(static_cast<unsigned>(parts.date.month()) - 1), static_cast<int>(parts.date.year()),
                       parts.clock.hours().count(), parts.clock.minutes().count(), parts.clock.seconds().count());
}

std::string iso_text(Time time) {
    const Parts parts(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(parts.date.year()),
                       static_cast<unsigned>(parts.date.month()), static_cast<unsigned>(parts.date.day()),
                       parts.clock.hours().count(), parts.clock.minutes().count(), parts.clock.seconds().count(),
                       parts.clock.subseconds().count());
}

bool has_leap_second(const std::string& text) {
    return text.find(":60") != std::string::npos;
}

void check_times(const std::string& text) {
    const auto http = pdhs::parse_http_date(text);
    if (http && !has_leap_second(text)) require_same(http_date_text(*http), text, "an HTTP date is read as it stands");
    const auto time = pdhs::parse_time(text);
    if (!time) return;
    const auto iso = iso_text(*time);
    if (!iso.starts_with('-') && iso.size() == std::string_view("2022-02-17T19:25:29.500Z").size())
        require(pdhs::parse_time(iso) == *time, "a time is read as it stands");
    if (text.ends_with('Z') && text[10] == 'T' && !has_leap_second(text))
        require_same(iso.substr(0, 19), text.substr(0, 19), "a time is read as it stands");
}

void check_headers(const HttpResponse& response) {
    for (const auto& [name, value] : response.headers) {
        require(pdhs::ascii_lower(name) == name && name.find(':') == std::string::npos, "names are in lower case");
        require(pdhs::trimmed(name) == name && pdhs::trimmed(value) == value, "names and values are trimmed");
        check_times(value);
    }
}

/// Seconds, if they are a whole number that anybody could mean.
std::optional<Millis> plain_seconds(const HttpResponse& response) {
    const auto text = pdhs::header(response, "retry-after").value_or("");
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::chrono::seconds(std::stoi(text));
}

void check_retry_after(const HttpResponse& response) {
    const auto plain = plain_seconds(response);
    const auto of_hubspot = pdhs::hubspot::failure_of(response);
    const auto of_pipedrive = pdhs::pipedrive::failure_of(response);
    require(!plain || of_hubspot.retry_after == plain, "HubSpot's Retry-After is obeyed");
    require(!plain || *plain == Millis{0} || of_pipedrive.retry_after == plain, "Pipedrive's Retry-After is obeyed");
    require(pdhs::pipedrive::burst_pause(response) > Millis{0}, "a burst makes a pause");
    for (const auto& failure : {of_hubspot, of_pipedrive}) {
        require(!failure.retry_after || *failure.retry_after >= Millis{0}, "nobody waits for the past");
        const auto pause = pdhs::pause_before_retry(failure, 1, 0.5);
        require(!pause || (*pause > Millis{0} && *pause <= std::chrono::seconds{31}), "a retry comes soon, or never");
    }
}

void check_burst(const pdhs::BurstNews& news) {
    constexpr Millis longest = std::chrono::hours{1} + std::chrono::seconds{1};
    const pdhs::Instant now{std::chrono::hours{1}};
    pdhs::BurstLimit limit({.limit = 2});
    for (int request = 0; request < 3; ++request) limit.started(now);
    limit.learn(news, now);
    require(limit.wait(now) >= Millis{0} && limit.wait(now) <= longest, "a burst's window ends within the hour");
    require(limit.wait(now + longest) == Millis{0}, "a burst's window ends within the hour");
}

void check_affordable(const pdhs::Budget& budget, Crm crm, Time now) {
    const auto costs = pdhs::costs_of(crm);
    const auto interval = pdhs::poll_interval(budget, costs, now);
    require(interval >= Millis{0} && interval <= pdhs::longest_interval, "polls come at least every hour");
    const auto creates = pdhs::affordable_creates(budget, costs, now);
    const auto look_ups = pdhs::affordable_look_ups(budget, costs, now);
    const auto pages = pdhs::affordable_pages(budget, costs, pdhs::ListingLeaves::nothing, now);
    require(creates >= 0 && creates <= budget.ours / costs.create, "no more is created than can be paid");
    require(look_ups >= 0 && look_ups <= budget.ours / costs.look_up, "no more is looked up than can be paid");
    require(pages >= 0 && pages <= budget.ours / costs.page, "no more is listed than can be paid");
    require(pdhs::affordable_pages(budget, costs, pdhs::ListingLeaves::reserves, now) <= pages, "reserves cost");
}

void check_quota(const std::optional<pdhs::Quota>& quota, Crm crm, int share_percent) {
    if (!quota) return;
    require(quota->limit >= 0 && quota->remaining >= 0, "a quota is not negative");
    const Time now{std::chrono::hours{500'000}};
    const pdhs::AnnouncedQuota announced{*quota, now};
    const auto budget = pdhs::budget_of({.limit_until_told = 30'000, .announced = announced}, share_percent, now);
    require(budget.share >= 0 && budget.share <= quota->limit, "a share is a part of the whole");
    require(budget.ours >= 0 && budget.ours <= quota->remaining, "ours is a part of what remains");
    require(budget.of_share >= 0 && budget.reset > now, "a day comes to its end");
    check_affordable(budget, crm, now);
    require(!pdhs::leaves_a_page(*quota, share_percent, pdhs::costs_of(crm)) || budget.ours > 0,
            "a page is paid of ours");
    const pdhs::AnnouncedQuota before{{quota->limit, quota->remaining / 2}, now - std::chrono::minutes{1}};
    const auto reset = pdhs::reset_seen_between(before, announced);
    require(!reset || (*reset >= Millis{0} && *reset < std::chrono::hours{24}), "a reset has a time of day");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto response = fuzz::answer_of(fuzz::text_of(data, size));
    const auto share_percent = response.status % 100 + 1;
    check_headers(response);
    check_times(response.body);
    check_retry_after(response);
    check_burst(pdhs::hubspot::burst_news(response));
    check_burst(pdhs::pipedrive::burst_news(response));
    check_quota(pdhs::hubspot::quota_of(response), Crm::hubspot, share_percent);
    check_quota(pdhs::pipedrive::announced_quota(response), Crm::pipedrive, share_percent);
    return 0;
}
