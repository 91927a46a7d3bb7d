#include "pdhs/report/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "pdhs/core/text.h"
#include "pdhs/report/table.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

long long failed_on_both(const Report& report) {
    return report.platforms.hubspot.failed + report.platforms.pipedrive.failed;
}

/// Contacts. Where the pass itself was kept from its work, "nothing failed" would sound wrong.
std::string failures_text(const Report& report) {
    if (report.dry_run) return "";
    const auto failed = failed_on_both(report);
    if (failed > 0) return fmt::format(", {} failed", with_thousands(failed));
    return report.error ? "" : ", nothing failed";
}

std::string creates_text(const Report& report) {
    const auto on_pipedrive = created_on(report, Crm::pipedrive);
    const auto on_hubspot = created_on(report, Crm::hubspot);
    const auto failed = failed_on_both(report);
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

std::string total(const char* words, long long number, const char* part_words, long long part) {
    if (number + part == 0) return {};
    const auto text = fmt::format(fmt::runtime(words), with_thousands(number));
    return part == 0 ? text : fmt::format("{} ({} {})", text, with_thousands(part), part_words);
}

}  // namespace

std::string shown(std::string_view text) {
    return printable(repair_utf8(text));
}

std::string verdict_line(const Report& report) {
    return fmt::format("{}: {}{}{} ({})", pass_name(report),
                       report.paced ? "paced, " + creates_text(report) : creates_text(report), failures_text(report),
                       hindrance_text(report.exit_code), duration_text(report.duration));
}

std::vector<std::string> troubles(const Report& report) {
    std::vector<std::string> lines;
    const bool was_stopped = report.exit_code == ExitCode::interrupted || report.exit_code == ExitCode::terminated;
    for (const auto crm : both_crms) {
        const auto& failure = report.platforms[crm].failure;
        if (!failure.empty() && !was_stopped)
            lines.push_back(shown(fmt::format("{} ended early: {}", title_of(crm), failure)));
    }
    const bool is_about_platforms =
        report.exit_code == ExitCode::needs_a_person || report.exit_code == ExitCode::try_later;
    if (!report.error || (is_about_platforms && !lines.empty())) return lines;
    std::istringstream error_lines(report.error->message);
    for (std::string line; std::getline(error_lines, line);) lines.push_back(shown(line));
    return lines;
}

std::vector<std::string> notes(const Report& report) {
    std::vector<std::string> lines;
    for (const auto crm : both_crms) {
        const auto& note = report.platforms[crm].note;
        const bool is_told = report.error && report.error->message == note;
        if (!note.empty() && !is_told) lines.push_back(shown(note));
    }
    for (const auto& warning : report.warnings) lines.push_back(fmt::format("Warning: {}", shown(warning)));
    return lines;
}

std::string totals_line(const Report& report) {
    // Who was refused just now is parked, but no longer pending.
    const auto failed = failed_on_both(report);
    const auto waiting = total("{} waiting", report.pending + std::min(failed, report.parked), "parked", report.parked);
    const auto left = total("{} left alone", report.skipped, "ambiguous", report.ambiguous);
    if (waiting.empty() && left.empty()) return {};
    return fmt::format("In all: {}{}{}", waiting, waiting.empty() || left.empty() ? "" : ", ", left);
}

std::string next_step(const Report& report) {
    if (!report.dry_run && report.exit_code == ExitCode::ok && report.pending > report.parked)
        return "Whoever waits is created by the next passes: run it again, or put it on a schedule.";
    if (!report.dry_run) return std::string(advice_for(report.exit_code));
    if (report.exit_code == ExitCode::interrupted || report.exit_code == ExitCode::terminated) return {};
    if (report.pass == 1 && created_on(report, Crm::hubspot) + created_on(report, Crm::pipedrive) > 0)
        return "Is that what you expect? 'pdhs-sync run --max-creates 5' begins with five of them.";
    return report.error ? std::string(advice_for(report.exit_code)) : std::string{};
}

}  // namespace pdhs
