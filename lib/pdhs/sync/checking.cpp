#include "pdhs/sync/checking.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <mutex>

#include "pdhs/core/clock.h"
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
    const bool has_ended = std::any_of(status.passes.begin(), status.passes.end(),
                                       [](const PastPass& pass) { return pass.exit_code.has_value(); });
    if (!status.last_good && !has_ended) return fine(topic, "none yet");
    if (!status.last_good)
        return worth_a_look(topic, "passes have run, but none ended well: 'pdhs-sync status' says why");
    const auto age = std::max(Millis{0}, status.now - status.last_good->started);
    const auto text = fmt::format("the last good one was {} ago", duration_text(age));
    if (age <= worth_asking) return fine(topic, text);
    return worth_a_look(topic, text + ": is it scheduled? 'pdhs-sync status' shows the last ones");
}

Forecast forecast_of(Crm crm, const Status& status, const PassOptions& options) {
    const auto& platform = status.platforms[crm];
    ForecastFacts facts;
    facts.budget = platform.budget;
    facts.quota = platform.quota;
    facts.records = platform.live;
    facts.list_every = options.list_every;
    facts.to_create = status.to_create[crm];
    return forecast(crm, facts, status.now);
}

bool were_listed(const Status& status) {
    return status.platforms.hubspot.history.listed_at && status.platforms.pipedrive.history.listed_at;
}

/// Whether asking the platform showed already what the brake is about: another account, or a partial view. Nothing else
/// about it can be asked for.
bool is_told(const Brake& brake, const std::vector<Finding>& findings) {
    if (brake.kind != BrakeKind::account && brake.kind != BrakeKind::partial_view) return false;
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        const auto* const topic = brake.kind == BrakeKind::account ? "account" : "view";
        return finding.grade == Grade::failed && finding.crm == brake.crm && finding.topic == topic;
    });
}

class Checking {
  public:
    Checking(World& world, const PassOptions& options) : world_(world), options_(options) {}

    Result<Checked> run(StateUse state) {
        PDHS_CHECK(ask_both());
        judge_platforms();
        if (state == StateUse::none || world_.interrupt.requested()) return std::move(checked_);
        PDHS_TRY(auto status, status_now());
        judge_history(status);
        const bool is_ready = worst_of(checked_.findings) <= ExitCode::contacts_failed;
        if (!were_listed(status) && is_ready && state == StateUse::good) {
            try_first_pass();
            PDHS_TRY(status, status_now());
        }
        if (were_listed(status)) look_ahead_a_day(status);
        return std::move(checked_);
    }

  private:
    void add(const std::vector<Finding>& more) {
        checked_.findings.insert(checked_.findings.end(), more.begin(), more.end());
    }
    Result<Status> status_now() { return status_of(world_.store, options_, world_.clock.now()); }

    Result<void> ask_both() {
        auto hubspot = std::async(std::launch::async, [this] { return ask(Crm::hubspot); });
        const auto pipedrive = ask(Crm::pipedrive);
        PDHS_CHECK(hubspot.get());
        return pipedrive;
    }

    Result<void> ask(Crm crm) {
        auto& facts = facts_[crm];
        facts.shape = shape_of(world_.tokens[crm]);
        PDHS_TRY(facts.known_account, known_account(world_.store, crm));
        PDHS_TRY(facts.has_new_token, is_new_token(world_.store, crm, world_.tokens[crm]));
        PDHS_TRY(const auto block, world_.store.block(crm));
        if (block && !may_be_asked(*block, world_.clock.now()))
            facts.block = block;
        else
            PDHS_CHECK(ask_in_turn(crm, facts));
        PDHS_TRY(facts.budget, budget_now(world_.store, crm, options_, world_.clock.now()));
        return {};
    }

    Result<void> ask_in_turn(Crm crm, PlatformFacts& facts) {
        if (world_.progress) world_.progress({Progress::Step::asking, crm});
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
        if (end.failure) facts.read_failure = as_of_everybody(crm, std::move(*end.failure));
        if (end.began) facts.ahead = clock_difference(*end.began, before, world_.clock.now());
        return spend(crm, end.usage);
    }

    /// In the thread of its platform.
    Result<void> spend(Crm crm, const Usage& usage) {
        if (usage.requests == 0) return {};
        if (usage.quota) facts_[crm].quota = usage.quota;
        const auto entry = ledger_entry(crm, world_.clock.now(), usage);
        const std::scoped_lock lock(mutex_);
        checked_.spent.push_back(entry);
        return world_.store.add_to_ledger(std::span(&entry, 1));
    }

    void judge_platforms() {
        const CheckPolicy policy{options_.share_percent, options_.partial_view == PartialView::accepted};
        const auto now = world_.clock.now();
        for (const auto crm : both_crms) checked_.findings.push_back(token_finding(crm, facts_[crm]));
        for (const auto crm : both_crms) add(platform_findings(crm, facts_[crm], policy, now));
        add(clock_findings(facts_));
    }

    /// A brake about an account or a view is told again although asking shows nothing wrong any more: it holds until a
    /// pass asks, which happens with the next listing.
    void judge_history(const Status& status) {
        checked_.findings.push_back(last_good_finding(status));
        for (const auto& brake : status.brakes)
            if (brake.status == Brake::Status::holds && !is_told(brake, checked_.findings))
                checked_.findings.push_back(broken(
                    {"brake", brake.crm},
                    brake.message +
                        (brake.kind == BrakeKind::partial_view ? ". If that is fixed, run once with --full" : ""),
                    ExitCode::braked));
    }

    void try_first_pass() {
        auto options = options_;
        options.mode = RunMode::dry;
        const auto report = sync_contacts(world_, options);
        bool is_complete = true;
        for (const auto crm : both_crms) {
            const auto& platform = report.platforms[crm];
            is_complete = is_complete && platform.complete;
            checked_.spent.push_back(ledger_entry(crm, report.started, {platform.requests, platform.tokens}));
        }
        if (is_complete)
            checked_.first_pass = first_pass_of(report);
        else if (report.error && !world_.interrupt.requested())
            checked_.findings.push_back(broken({"first_pass", {}}, report.error->message, report.exit_code));
    }

    void look_ahead_a_day(const Status& status) {
        PerCrm<Forecast> forecast;
        for (const auto crm : both_crms) forecast[crm] = forecast_of(crm, status, options_);
        checked_.forecast = forecast;
    }

    World& world_;
    const PassOptions& options_;
    PerCrm<PlatformFacts> facts_;
    Checked checked_;
    std::mutex mutex_;
};

}  // namespace

Result<Checked> check_platforms(World& world, const PassOptions& options, StateUse state) {
    return Checking(world, options).run(state);
}

}  // namespace pdhs
