#include "pdhs/report/status_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "pdhs/report/colour.h"
#include "pdhs/report/groups.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

std::string ago(const std::optional<Time>& then, Time now) {
    if (!then) return "never";
    return fmt::format("{} ago", duration_text(std::max(Millis{0}, now - *then)));
}

std::string outcome_of(const PastPass& pass, bool is_running = false) {
    if (!pass.exit_code) return is_running ? "runs now" : "was killed";
    return fmt::format("exit {}", static_cast<int>(*pass.exit_code));
}

std::string health_line(const Status& status) {
    if (status.passes.empty())
        return fmt::format(
            "No pass has run yet with the state {}: is it the right one? 'pdhs-sync check' tells what a "
            "first pass needs, and would do.",
            shown(status.state_path));
    if (!status.last_good) return "No pass has ended well yet (exit 0 or 1).";
    const auto& good = *status.last_good;
    const auto age = fmt::format("The last good pass was number {}, {} ({}, {}).", good.pass,
                                 ago(good.started, status.now), minute_text(good.started), outcome_of(good));
    if (is_healthy(status)) return age;
    return fmt::format("{} That is longer ago than the {} of --max-age.", age, duration_text(*status.greatest_age));
}

/// The first to be told when passes do not end well: why, and what to do. Empty if the last one ended well.
std::string last_error_line(const Status& status) {
    const auto ended = std::find_if(status.passes.begin(), status.passes.end(),
                                    [](const PastPass& pass) { return pass.exit_code.has_value(); });
    if (ended == status.passes.end() || ended->error.empty()) return {};
    const auto message = shown(ended->error);
    const auto* const stop = message.ends_with('?') || message.ends_with('.') ? "" : ".";
    return fmt::format("The last pass that ended was number {}, {} ({}): {}{} {}", ended->pass,
                       ago(ended->started, status.now), outcome_of(*ended), message, stop,
                       advice_for(*ended->exit_code));
}

std::string created_text(const PastPass& pass) {
    if (pass.created.hubspot + pass.created.pipedrive == 0) return {};
    return fmt::format(", {} created on Pipedrive, {} on HubSpot", with_thousands(pass.created.pipedrive),
                       with_thousands(pass.created.hubspot));
}

std::string pass_line(const PastPass& pass, bool is_running) {
    const auto error = pass.error.empty() ? std::string{} : ": " + shown(pass.error);
    return fmt::format("  {}  {}  {}{}{}\n", pass.pass, second_text(pass.started), outcome_of(pass, is_running),
                       created_text(pass), error);
}

std::string hindrances(const Status& status) {
    std::string text;
    for (const auto& brake : status.brakes)
        text += fmt::format("{} since {}: {}\n",
                            brake.status == Brake::Status::holds ? "A brake holds" : "A brake was lifted by --force",
                            minute_text(brake.since), shown(brake.message));
    for (const auto crm : both_crms) {
        const auto& platform = status.platforms[crm];
        if (platform.block)
            text += fmt::format("{} has been left alone since {}, until {} at the latest: {}\n", title_of(crm),
                                minute_text(platform.block->since), minute_text(platform.block->until),
                                shown(platform.block->message));
        if (platform.cut)
            text += fmt::format("{}: a listing was cut off after {} ({}); it goes on after {}\n", title_of(crm),
                                counted(platform.cut->records, "record", "records"), shown(platform.cut->why),
                                minute_text(platform.cut->next_try));
    }
    return text;
}

std::string pace_text(Millis interval) {
    if (interval <= schedule_interval) return ", enough for a poll in every pass";
    return fmt::format(", enough for a poll every {}", duration_text(interval));
}

std::string platform_text(const Status& status, Crm crm) {
    const auto& platform = status.platforms[crm];
    auto text = fmt::format("{}: {}; last asked {}, last listed to its end {}\n", title_of(crm),
                            counted(platform.live, "record", "records"), ago(platform.history.polled_at, status.now),
                            ago(platform.history.listed_at, status.now));
    const auto* const basis = platform.history.polled_at ? "" : " (assumed, since it was not asked yet)";
    text += fmt::format("  quota{}: {} {} spent in 24 h, {} are left to us until {}{}\n", basis,
                        with_thousands(platform.spent_in_a_day), unit_of(crm), with_thousands(platform.budget.ours),
                        minute_text(platform.budget.reset), pace_text(platform.interval));
    if (platform.missing > 0)
        text += fmt::format(
            "  {}\n", counted(platform.missing, "record was not in the last listing, and is looked up by its id next",
                              "records were not in the last listing, and are looked up by their ids next"));
    return text;
}

std::string held_text(const Status& status) {
    const auto held = std::count_if(status.actions.begin(), status.actions.end(),
                                    [](const Action& action) { return action.what == Action::Do::hold; });
    if (held == 0) return {};
    return fmt::format("; {} held back, see below", counted(held, "more is", "more are"));
}

std::string totals(const Status& status) {
    return fmt::format("{} on both sides; {} to be created on Pipedrive, {} on HubSpot{}\n",
                       counted(status.bonds, "is", "are"), counted(status.to_create.pipedrive, "waits", "wait"),
                       with_thousands(status.to_create.hubspot), held_text(status));
}

}  // namespace

std::string status_as_text(const Status& status, Terminal terminal) {
    std::string text;
    if (const auto error = last_error_line(status); !error.empty())
        text += coloured(error, Colour::yellow, terminal) + '\n';
    text += coloured(health_line(status), is_healthy(status) ? Colour::green : Colour::red, terminal) + '\n';
    text += hindrances(status) + '\n';
    for (const auto crm : both_crms) text += platform_text(status, crm);
    text += totals(status);
    for (const auto& group : grouped(status.actions)) text += group_text(group, "--format json lists all");
    if (status.passes.empty()) return text;
    text += "\nLast passes:\n";
    for (const auto& pass : status.passes)
        text += pass_line(pass, status.is_running && &pass == &status.passes.front());
    return text;
}

}  // namespace pdhs
