#include "bench/telling.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "bench/figures.h"
#include "support/sanitizers.h"

namespace bench {

namespace {

using scenarios::Side;
using std::chrono::milliseconds;

constexpr std::int64_t share_percent = 80;

std::int64_t highest_day(const DayResult& result) {
    std::int64_t highest = 0;
    for (const auto& [day, tokens] : result.tokens_by_day) highest = std::max(highest, tokens);
    return highest;
}

std::int64_t refused(const DayResult& result) {
    std::int64_t count = 0;
    for (const auto& [side, totals] : result.sides) count += totals.refused_429;
    return count;
}

std::int64_t missing(const DayResult& result) {
    const auto last = result.end_ms - result.order.grace.count();
    return std::count_if(result.newcomers.begin(), result.newcomers.end(),
                         [&](const Newcomer& newcomer) { return !newcomer.arrived_ms && newcomer.appears_ms < last; });
}

template <class Counts>
std::string listed(const Counts& counts, const std::string& none) {
    std::vector<std::string> texts;
    for (const auto& [name, count] : counts) texts.push_back(fmt::format("{} {}", shown_number(count), name));
    return texts.empty() ? none : fmt::format("{}", fmt::join(texts, ", "));
}

std::string row(const std::string& name, const std::string& text) {
    return fmt::format("{:<22}{}\n", name, text);
}

std::string order_rows(const Order& order) {
    return row("plan", fmt::format("{}, {} seat{}: {} tokens a day", order.plan, order.seats,
                                   order.seats == 1 ? "" : "s", shown_number(order.tokens_of_day()))) +
           row("played", fmt::format("{} h, a pass every {}, seed {}", order.duration.count(),
                                     shown_time(order.interval.count()), order.seed)) +
           row("people",
               fmt::format("{} on both sides, {} new a day on each, {} imported", shown_number(order.contacts),
                           shown_number(order.newcomers), shown_number(order.imported)));
}

std::string pass_rows(const DayResult& result) {
    std::map<std::string, int> by_exit;
    for (const auto& [ending, count] : result.passes)
        by_exit[ending.starts_with("signal") ? "by " + ending : "with exit " + ending] = count;
    auto text = row("passes", listed(by_exit, "none"));
    text += row("  paced", shown_number(result.paced));
    if (result.skipped_starts > 0) text += row("  starts skipped", shown_number(result.skipped_starts));
    for (const auto& [ending, message] : result.last_errors) text += row("  last exit " + ending, message);
    const auto took = figures_of(result.pass_ms);
    text += row("  real time", fmt::format("median {}, slowest {}", shown_time(took.median), shown_time(took.worst)));
    return text;
}

std::string side_rows(const DayResult& result, Side side, const std::string& name) {
    const auto found = result.sides.find(side);
    const auto totals = found == result.sides.end() ? SideTotals{} : found->second;
    return row(name, listed(totals.requests, "no request")) + row("  passes by mode", listed(totals.modes, "none")) +
           row("  created", shown_number(totals.created)) + row("  refused with 429", shown_number(totals.refused_429));
}

std::string token_row(const DayResult& result) {
    const auto limit = result.order.tokens_of_day();
    const auto highest = highest_day(result);
    return row(
        "  tokens",
        fmt::format("{} of {} on the day with most: {:.1f} % (ours: {} %)", shown_number(highest), shown_number(limit),
                    100.0 * static_cast<double>(highest) / static_cast<double>(limit), share_percent));
}

std::string arrival_row(const std::string& name, const std::string& appeared, const std::string& arrived,
                        const std::array<std::string, 3>& delays) {
    return fmt::format("{:<22}{:>9}{:>9}{:>15}{:>15}{:>15}\n", name, appeared, arrived, delays[0], delays[1],
                       delays[2]);
}

std::string way_row(const DayResult& result, Way way, const std::string& name) {
    std::vector<std::int64_t> delays;
    std::int64_t all = 0;
    for (const auto& newcomer : result.newcomers) {
        if (newcomer.way != way) continue;
        ++all;
        if (newcomer.arrived_ms) delays.push_back(*newcomer.arrived_ms - newcomer.appears_ms);
    }
    const auto delay = figures_of(delays);
    const auto time = [&](std::int64_t value) { return delay.count == 0 ? "-" : shown_time(value); };
    return arrival_row(name, shown_number(all), shown_number(static_cast<std::int64_t>(delay.count)),
                       {time(delay.median), time(delay.percentile_95), time(delay.worst)});
}

std::string arrival_rows(const DayResult& result) {
    auto text = arrival_row("arrivals", "appeared", "arrived", {"median", "95 %", "worst"});
    text += way_row(result, Way::to_pipedrive, "HubSpot to Pipedrive");
    text += way_row(result, Way::to_hubspot, "Pipedrive to HubSpot");
    if (result.order.imported > 0) text += way_row(result, Way::imported, "import to Pipedrive");
    return text;
}

std::string footprint_row(const std::string& name, const Footprint& day) {
    return fmt::format("{:<22}{:>9}{:>15}{:>15}{:>15}\n", name, shown_number(day.records), shown_size(day.state_bytes),
                       shown_size(day.log_bytes), shown_size(static_cast<std::uintmax_t>(day.peak_bytes)));
}

/// The first days, then one a week, and the last.
std::string footprint_rows(const DayResult& result) {
    auto text = fmt::format("{:<22}{:>9}{:>15}{:>15}{:>15}\n", "at the end of", "records", "state", "log", "memory");
    for (std::size_t day = 0; day < result.days.size(); ++day)
        if (day < 2 || day % 7 == 6 || day + 1 == result.days.size())
            text += footprint_row("day " + std::to_string(day + 1), result.days[day]);
    return text;
}

/// Bounds that hold for any number of days: what is kept of 30 days of passes, and a part for each record.
bool is_within_bounds(const Footprint& day) {
    constexpr std::uintmax_t megabyte = 1'000'000;
    constexpr auto program = (support::holds_freed_memory ? 2'000 : 32) * megabyte;
    const auto records = static_cast<std::uintmax_t>(day.records);
    return day.state_bytes <= 16 * megabyte + records * 2'000 && day.log_bytes <= 21 * megabyte &&
           static_cast<std::uintmax_t>(day.peak_bytes) <= program + records * 500;
}

}  // namespace

std::string shown(const DayResult& result) {
    return order_rows(result.order) + "\n" + pass_rows(result) + "\n" + side_rows(result, Side::hubspot, "HubSpot") +
           "\n" + side_rows(result, Side::pipedrive, "Pipedrive") + token_row(result) + "\n" + arrival_rows(result) +
           "\n" + row("duplicates", shown_number(result.duplicates)) + "\n" + footprint_rows(result);
}

std::vector<std::string> faults_of(const DayResult& result) {
    std::vector<std::string> faults;
    const auto is_fault = [&](bool is_so, const std::string& text) {
        if (is_so) faults.push_back(text);
    };
    const auto ours = result.order.tokens_of_day() * share_percent / 100;
    is_fault(result.duplicates > 0, shown_number(result.duplicates) + " duplicates");
    is_fault(refused(result) > 0, shown_number(refused(result)) + " requests were refused with 429");
    is_fault(highest_day(result) > ours,
             fmt::format("{} tokens on one day, ours are {}", shown_number(highest_day(result)), shown_number(ours)));
    is_fault(missing(result) > 0, fmt::format("{} people appeared more than {} before the end and are missing",
                                              shown_number(missing(result)), shown_time(result.order.grace.count())));
    is_fault(result.days.empty() || result.days.front().peak_bytes == 0, "what the program takes up was not measured");
    is_fault(!std::all_of(result.days.begin(), result.days.end(), is_within_bounds),
             "state, log or memory has outgrown its bounds");
    is_fault(std::any_of(result.passes.begin(), result.passes.end(),
                         [](const auto& ending) { return ending.first.starts_with("signal"); }),
             "a pass crashed");
    return faults;
}

}  // namespace bench
