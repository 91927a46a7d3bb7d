#include "pdhs/core/check.h"

#include <fmt/format.h>

#include "pdhs/core/brakes.h"
#include "pdhs/core/clock.h"
#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr Millis worth_noticing = std::chrono::seconds{30};
std::string_view usual_shape_text(Crm crm) {
    return crm == Crm::hubspot ? "a service key (pat-, a region, and 36 characters)"
                               : "an API token (40 digits and letters from a to f)";
}

bool is_interrupted(const std::optional<Failure>& failure) {
    return failure && failure->kind == FailureKind::interrupted;
}

ExitCode exit_code_of(const Failure& failure) {
    return needs_a_person(failure.kind) ? ExitCode::needs_a_person : ExitCode::try_later;
}

Finding of_failure(Topic topic, const Failure& failure) {
    return broken(std::move(topic), failure.message, exit_code_of(failure));
}

Finding account_finding(Crm crm, const PlatformFacts& facts) {
    const Topic topic{"account", crm};
    if (facts.account_failure) return of_failure(topic, *facts.account_failure);
    const auto in_brackets = [](const std::string& text) { return text.empty() ? "" : fmt::format(" ({})", text); };
    const auto untold =
        fmt::format("{} does not tell this token whose account it is{}", title_of(crm), in_brackets(facts.why_untold));
    if (facts.account.empty() && facts.has_new_token)
        return worth_a_look(topic, untold +
                                       ", and the token is another one than before: the next pass tries whether "
                                       "it shows the known records");
    if (facts.account.empty()) return fine(topic, untold + "; a pass works without");
    if (!facts.known_account.empty() && facts.known_account != facts.account)
        return broken(topic, account_message(crm, facts.known_account, facts.account), ExitCode::braked);
    return fine(topic, facts.account + in_brackets(facts.about));
}

Finding view_finding(View view, const CheckPolicy& policy) {
    const Topic topic{"view", Crm::pipedrive};
    if (view == View::whole) return fine(topic, "the token's user is an admin, who sees every person");
    if (view == View::untold)
        return worth_a_look(topic,
                            "Pipedrive does not say whether the token's user sees every person: make sure that "
                            "it is an admin");
    if (policy.partial_view_is_accepted)
        return fine(topic, "the token's user is no admin and may see only part; accepted by PDHS_PARTIAL_VIEW");
    return broken(topic, partial_view_message(), ExitCode::braked);
}

Finding read_finding(Crm crm, const PlatformFacts& facts) {
    const Topic topic{"read", crm};
    if (facts.read_failure) return of_failure(topic, *facts.read_failure);
    return fine(topic, crm == Crm::hubspot ? "the token may read contacts" : "the token may read persons");
}

Finding create_finding(Crm crm, const PlatformFacts& facts) {
    const Topic topic{"create", crm};
    if (facts.may_create == Permission::granted)
        return fine(topic, "the token may create, as far as a request for nothing can tell");
    if (facts.may_create == Permission::denied && facts.create_failure)
        return broken(topic, facts.create_failure->message, ExitCode::needs_a_person);
    if (facts.create_failure && !leaves_hope_for_others(facts.create_failure->kind))
        return of_failure(topic, *facts.create_failure);
    if (facts.create_failure)
        return worth_a_look(
            topic, fmt::format("whether the token may create could not be told: {}", facts.create_failure->message));
    return fine(topic, "the token may do what its user may");
}

Finding quota_finding(Crm crm, const PlatformFacts& facts, const CheckPolicy& policy, Time now) {
    const Topic topic{"quota", crm};
    const auto unit = unit_of(crm);
    const auto ours = with_thousands(facts.budget.ours);
    const auto left =
        facts.quota ? fmt::format("{} of {} {} are left today; {} are for us", with_thousands(facts.quota->remaining),
                                  with_thousands(facts.quota->limit), unit, ours)
                    : fmt::format("not announced; our share is taken to be {} {} a day, {} of it is left",
                                  with_thousands(facts.budget.share), unit, ours);
    const auto told = fmt::format("{} (PDHS_API_SHARE {} %)", left, policy.share_percent);
    const auto interval = poll_interval(facts.budget, costs_of(crm), now);
    if (interval <= schedule_interval) return fine(topic, told);
    const auto paced =
        fmt::format("{}: polled every {} until {}", told, amount_of(interval), minute_text(facts.budget.reset));
    if (interval <= longest_quiet_interval) return fine(topic, paced);
    return broken(topic, paced + "; for more, raise PDHS_API_SHARE, or see what else uses this account's API",
                  ExitCode::try_later);
}

}  // namespace

bool has_failed(const PlatformFacts& facts) {
    return facts.block || facts.account_failure || facts.read_failure;
}

Finding token_finding(Crm crm, const PlatformFacts& facts) {
    const Topic topic{"token", crm};
    if (facts.shape == usual_shape(crm))
        return fine(topic, fmt::format("{} looks like {}", token_key_of(crm), usual_shape_text(crm)));
    const bool is_refused = facts.account_failure && facts.account_failure->kind == FailureKind::unauthorized;
    if (!is_refused && has_failed(facts)) return fine(topic, fmt::format("{} has an unusual shape", token_key_of(crm)));
    if (!is_refused) return fine(topic, fmt::format("{} has an unusual shape, and is accepted", token_key_of(crm)));
    if (facts.shape == usual_shape(other(crm)))
        return broken(topic,
                      fmt::format("{} looks like the token of {}: give each key its own platform's token",
                                  token_key_of(crm), title_of(other(crm))),
                      ExitCode::needs_a_person);
    return worth_a_look(topic, fmt::format("{} does not look like {}: copy it anew and whole", token_key_of(crm),
                                           usual_shape_text(crm)));
}

FirstPass first_pass_of(const Report& dry_run) {
    FirstPass pass;
    for (const auto& action : dry_run.actions) {
        const bool waits_for_quota = action.what == Action::Do::hold && action.reason == "budget";
        if (waits_for_quota) ++pass.later[action.on];
        if (waits_for_quota || action.outcome == Action::Outcome::planned) ++pass.creates[action.on];
    }
    pass.left_alone = dry_run.skipped;
    return pass;
}

std::vector<Finding> platform_findings(Crm crm, const PlatformFacts& facts, const CheckPolicy& policy, Time now) {
    if (facts.block)
        return {broken({"block", crm},
                       fmt::format("left alone since {}, until {} at the latest: {}", minute_text(facts.block->since),
                                   minute_text(facts.block->until), facts.block->message),
                       ExitCode::try_later)};
    if (is_interrupted(facts.account_failure)) return {};
    std::vector<Finding> findings = {account_finding(crm, facts)};
    if (facts.account_failure) return findings;
    if (crm == Crm::pipedrive) findings.push_back(view_finding(facts.view, policy));
    if (is_interrupted(facts.read_failure)) return findings;
    findings.push_back(read_finding(crm, facts));
    if (facts.read_failure || is_interrupted(facts.create_failure)) return findings;
    findings.push_back(create_finding(crm, facts));
    findings.push_back(quota_finding(crm, facts, policy, now));
    return findings;
}

std::vector<Finding> clock_findings(const PerCrm<PlatformFacts>& facts) {
    const auto ahead = nearest_clock({facts.hubspot.ahead, facts.pipedrive.ahead});
    if (!ahead) return {};
    const auto difference = std::chrono::abs(*ahead);
    if (difference < worth_noticing)
        return {fine({"clock", {}}, fmt::format("within {} of the platforms' clocks", amount_of(worth_noticing)))};
    if (difference < most_clock_difference) return {worth_a_look({"clock", {}}, wrong_clock_text(*ahead))};
    return {broken({"clock", {}}, wrong_clock_text(*ahead), ExitCode::needs_a_person)};
}

}  // namespace pdhs
