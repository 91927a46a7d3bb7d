#include "pdhs/core/verdict.h"

#include <csignal>

#include "support/catch.h"

namespace pdhs {
namespace {

Failure failure(FailureKind kind) {
    return {kind, "so it is", "", {}, true};
}

/// Everything at once; each test takes the worst away.
PassFacts everything_went_wrong() {
    PassFacts facts;
    facts.state_failure = "disk full";
    facts.signal = SIGINT;
    facts.failures = {failure(FailureKind::unauthorized), failure(FailureKind::unreachable)};
    facts.brake_holds = true;
    facts.brake_message = "too many";
    facts.contacts_failed = 1;
    facts.report_changes = true;
    facts.would_create = 1;
    return facts;
}

TEST_CASE("the first that applies of 2, 130, 3, 4, 5, 1, 10, 0") {
    auto facts = everything_went_wrong();
    CHECK(verdict(facts).exit_code == ExitCode::unusable);
    CHECK(verdict(facts).error->message == "disk full");
    facts.state_failure.reset();
    CHECK(verdict(facts).exit_code == ExitCode::interrupted);
    facts.signal = SIGTERM;
    CHECK(verdict(facts).exit_code == ExitCode::terminated);
    facts.signal = 0;
    CHECK(verdict(facts).exit_code == ExitCode::needs_a_person);
    facts.failures.hubspot.reset();
    CHECK(verdict(facts).exit_code == ExitCode::try_later);
    facts.failures.pipedrive.reset();
    CHECK(verdict(facts).exit_code == ExitCode::braked);
    facts.brake_holds = false;
    CHECK(verdict(facts).exit_code == ExitCode::contacts_failed);
    facts.contacts_failed = 0;
    CHECK(verdict(facts).exit_code == ExitCode::would_change);
    facts.would_create = 0;
    CHECK(verdict(facts).exit_code == ExitCode::ok);
    CHECK_FALSE(verdict(facts).error.has_value());
}

TEST_CASE("the error names the platform and the kind") {
    PassFacts facts;
    facts.failures = {failure(FailureKind::daily_quota), failure(FailureKind::unreachable)};
    const auto error = *verdict(facts).error;
    CHECK(error.kind == "daily_quota");
    CHECK(error.message == "HubSpot: so it is; Pipedrive: so it is");
}

TEST_CASE("what a person has to mend, and what waiting mends") {
    for (const auto kind : {FailureKind::unauthorized, FailureKind::scope, FailureKind::payment,
                            FailureKind::wrong_region, FailureKind::entity_cap}) {
        PassFacts facts;
        facts.failures.pipedrive = failure(kind);
        CHECK(verdict(facts).exit_code == ExitCode::needs_a_person);
    }
    for (const auto kind :
         {FailureKind::unreachable, FailureKind::server_error, FailureKind::damaged, FailureKind::rate_limited,
          FailureKind::daily_quota, FailureKind::blocked, FailureKind::migrating, FailureKind::tls}) {
        PassFacts facts;
        facts.failures.hubspot = failure(kind);
        CHECK(verdict(facts).exit_code == ExitCode::try_later);
    }
}

}  // namespace
}  // namespace pdhs
