#include "pdhs/sync/pass.h"

#include <algorithm>

#include "pdhs/core/brakes.h"
#include "pdhs/core/verdict.h"
#include "pdhs/sync/applying.h"
#include "pdhs/sync/preparing.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/standing.h"
#include "pdhs/sync/telling.h"
#include "pdhs/sync/vanishing.h"

namespace pdhs {

namespace {

using Instant = std::chrono::steady_clock::time_point;

/// One pass from its number to its report.
class Pass {
  public:
    Pass(World& world, const PassOptions& options)
        : world_(world), options_(options), started_(std::chrono::steady_clock::now()) {
        report_.dry_run = is_dry();
        report_.started = world_.clock.now();
    }

    Report run() {
        if (auto done = work(); !done) facts_.state_failure = done.error().message;
        conclude();
        return std::move(report_);
    }

  private:
    Result<void> work() {
        PDHS_TRY(report_.pass, world_.store.begin_pass(report_.started));
        teller_.emplace(world_.log, report_.pass, is_dry());
        readings_ = read_both(world_);
        PDHS_CHECK(keep_readings());
        PDHS_CHECK(notice_who_vanished());
        PDHS_CHECK(find_out_who_is_who());
        PDHS_CHECK(world_.store.settle_intents());
        PDHS_CHECK(make_plan());
        if (!is_dry()) PDHS_CHECK(carry_out());
        if (policy_.both_were_read_once) PDHS_CHECK(tell_standing(world_.store, planned_, *teller_));
        return count();
    }

    /// Whether asking the platform for anything more in this pass is in vain.
    [[nodiscard]] bool has_ended(Crm crm) const {
        return facts_.failures[crm] && !leaves_hope_for_others(facts_.failures[crm]->kind);
    }
    [[nodiscard]] bool is_dry() const { return options_.mode == RunMode::dry; }

    Result<void> keep_readings() {
        for (const auto crm : both_crms) {
            const auto& reading = readings_[crm];
            auto& told = report_.platforms[crm];
            told.mode = ReadMode::full;
            told.complete = reading.end.complete;
            told.read = reading.read;
            PDHS_CHECK(spend(crm, reading.end.usage));
            teller_->reading(crm, told);
            if (reading.state_error) return *reading.state_error;
            if (reading.end.failure) fail_platform(crm, *reading.end.failure);
            if (reading.end.complete)
                PDHS_CHECK(world_.store.set_complete_read(crm, {world_.clock.now(), reading.began, reading.read}));
            tell_unusable(crm);
        }
        return {};
    }

    void tell_unusable(Crm crm) {
        for (const auto& row : readings_[crm].unusable) {
            Action action;
            action.what = Action::Do::skip;
            action.outcome = Action::Outcome::none;
            action.on = other(crm);
            action.from = row.ref;
            action.reason = "unusable";
            action.detail = row.reason;
            report_.actions.push_back(action);
        }
    }

    Result<void> spend(Crm crm, const Usage& usage) {
        report_.platforms[crm].requests += usage.requests;
        report_.platforms[crm].tokens += usage.tokens;
        LedgerEntry entry{crm, world_.clock.now(), usage.requests, usage.tokens};
        if (usage.quota) {
            entry.limit = usage.quota->limit;
            entry.remaining = usage.quota->remaining;
        }
        return world_.store.add_to_ledger(std::span(&entry, 1));
    }

    void fail_platform(Crm crm, const Failure& failure) {
        if (facts_.failures[crm]) return;
        facts_.failures[crm] = failure;
        report_.platforms[crm].failure = failure.message;
        teller_->failure(crm, std::string(name_of(failure.kind)), failure.message);
    }

    Result<void> notice_who_vanished() {
        for (const auto crm : both_crms) {
            if (!readings_[crm].end.complete) continue;
            PDHS_TRY(vanished_[crm], notice_vanished(world_, crm, readings_[crm], options_.belief));
            PDHS_CHECK(spend(crm, vanished_[crm].usage));
            if (vanished_[crm].failure) fail_platform(crm, *vanished_[crm].failure);
        }
        return {};
    }

    Result<void> find_out_who_is_who() {
        PDHS_TRY(const auto news, world_.store.resolve_changes(resolve));
        for (const auto& bond : news.bonds) tell_bond(bond);
        return {};
    }

    /// A match by name alone is a guess, so both records say why nothing is created for them.
    void tell_bond(const BondNews& bond) {
        const bool began = bond.what == BondNews::What::began;
        if (began && bond.origin != BondOrigin::name_only) return;
        teller_->bond(bond);
        if (!began) return;
        for (const auto& [from, partner] :
             {std::pair{bond.contact, bond.person}, std::pair{bond.person, bond.contact}}) {
            Action action;
            action.what = Action::Do::skip;
            action.outcome = Action::Outcome::none;
            action.on = partner.crm;
            action.from = from;
            action.name = bond.name;
            action.key = bond.key;
            action.id = partner.id;
            action.reason = "same_name";
            report_.actions.push_back(action);
        }
    }

    Result<void> make_plan() {
        PDHS_TRY(auto candidates, candidates_with_freshness());
        planned_ = plan(candidates, policy_);
        PDHS_CHECK(freshen(candidates));
        PDHS_CHECK(list_twins());
        PDHS_CHECK(brake());
        if (options_.max_creates) hold_beyond(planned_, *options_.max_creates);
        if (is_dry() || has_ended(Crm::pipedrive)) return {};
        return spend(Crm::pipedrive, add_companies(*world_.platforms.pipedrive, candidates, planned_));
    }

    Result<std::vector<Candidate>> candidates_with_freshness() {
        PDHS_CHECK(set_policy());
        PDHS_TRY(auto candidates, world_.store.candidates());
        for (auto& candidate : candidates)
            candidate.seen_in_this_pass = readings_[candidate.source.ref.crm].seen.contains(candidate.number);
        return candidates;
    }

    Result<void> set_policy() {
        policy_.now = world_.clock.now();
        policy_.recreate_vanished = options_.recreate_vanished;
        policy_.ignore = options_.ignore;
        policy_.settle = options_.settle;
        policy_.both_were_read_once = true;
        for (const auto crm : both_crms) {
            PDHS_TRY(const auto read, world_.store.complete_read(crm));
            policy_.both_were_read_once = policy_.both_were_read_once && read.has_value();
            policy_.targets[crm] = {readings_[crm].end.complete, readings_[crm].began};
        }
        return {};
    }

    /// Creates rest on what this pass has seen: the other sources are looked at now, and those that cannot be, wait.
    Result<void> freshen(std::vector<Candidate>& candidates) {
        bool looked = false;
        for (const auto crm : both_crms) {
            if (has_ended(crm)) continue;
            const auto ids = unread_sources(planned_, crm);
            PDHS_TRY(const auto looked_up, look_up(world_, crm, ids));
            PDHS_CHECK(spend(crm, looked_up.usage));
            if (looked_up.failure) fail_platform(crm, *looked_up.failure);
            readings_[crm].seen.insert(looked_up.seen.begin(), looked_up.seen.end());
            looked = looked || !ids.empty();
        }
        if (looked) {
            PDHS_CHECK(find_out_who_is_who());
            PDHS_TRY(candidates, candidates_with_freshness());
            planned_ = plan(candidates, policy_);
        }
        for (auto& entry : planned_)
            if (entry.draft && entry.needs_fresh_source) hold(entry, "source_unread");
        return {};
    }

    Result<void> list_twins() {
        PDHS_TRY(const auto all, world_.store.twins());
        for (const auto& twins : all) planned_.push_back(listed(twins));
        return {};
    }

    Result<void> brake() {
        PDHS_TRY(const auto counts, world_.store.counts());
        for (const auto crm : both_crms)
            if (vanished_[crm].unbelievable)
                engage(brake_everything(planned_, crm, vanished_[crm].known, vanished_[crm].missing));
        if (options_.belief == Belief::forced) return {};
        for (const auto& message : brake_recreations(planned_, counts.live)) engage(message);
        return {};
    }

    void engage(const std::string& message) {
        facts_.brake_message += (facts_.brake_holds ? "; " : "") + message;
        facts_.brake_holds = true;
    }

    Result<void> carry_out() {
        CreateLimits limits;
        if (options_.deadline) limits.deadline = started_ + *options_.deadline;
        const auto applied = apply(
            world_, planned_, {readings_.hubspot.platform_time, readings_.pipedrive.platform_time}, limits, *teller_);
        for (const auto crm : both_crms) {
            PDHS_CHECK(spend(crm, applied[crm].usage));
            if (applied[crm].failure) fail_platform(crm, *applied[crm].failure);
            if (applied[crm].state_error) return *applied[crm].state_error;
        }
        return {};
    }

    Result<void> count() {
        PDHS_CHECK(find_out_who_is_who());
        PDHS_TRY(const auto counts, world_.store.counts());
        report_.parked = counts.parked;
        return {};
    }

    void conclude() {
        for (const auto& entry : planned_) report_.actions.push_back(entry.action);
        tally(report_);
        for (const auto crm : both_crms)
            if (facts_.failures[crm] && facts_.failures[crm]->kind == FailureKind::interrupted)
                facts_.failures[crm].reset();
        facts_.signal = world_.interrupt.signal();
        facts_.contacts_failed = report_.platforms.hubspot.failed + report_.platforms.pipedrive.failed;
        facts_.report_changes = options_.detailed_exit_code;
        facts_.would_create = would_create(report_);
        const auto decided = verdict(facts_);
        report_.exit_code = decided.exit_code;
        report_.error = decided.error;
        report_.duration = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - started_);
        if (teller_) teller_->summary(report_);
        remember();
    }

    /// The report has been made: a state that cannot be written any more changes nothing about it.
    void remember() {
        PassRecord record{report_.pass, report_.started, report_.duration, static_cast<int>(report_.exit_code), {}, {}};
        for (const auto crm : both_crms)
            record.created[crm] = report_.platforms[crm].created + report_.platforms[crm].recreated;
        if (report_.error) record.error = report_.error->message;
        if (auto kept = world_.store.end_pass(record); !kept) report_.warnings.push_back(kept.error().message);
    }

    World& world_;
    const PassOptions& options_;
    Instant started_;
    std::optional<Teller> teller_;
    PerCrm<Reading> readings_;
    PerCrm<Vanished> vanished_;
    PlanPolicy policy_;
    std::vector<Planned> planned_;
    PassFacts facts_;
    Report report_;
};

}  // namespace

Report sync_contacts(World& world, const PassOptions& options) {
    return Pass(world, options).run();
}

}  // namespace pdhs
