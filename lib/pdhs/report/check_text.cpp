#include "pdhs/report/check_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "pdhs/report/colour.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

std::string title_of(const Finding& finding) {
    auto words = finding.topic;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (finding.crm) return fmt::format("{} {}", title_of(*finding.crm), words);
    return words;
}

Colour colour_of(Grade grade) {
    if (grade == Grade::ok) return Colour::green;
    return grade == Grade::warning ? Colour::yellow : Colour::red;
}

std::string verdict_of(const CheckReport& report) {
    const auto count = [&](Grade grade) {
        return std::count_if(report.findings.begin(), report.findings.end(),
                             [grade](const Finding& finding) { return finding.grade == grade; });
    };
    const auto failed = count(Grade::failed);
    const auto warnings = count(Grade::warning);
    if (failed == 1) return "Not ready: one thing has failed.";
    if (failed > 0)
        return fmt::format("Not ready: {}; fix the first one first.",
                           counted(failed, "thing has failed", "things have failed"));
    if (warnings > 0)
        return fmt::format("Ready; {} {} worth a look.", warnings, warnings == 1 ? "thing is" : "things are");
    return "Ready.";
}

std::string share_text(const Forecast& forecast) {
    if (forecast.quota <= 0) return "";
    const auto percent = 100.0 * static_cast<double>(forecast.cost) / static_cast<double>(forecast.quota);
    return fmt::format(", {:.{}f} % of {}", percent, percent < 10 ? 1 : 0, with_thousands(forecast.quota));
}

std::string pace_text(const Forecast& forecast) {
    if (forecast.interval <= schedule_interval) return "polled in every pass";
    return fmt::format("polled every {} on average", duration_text(forecast.interval));
}

std::string waiting_text(const Forecast& forecast) {
    if (forecast.to_create == 0) return "";
    const auto waiting = fmt::format("; {} to create there", with_thousands(forecast.to_create));
    if (!forecast.takes) return waiting + ", which this quota never allows: raise PDHS_API_SHARE, or the plan";
    if (*forecast.takes < schedule_interval) return waiting + ", by the next pass";
    return fmt::format("{}, which takes about {}", waiting, duration_text(*forecast.takes));
}

std::string forecast_text(const PerCrm<Forecast>& forecast) {
    auto text = fmt::format("\nA day of passes, one every 30 s ({}):\n", with_thousands(passes_a_day));
    for (const auto crm : both_crms)
        text +=
            fmt::format("  {:<9} {} {} a day{}; {}{}\n", title_of(crm), with_thousands(forecast[crm].cost),
                        unit_of(crm), share_text(forecast[crm]), pace_text(forecast[crm]), waiting_text(forecast[crm]));
    return text;
}

std::string amount_on(const FirstPass& pass, Crm crm) {
    const auto amount = fmt::format("{} on {}", with_thousands(pass.creates[crm]), title_of(crm));
    if (pass.later[crm] == 0) return amount;
    return fmt::format("{} ({} of them as soon as the quota allows)", amount, with_thousands(pass.later[crm]));
}

std::string first_pass_text(const FirstPass& pass) {
    const auto left_alone =
        pass.left_alone == 0 ? std::string{} : fmt::format(", and leave {} alone", with_thousands(pass.left_alone));
    const auto amounts = fmt::format("\nThe first pass would create {} and {}{}.\n", amount_on(pass, Crm::pipedrive),
                                     amount_on(pass, Crm::hubspot), left_alone);
    if (pass.creates == PerCrm<long long>{}) return amounts;
    return amounts + "See them with 'pdhs-sync run --dry-run'; begin with a few: 'pdhs-sync run --max-creates 5'.\n";
}

}  // namespace

std::string finding_as_text(const Finding& finding, Terminal terminal) {
    const auto grade = coloured(fmt::format("{:<8}", name_of(finding.grade)), colour_of(finding.grade), terminal);
    return fmt::format("{} {:<17} {}\n", grade, title_of(finding), shown(finding.text));
}

std::string conclusion_as_text(const CheckReport& report) {
    auto text = "\n" + verdict_of(report) + "\n";
    const bool is_ready = report.exit_code() == ExitCode::ok || report.exit_code() == ExitCode::contacts_failed;
    if (report.forecast && is_ready) text += forecast_text(*report.forecast);
    if (report.first_pass && is_ready) text += first_pass_text(*report.first_pass);
    return text;
}

}  // namespace pdhs
