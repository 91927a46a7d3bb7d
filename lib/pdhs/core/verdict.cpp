#include "pdhs/core/verdict.h"

#include <csignal>

namespace pdhs {

namespace {

/// Names the platform, unless the message itself begins with it.
std::string told(Crm crm, const Failure& failure) {
    const std::string title(title_of(crm));
    return failure.message.starts_with(title) ? failure.message : title + ": " + failure.message;
}

/// The failures that `matches` picks, as one error; nothing if there are none.
template <class Matches>
std::optional<ReportError> error_of(const PerCrm<std::optional<Failure>>& failures, Matches matches) {
    std::optional<ReportError> error;
    for (const auto crm : both_crms) {
        const auto& failure = failures[crm];
        if (!failure || !matches(failure->kind)) continue;
        if (error)
            error->message += "; " + told(crm, *failure);
        else
            error = ReportError{std::string(name_of(failure->kind)), told(crm, *failure)};
    }
    return error;
}

Verdict interrupted_by(const PassFacts& facts) {
    const bool by_user = facts.signal == SIGINT;
    return {by_user ? ExitCode::interrupted : ExitCode::terminated,
            ReportError{"interrupted", facts.dry_run ? "stopped by a signal; a dry run changes nothing"
                                                     : "stopped by a signal; everything done so far is saved, the next "
                                                       "pass goes on"}};
}

}  // namespace

Verdict verdict(const PassFacts& facts) {
    if (facts.state_failure) return {ExitCode::unusable, ReportError{"state", *facts.state_failure}};
    if (facts.signal != 0) return interrupted_by(facts);
    if (auto error = error_of(facts.failures, needs_a_person)) return {ExitCode::needs_a_person, error};
    if (auto error = error_of(facts.failures, [](FailureKind) { return true; })) return {ExitCode::try_later, error};
    if (facts.delay) return {ExitCode::try_later, facts.delay};
    if (facts.brake_holds) return {ExitCode::braked, ReportError{"brake", facts.brake_message}};
    if (facts.contacts_failed > 0) return {ExitCode::contacts_failed, std::nullopt};
    if (facts.report_changes && facts.would_create > 0) return {ExitCode::would_change, std::nullopt};
    return {};
}

}  // namespace pdhs
