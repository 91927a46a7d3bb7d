#include "pdhs/core/report.h"

#include <algorithm>

namespace pdhs {

namespace {

void tally_one(Report& report, const Action& action) {
    auto& platform = report.platforms[action.on];
    switch (action.outcome) {
        case Action::Outcome::created:
            ++(action.what == Action::Do::recreate ? platform.recreated : platform.created);
            break;
        case Action::Outcome::exists:
            ++platform.exists;
            break;
        case Action::Outcome::failed:
        case Action::Outcome::unknown:
            ++platform.failed;
            break;
        case Action::Outcome::pending:
            ++report.pending;
            break;
        case Action::Outcome::none:
            ++report.skipped;
            if (action.reason == "ambiguous") ++report.ambiguous;
            break;
        case Action::Outcome::planned:
            break;
    }
}

}  // namespace

void tally(Report& report) {
    for (const auto& action : report.actions) tally_one(report, action);
    std::erase_if(report.actions, [](const Action& action) { return action.reason == "not_complete"; });
}

long long would_create(const Report& report) {
    return std::count_if(report.actions.begin(), report.actions.end(),
                         [](const Action& action) { return action.outcome == Action::Outcome::planned; });
}

std::string_view name_of(Action::Do what) {
    switch (what) {
        case Action::Do::create:
            return "create";
        case Action::Do::recreate:
            return "recreate";
        case Action::Do::skip:
            return "skip";
        case Action::Do::hold:
            return "hold";
    }
    return "";
}

std::string_view name_of(Action::Outcome outcome) {
    switch (outcome) {
        case Action::Outcome::planned:
            return "planned";
        case Action::Outcome::created:
            return "created";
        case Action::Outcome::exists:
            return "exists";
        case Action::Outcome::failed:
            return "failed";
        case Action::Outcome::unknown:
            return "unknown";
        case Action::Outcome::pending:
            return "pending";
        case Action::Outcome::none:
            return "";
    }
    return "";
}

std::string_view name_of(ReadMode mode) {
    switch (mode) {
        case ReadMode::none:
            return "none";
        case ReadMode::full:
            return "full";
        case ReadMode::changes:
            return "changes";
    }
    return "";
}

}  // namespace pdhs
