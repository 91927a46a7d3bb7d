#include "pdhs/core/check.h"

#include "pdhs/core/clock.h"
#include "support/catch.h"

using namespace pdhs;
using namespace std::chrono_literals;

namespace {

constexpr Time noon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h;

PlatformFacts good_facts(Crm crm) {
    PlatformFacts facts;
    facts.shape = crm == Crm::hubspot ? TokenShape::hubspot : TokenShape::pipedrive;
    facts.account = "12345678";
    facts.about = "Acme Inc";
    facts.view = View::whole;
    facts.may_create = crm == Crm::hubspot ? Permission::granted : Permission::untold;
    facts.quota = Quota{250'000, 200'000};
    facts.budget = {150'000, noon + 12h, 190'000, 200'000};
    facts.ahead = 400ms;
    return facts;
}

Failure failure(FailureKind kind) {
    return {kind, "because of a reason", "", {}, true};
}

/// The only one that is not ok, as "topic exit_code".
std::string trouble(const std::vector<Finding>& findings) {
    std::string found;
    for (const auto& finding : findings)
        if (finding.grade != Grade::ok)
            found += finding.topic + " " + std::to_string(static_cast<int>(finding.exit_code));
    return found;
}

std::string trouble(Crm crm, const PlatformFacts& facts) {
    return trouble(platform_findings(crm, facts, {}, noon));
}

std::string text_of(Crm crm, const PlatformFacts& facts, const std::string& topic) {
    for (const auto& finding : platform_findings(crm, facts, {}, noon))
        if (finding.topic == topic) return finding.text;
    return "";
}

}  // namespace

TEST_CASE("a good set-up has nothing but good findings") {
    CHECK(trouble(Crm::hubspot, good_facts(Crm::hubspot)) == "");
    CHECK(trouble(Crm::pipedrive, good_facts(Crm::pipedrive)) == "");
    CHECK(text_of(Crm::hubspot, good_facts(Crm::hubspot), "account") == "12345678 (Acme Inc)");
    CHECK_THAT(text_of(Crm::hubspot, good_facts(Crm::hubspot), "quota"),
               contains("200,000 of 250,000 calls are left today; 150,000 are for us"));
    CHECK(text_of(Crm::hubspot, good_facts(Crm::hubspot), "view").empty());
}

TEST_CASE("the first failure is the last that is said of a platform") {
    auto facts = good_facts(Crm::hubspot);
    facts.account_failure = failure(FailureKind::unauthorized);
    CHECK(platform_findings(Crm::hubspot, facts, {}, noon) ==
          std::vector{broken({"account", Crm::hubspot}, "because of a reason", ExitCode::needs_a_person)});
    facts.account_failure.reset();
    facts.read_failure = failure(FailureKind::unreachable);
    CHECK(platform_findings(Crm::hubspot, facts, {}, noon).back() ==
          broken({"read", Crm::hubspot}, "because of a reason", ExitCode::try_later));
    facts.block = Block{FailureKind::blocked, "turned away", noon, noon + 15min, 1, noon};
    const auto findings = platform_findings(Crm::hubspot, facts, {}, noon);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].exit_code == ExitCode::try_later);
    CHECK_THAT(findings[0].text, contains("until 2026-11-24 12:15 UTC at the latest: turned away"));
}

TEST_CASE("an account that is not told is no trouble, another one is") {
    auto facts = good_facts(Crm::hubspot);
    facts.known_account = "12345678";
    CHECK(trouble(Crm::hubspot, facts) == "");
    facts.known_account = "1";
    CHECK(trouble(Crm::hubspot, facts) == "account 5");
    CHECK_THAT(text_of(Crm::hubspot, facts, "account"),
               contains("opens portal 12345678, but the state file belongs to"));
    facts.account.clear();
    facts.why_untold = "HTTP 403";
    CHECK(trouble(Crm::hubspot, facts) == "");
    CHECK_THAT(text_of(Crm::hubspot, facts, "account"),
               contains("does not tell this token whose account it is (HTTP 403)"));
    facts.has_new_token = true;
    CHECK(trouble(Crm::hubspot, facts) == "account 1");
}

TEST_CASE("rights to create: granted, denied, or not to be told") {
    auto facts = good_facts(Crm::hubspot);
    facts.may_create = Permission::denied;
    facts.create_failure = failure(FailureKind::scope);
    CHECK(trouble(Crm::hubspot, facts) == "create 3");
    facts.may_create = Permission::untold;
    facts.create_failure = failure(FailureKind::server_error);
    CHECK(trouble(Crm::hubspot, facts) == "create 1");
    facts.create_failure = failure(FailureKind::daily_quota);
    CHECK(trouble(Crm::hubspot, facts) == "create 4");
    facts.create_failure.reset();
    CHECK(trouble(Crm::hubspot, facts) == "");
}

TEST_CASE("a user who sees only a part is a failure, unless that is accepted") {
    auto facts = good_facts(Crm::pipedrive);
    facts.view = View::partial;
    CHECK(trouble(Crm::pipedrive, facts) == "view 5");
    CheckPolicy accepted;
    accepted.partial_view_is_accepted = true;
    CHECK(trouble(platform_findings(Crm::pipedrive, facts, accepted, noon)) == "");
    facts.view = View::untold;
    CHECK(trouble(Crm::pipedrive, facts) == "view 1");
}

TEST_CASE("the quota is judged by the pace that it allows until it is filled up") {
    auto facts = good_facts(Crm::pipedrive);
    facts.budget = {15'000, noon + 12h, 15'000, 24'000};
    CHECK(trouble(Crm::pipedrive, facts) == "");
    CHECK(text_of(Crm::pipedrive, facts, "quota").find("polled every") == std::string::npos);
    facts.budget.ours = 3'000;
    CHECK(trouble(Crm::pipedrive, facts) == "");
    CHECK_THAT(text_of(Crm::pipedrive, facts, "quota"), contains("polled every 3 min until 2026-11-25 00:00 UTC"));
    facts.budget.ours = 700;
    CHECK(trouble(Crm::pipedrive, facts) == "quota 4");
    facts.budget.ours = 0;
    CHECK(trouble(Crm::pipedrive, facts) == "quota 4");
    CHECK_THAT(text_of(Crm::pipedrive, facts, "quota"), contains("polled every 60 min until"));
    facts.quota.reset();
    CHECK_THAT(text_of(Crm::pipedrive, facts, "quota"), contains("not announced; 24,000 tokens a day"));
}

TEST_CASE("what a signal interrupted is no finding") {
    auto facts = good_facts(Crm::pipedrive);
    facts.create_failure = failure(FailureKind::interrupted);
    CHECK(platform_findings(Crm::pipedrive, facts, {}, noon).back().topic == "read");
    facts.read_failure = failure(FailureKind::interrupted);
    CHECK(platform_findings(Crm::pipedrive, facts, {}, noon).back().topic == "view");
    facts.account_failure = failure(FailureKind::interrupted);
    CHECK(platform_findings(Crm::pipedrive, facts, {}, noon).empty());
}

TEST_CASE("a first pass creates what it plans, and later what waits for the quota") {
    Report report;
    Action planned;
    planned.on = Crm::pipedrive;
    auto held = planned;
    held.what = Action::Do::hold;
    held.outcome = Action::Outcome::pending;
    held.reason = "budget";
    auto other_hold = held;
    other_hold.reason = "brake";
    report.actions = {planned, planned, held, other_hold};
    report.skipped = 3;
    const auto pass = first_pass_of(report);
    CHECK(pass.creates == PerCrm<long long>{0, 3});
    CHECK(pass.later == PerCrm<long long>{0, 1});
    CHECK(pass.left_alone == 3);
}

TEST_CASE("the shape of a token counts only where it is not accepted") {
    auto facts = good_facts(Crm::hubspot);
    CHECK(token_finding(Crm::hubspot, facts).grade == Grade::ok);
    facts.shape = TokenShape::pipedrive;
    CHECK_THAT(token_finding(Crm::hubspot, facts).text, contains("unusual shape, and is accepted"));
    facts.account_failure = failure(FailureKind::unauthorized);
    CHECK(token_finding(Crm::hubspot, facts).exit_code == ExitCode::needs_a_person);
    CHECK_THAT(token_finding(Crm::hubspot, facts).text, contains("looks like the token of Pipedrive"));
    facts.shape = TokenShape::other;
    CHECK(token_finding(Crm::hubspot, facts).grade == Grade::warning);
    facts.account_failure = failure(FailureKind::unreachable);
    CHECK(token_finding(Crm::hubspot, facts).grade == Grade::ok);
    facts.account_failure.reset();
    facts.block = Block{FailureKind::blocked, "turned away", Time{}, Time{1h}, 1, Time{}};
    CHECK_THAT(token_finding(Crm::hubspot, facts).text, !contains("accepted"));
}

TEST_CASE("a clock is wrong by what no travel of the answer explains") {
    const Time at{12h};
    CHECK(clock_difference(at + 5s, at, at + 9s) == Millis{0});
    CHECK(clock_difference(at + 10s, at, at + 9s) == Millis{1s});
    CHECK(clock_difference(at - 10s, at, at + 9s) == Millis{-10s});
    CHECK(nearest_clock({}) == std::nullopt);
    CHECK(nearest_clock({{}, Millis{3s}}) == Millis{3s});
    CHECK(nearest_clock({Millis{-2s}, Millis{3s}}) == Millis{-2s});
}

TEST_CASE("the nearest clock of a platform judges this machine's") {
    const auto grade = [](std::optional<Millis> hubspot, std::optional<Millis> pipedrive) {
        PerCrm<PlatformFacts> facts;
        facts.hubspot.ahead = hubspot;
        facts.pipedrive.ahead = pipedrive;
        return clock_findings(facts);
    };
    CHECK(grade({}, {}).empty());
    CHECK(grade(29s, {}).at(0).grade == Grade::ok);
    CHECK(grade({}, -29s).at(0).grade == Grade::ok);
    CHECK(grade(3h, 1s).at(0).grade == Grade::ok);
    CHECK(grade(31s, {}).at(0).grade == Grade::warning);
    CHECK(grade(2min, 3h).at(0).exit_code == ExitCode::needs_a_person);
    CHECK_THAT(grade(2h, 3h).at(0).text, contains("clock is 2 h slow"));
    CHECK_THAT(grade(-1min, {}).at(0).text, contains("clock is 60 s fast"));
    CHECK_THAT(grade(-72h, {}).at(0).text, contains("clock is 3 days fast"));
}
