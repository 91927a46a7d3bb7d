#include "pdhs/sync/checking.h"

#include <fmt/format.h>

#include <algorithm>

#include "pdhs/report/table.h"
#include "pdhs/report/words.h"
#include "pdhs/sync/accounts.h"
#include "pdhs/sync/pass.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/status.h"

namespace pdhs {

namespace {

/// Passes are started every 30 s: a schedule that works has had many within this time.
constexpr Millis worth_asking = std::chrono::hours{1};

Finding last_good_finding(const Status& status) {
    const Topic topic{"last_pass", {}};
    if (status.passes.empty()) return fine(topic, "none yet");
    if (!status.last_good)
        return worth_a_look(topic, "passes have run, but none ended well: 'pdhs-sync status' says why");
    const auto age = std::max(Millis{0}, status.now - status.last_good->started);
    const auto text = fmt::format("the last good one was {} ago", duration_text(age));
    if (age <= worth_asking) return fine(topic, text);
    return worth_a_look(topic, text + ": is it scheduled? 'pdhs-sync status' shows the last ones");
}

/// Brakes about accounts and views are judged anew by asking.
bool is_told_by_asking(const Brake& brake) {
    return brake.kind == BrakeKind::account || brake.kind == BrakeKind::partial_view;
}

std::vector<Finding> history_findings(const Status& status) {
    std::vector<Finding> findings = {last_good_finding(status)};
    for (const auto& brake : status.brakes)
        if (brake.status == Brake::Status::holds && !is_told_by_asking(brake))
            findings.push_back(broken({"brake", brake.crm}, brake.message, ExitCode::braked));
    return findings;
}

Forecast forecast_of(Crm crm, const Status& status, const PassOptions& options, const std::optional<Quota>& quota) {
    const auto& platform = status.platforms[crm];
    ForecastFacts facts;
    facts.budget = platform.budget;
    facts.quota = quota ? quota->limit : options.limits_until_told[crm];
    facts.records = platform.live;
    facts.list_every = options.list_every;
    facts.to_create = status.to_create[crm];
    return forecast(crm, facts, status.now);
}

class Checking {
  public:
    Checking(World& world, const PassOptions& options) : world_(world), options_(options) {}

    Result<Checked> run(StateUse state) {
        for (const auto crm : both_crms) PDHS_CHECK(ask(crm));
        judge_platforms();
        if (state == StateUse::none) return std::move(checked_);
        PDHS_TRY(const auto status, status_of(world_.store, options_, world_.clock.now()));
        add(history_findings(status));
        PDHS_TRY(const bool is_first, would_be_first());
        if (is_first && worst_of(checked_.findings) <= ExitCode::contacts_failed) try_first_pass();
        PDHS_CHECK(look_ahead_a_day());
        return std::move(checked_);
    }

  private:
    void judge_platforms() {
        const CheckPolicy policy{options_.share_percent, options_.partial_view == PartialView::accepted};
        for (const auto crm : both_crms) checked_.findings.push_back(token_finding(crm, facts_[crm]));
        for (const auto crm : both_crms) add(platform_findings(crm, facts_[crm], policy));
        add(clock_findings(facts_));
    }

    /// After a dry run the copy knows the records of both sides.
    Result<void> look_ahead_a_day() {
        PDHS_TRY(const auto status, status_of(world_.store, options_, world_.clock.now()));
        PerCrm<Forecast> forecast;
        for (const auto crm : both_crms) forecast[crm] = forecast_of(crm, status, options_, facts_[crm].quota);
        checked_.forecast = forecast;
        return {};
    }

    void add(const std::vector<Finding>& more) {
        checked_.findings.insert(checked_.findings.end(), more.begin(), more.end());
    }

    Result<void> ask(Crm crm) {
        auto& facts = facts_[crm];
        facts.shape = shape_of(world_.tokens[crm]);
        PDHS_TRY(facts.known_account, known_account(world_.store, crm));
        PDHS_TRY(const auto block, world_.store.block(crm));
        if (block && !may_be_asked(*block, world_.clock.now()))
            facts.block = block;
        else
            PDHS_CHECK(ask_in_turn(crm, facts));
        PDHS_TRY(facts.budget, budget_now(world_.store, crm, options_, world_.clock.now()));
        return {};
    }

    Result<void> ask_in_turn(Crm crm, PlatformFacts& facts) {
        auto account = world_.platforms[crm]->who_am_i();
        PDHS_CHECK(spend(crm, account.usage));
        facts.account = std::move(account.id);
        facts.about = std::move(account.about);
        facts.why_untold = std::move(account.why_untold);
        facts.view = account.view;
        facts.account_failure = std::move(account.failure);
        if (!facts.account_failure) PDHS_CHECK(read_a_page(crm, facts));
        if (has_failed(facts)) return {};
        auto permission = world_.platforms[crm]->may_create();
        facts.may_create = permission.permission;
        facts.create_failure = std::move(permission.failure);
        return spend(crm, permission.usage);
    }

    Result<void> read_a_page(Crm crm, PlatformFacts& facts) {
        const auto before = world_.clock.now();
        const auto first_page_only = [](const Page&) -> Result<Onward> { return Onward::stop; };
        auto end = world_.platforms[crm]->list_all({}, first_page_only);
        const auto after = world_.clock.now();
        if (end.failure) facts.read_failure = as_of_everybody(crm, std::move(*end.failure));
        if (end.began) facts.ahead = *end.began - (before + (after - before) / 2);
        return spend(crm, end.usage);
    }

    Result<void> spend(Crm crm, const Usage& usage) {
        if (usage.requests == 0) return {};
        if (usage.quota) facts_[crm].quota = usage.quota;
        checked_.spent.push_back({crm, world_.clock.now(), usage.requests, usage.tokens, usage.quota});
        return world_.store.add_to_ledger(std::span(&checked_.spent.back(), 1));
    }

    Result<bool> would_be_first() {
        for (const auto crm : both_crms) {
            PDHS_TRY(const auto history, world_.store.read_history(crm));
            if (!history.listed_at) return true;
        }
        return false;
    }

    void try_first_pass() {
        auto options = options_;
        options.mode = RunMode::dry;
        const auto report = sync_contacts(world_, options);
        FirstPass pass;
        for (const auto crm : both_crms) {
            const auto& platform = report.platforms[crm];
            pass.creates[crm] = created_on(report, crm);
            checked_.spent.push_back({crm, report.started, platform.requests, platform.tokens, {}});
        }
        pass.left_alone = report.skipped;
        pass.error = report.error;
        checked_.first_pass = pass;
    }

    World& world_;
    const PassOptions& options_;
    PerCrm<PlatformFacts> facts_;
    Checked checked_;
};

}  // namespace

Result<Checked> check_platforms(World& world, const PassOptions& options, StateUse state) {
    return Checking(world, options).run(state);
}

}  // namespace pdhs
