#include "pdhs/report/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "pdhs/core/text.h"
#include "pdhs/report/table.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

constexpr std::size_t most_lines_of_a_group = 20;

/// In the key of somebody without an address.
constexpr std::string_view phone_mark = ";phone:";

/// From the platforms, or from a person's record: anything may stand in it.
std::string shown(std::string_view text) {
    return printable(repair_utf8(text));
}

enum class Colour : int { red = 31, green = 32, yellow = 33 };

std::string coloured(const std::string& text, Colour colour, Terminal terminal) {
    if (terminal == Terminal::plain) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m", static_cast<int>(colour), text);
}

Colour colour_of(ExitCode exit_code) {
    switch (exit_code) {
        case ExitCode::ok:
        case ExitCode::would_change:
            return Colour::green;
        case ExitCode::unusable:
        case ExitCode::needs_a_person:
        case ExitCode::braked:
            return Colour::red;
        default:
            return Colour::yellow;
    }
}

std::string failures_text(const Report& report) {
    const auto failed = report.platforms.hubspot.failed + report.platforms.pipedrive.failed;
    return failed == 0 ? "nothing failed" : fmt::format("{} failed", with_thousands(failed));
}

std::string creates_text(const Report& report) {
    const auto on_pipedrive = created_on(report, Crm::pipedrive);
    const auto on_hubspot = created_on(report, Crm::hubspot);
    const auto failed = report.platforms.hubspot.failed + report.platforms.pipedrive.failed;
    if (on_pipedrive + on_hubspot == 0) {
        if (report.dry_run) return report.error ? "cannot tell what it would create" : "would create nothing";
        return report.pending > 0 || failed > 0 || report.error ? "nothing created" : "nothing to create";
    }
    const auto* const form =
        report.dry_run ? "would create {} on Pipedrive, {} on HubSpot" : "{} created on Pipedrive, {} on HubSpot";
    const auto again = recreated_on(report, Crm::pipedrive) + recreated_on(report, Crm::hubspot);
    return fmt::format(fmt::runtime(form), with_thousands(on_pipedrive), with_thousands(on_hubspot)) +
           (again > 0 ? fmt::format(" ({} of them again)", with_thousands(again)) : "");
}

std::string pass_name(const Report& report) {
    if (report.pass == 0) return report.dry_run ? "Dry run" : "No pass";
    return fmt::format("{} {}", report.dry_run ? "Dry run of pass" : "Pass", with_thousands(report.pass));
}

/// What the pass came to, where something kept it from its work or from its end.
std::string hindrance_text(ExitCode exit_code) {
    switch (exit_code) {
        case ExitCode::unusable:
            return ", could not go on";
        case ExitCode::needs_a_person:
            return ", needs you";
        case ExitCode::try_later:
            return ", to be continued";
        case ExitCode::braked:
            return ", braked";
        case ExitCode::interrupted:
        case ExitCode::terminated:
            return ", interrupted";
        default:
            return "";
    }
}

std::string verdict_line(const Report& report) {
    const auto failures = report.dry_run ? std::string{} : ", " + failures_text(report);
    return fmt::format("{}: {}{}{} ({})", pass_name(report),
                       report.paced ? "paced, " + creates_text(report) : creates_text(report), failures,
                       hindrance_text(report.exit_code), duration_text(report.duration));
}

std::string troubles(const Report& report, Terminal terminal) {
    std::string text;
    const auto line = [&](const std::string& words) {
        text += coloured(shown(words), colour_of(report.exit_code), terminal) + '\n';
    };
    bool platform_told = false;
    for (const auto crm : both_crms) {
        const auto& failure = report.platforms[crm].failure;
        if (!failure.empty()) line(fmt::format("{} ended early: {}", title_of(crm), failure));
        platform_told = platform_told || !failure.empty();
    }
    if (report.error && !platform_told) line(report.error->message);
    for (const auto crm : both_crms) {
        const auto& note = report.platforms[crm].note;
        const bool is_told = report.error && report.error->message == note;
        if (!note.empty() && !is_told) text += shown(note) + '\n';
    }
    for (const auto& warning : report.warnings) text += fmt::format("Warning: {}\n", shown(warning));
    return text;
}

std::string who(const Action& action) {
    const auto key = shown(action.key);
    const auto name = shown(action.name);
    if (name.empty()) return key.empty() ? "(no name)" : key;
    if (key.empty()) return name;
    if (key.find('@') != std::string::npos) return fmt::format("{} <{}>", name, key);
    const auto phone = key.substr(std::min(key.size(), key.find(phone_mark) + phone_mark.size()));
    return phone.empty() || phone == key ? name : fmt::format("{}, phone {}", name, phone);
}

std::string action_line(const Action& action) {
    auto line = fmt::format("  {}  {}", who(action), shown(to_string(action.from)));
    if (!action.id.empty()) line += fmt::format(" -> {}", shown(to_string({action.on, action.id})));
    if (!action.detail.empty()) line += fmt::format(": {}", shown(action.detail));
    return line + '\n';
}

/// Actions that belong under one heading.
struct Group {
    std::string heading;
    std::vector<const Action*> actions;
};

/// Whoever stands several times is listed with all records, also when one of them was created on the other side.
bool names_twins(const Action& action) {
    return action.reason == "ambiguous" && !action.detail.empty();
}

std::string heading_of(const Action& action) {
    const auto verb = action.what == Action::Do::recreate ? "re-create" : "create";
    const auto where = title_of(action.on);
    if (names_twins(action)) return "One person, several records";
    if (action.what == Action::Do::skip) return fmt::format("Not created on {}", where);
    if (action.what == Action::Do::hold) return fmt::format("Held back from {}", where);
    switch (action.outcome) {
        case Action::Outcome::planned:
            return fmt::format("Would {} on {}", verb, where);
        case Action::Outcome::created:
            return fmt::format("{}d on {}", action.what == Action::Do::recreate ? "Re-create" : "Create", where);
        case Action::Outcome::exists:
            return fmt::format("Was on {} already", where);
        case Action::Outcome::failed:
            return fmt::format("Refused by {}", where);
        case Action::Outcome::unknown:
            return fmt::format("Sent to {}, outcome not known yet", where);
        case Action::Outcome::pending:
            return fmt::format("Waits to be created on {}", where);
        case Action::Outcome::none:
            return fmt::format("Not created on {}", where);
    }
    return "";
}

std::string meaning_of(const Action& action) {
    if (names_twins(action)) return "merge them where they stand, or tell them apart";
    return explained(shown(action.reason));
}

/// By what happened, then by platform, then by reason: also the order in which groups are shown.
using GroupKey = std::tuple<Action::Outcome, Action::Do, Crm, std::string>;

std::vector<Group> grouped(const std::vector<Action>& actions) {
    std::map<GroupKey, Group> groups;
    for (const auto& action : actions) {
        auto& group = groups[{action.outcome, action.what, action.on, action.reason}];
        if (group.actions.empty())
            group.heading = action.reason.empty() ? heading_of(action)
                                                  : fmt::format("{} - {}", heading_of(action), meaning_of(action));
        group.actions.push_back(&action);
    }
    std::vector<Group> result;
    for (auto& [key, group] : groups) result.push_back(std::move(group));
    return result;
}

std::string group_text(const Group& group) {
    const auto count = group.actions.size();
    const auto listed = std::min(count, most_lines_of_a_group);
    auto text = fmt::format("\n{} ({}):\n", group.heading, with_thousands(static_cast<long long>(count)));
    for (std::size_t at = 0; at < listed; ++at) text += action_line(*group.actions[at]);
    if (listed < count)
        text += fmt::format("  … and {} more\n", with_thousands(static_cast<long long>(count - listed)));
    return text;
}

std::string total(const char* words, long long number, const char* part_words, long long part) {
    if (number + part == 0) return {};
    const auto text = fmt::format(fmt::runtime(words), with_thousands(number));
    return part == 0 ? text : fmt::format("{} ({} {})", text, with_thousands(part), part_words);
}

/// The counts of the whole state that are not zero.
std::string totals_line(const Report& report) {
    // Who was refused just now is parked, but no longer pending.
    const auto failed = report.platforms.hubspot.failed + report.platforms.pipedrive.failed;
    const auto waiting = total("{} waiting", report.pending + std::min(failed, report.parked), "parked", report.parked);
    const auto left = total("{} left alone", report.skipped, "ambiguous", report.ambiguous);
    if (waiting.empty() && left.empty()) return {};
    return fmt::format("\nIn all: {}{}{}\n", waiting, waiting.empty() || left.empty() ? "" : ", ", left);
}

std::string next_step(const Report& report) {
    if (!report.dry_run) return std::string(advice_for(report.exit_code));
    if (report.exit_code == ExitCode::interrupted || report.exit_code == ExitCode::terminated) return {};
    if (report.pass == 1 && created_on(report, Crm::hubspot) + created_on(report, Crm::pipedrive) > 0)
        return "Is that what you expect? 'pdhs-sync run --max-creates 5' begins with five of them.";
    return report.error ? std::string(advice_for(report.exit_code)) : std::string{};
}

}  // namespace

std::string report_as_text(const Report& report, Terminal terminal) {
    auto text = coloured(verdict_line(report), colour_of(report.exit_code), terminal) + '\n';
    text += troubles(report, terminal);
    text += '\n' + platform_table(report);
    for (const auto& group : grouped(report.actions)) text += group_text(group);
    text += totals_line(report);
    const auto advice = next_step(report);
    if (!advice.empty()) text += fmt::format("\n{}\n", advice);
    return text;
}

}  // namespace pdhs
