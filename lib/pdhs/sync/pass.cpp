#include "pdhs/sync/pass.h"

#include <fmt/format.h>

#include "pdhs/core/clock.h"
#include "pdhs/core/verdict.h"
#include "pdhs/sync/accounts.h"
#include "pdhs/sync/applying.h"
#include "pdhs/sync/braking.h"
#include "pdhs/sync/delays.h"
#include "pdhs/sync/looking_up.h"
#include "pdhs/sync/planning.h"
#include "pdhs/sync/polling.h"
#include "pdhs/sync/preparing.h"
#include "pdhs/sync/reading.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/standing.h"
#include "pdhs/sync/telling.h"
#include "pdhs/sync/vanishing.h"

namespace pdhs {

namespace {

/// Whether the last pass that saw a platform's clock found this machine's wrong.
constexpr auto clock_was_wrong = "clock_was_wrong";

std::string unreadable_message(Crm crm) {
    return fmt::format("{} does not show this record by its id", title_of(crm));
}

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
        PDHS_CHECK(braking_.lift());
        PDHS_CHECK(order_reads());
        PDHS_CHECK(check_accounts());
        PDHS_TRY(const auto messages, braking_.holding_everything());
        for (const auto& message : messages) engage(message);
        if (!messages.empty()) return {};
        PDHS_CHECK(read());
        PDHS_CHECK(find_out_who_is_who());
        PDHS_CHECK(read_out_of_turn());
        PDHS_CHECK(list_for_open_intents());
        PDHS_CHECK(world_.store.settle_intents());
        PDHS_CHECK(make_plan());
        if (!is_dry()) PDHS_CHECK(carry_out());
        if (plan_.both_were_read_once) PDHS_CHECK(tell_standing(world_.store, plan_.planned, *teller_));
        return count();
    }

    /// Whether asking the platform for anything more in this pass is in vain.
    [[nodiscard]] bool has_ended(Crm crm) const {
        return facts_.failures[crm] && !leaves_hope_for_others(facts_.failures[crm]->kind);
    }
    /// Whether the platform may be asked for records by id.
    [[nodiscard]] bool may_ask(Crm crm) const {
        return !is_unverified_[crm] && tasks_[crm].order.why_not != "blocked" && !has_ended(crm);
    }
    [[nodiscard]] PerCrm<bool> whom_to_ask() const { return {may_ask(Crm::hubspot), may_ask(Crm::pipedrive)}; }
    [[nodiscard]] bool is_dry() const { return options_.mode == RunMode::dry; }

    Result<void> order_reads() {
        PDHS_TRY(tasks_.hubspot, polling_.task(Crm::hubspot, Turn::by_budget));
        PDHS_TRY(tasks_.pipedrive, polling_.task(Crm::pipedrive, Turn::by_budget));
        return {};
    }

    Result<void> check_accounts() {
        for (const auto crm : both_crms) {
            if (tasks_[crm].order.why_not == "blocked") continue;
            PDHS_TRY(const auto checked, accounts_.check(crm, tasks_[crm].order));
            if (checked.failure) {
                tasks_[crm] = {};
                is_unverified_[crm] = true;
                PDHS_CHECK(end_platform(crm, *checked.failure));
            } else if (checked.was_forgotten) {
                PDHS_TRY(tasks_[crm], polling_.task(crm, Turn::by_budget));
            }
        }
        return {};
    }

    Result<void> read() {
        readings_ = read_both(world_, tasks_, options_.share_percent);
        for (const auto crm : both_crms) PDHS_CHECK(keep_reading(crm));
        PDHS_CHECK(judge_clock());
        for (const auto crm : both_crms) PDHS_CHECK(read_what_is_left(crm));
        for (const auto crm : both_crms) PDHS_CHECK(look_for_missing_ones(crm));
        return {};
    }

    /// A reading that is no answer by itself is followed by another one: too many changes by a listing, a listing in
    /// several parts by the changes meanwhile.
    Result<void> read_what_is_left(Crm crm) {
        const auto& reading = readings_[crm];
        if (reading.end.stop == ReadStop::too_many) return read_too_many(crm);
        if (!reading.order.resumes || !reading.is_complete()) return {};
        PDHS_TRY(const auto task, polling_.changes_since_watermark(crm));
        return read_again(crm, task);
    }

    /// A long look-back that shows too much is followed by a short one, and that by a listing.
    Result<void> read_too_many(Crm crm) {
        PDHS_TRY(const auto task, polling_.task(crm, Turn::out_of_turn));
        const bool goes_on = task.order.mode == ReadMode::full || (readings_[crm].order.deep && !task.order.deep);
        if (!goes_on) {
            facts_.delay = too_many_changes(crm);
            return {};
        }
        PDHS_CHECK(read_again(crm, task));
        return read_what_is_left(crm);
    }

    Result<void> read_again(Crm crm, const ReadingTask& task) {
        const auto seen = std::move(readings_[crm].seen);
        readings_[crm] = read_one(world_, crm, task, options_.share_percent);
        readings_[crm].seen.insert_all(seen);
        return keep_reading(crm);
    }

    Result<void> keep_reading(Crm crm) {
        const auto& reading = readings_[crm];
        auto& told = report_.platforms[crm];
        if (told.mode != ReadMode::full) told.mode = reading.order.mode;
        told.complete = reading.is_complete();
        told.read += reading.read;
        PDHS_CHECK(spending_.spend(crm, reading.end.usage));
        if (reading.order.mode == ReadMode::none) return {};
        teller_->reading(crm, told);
        if (reading.state_error) {
            PDHS_CHECK(polling_.keep(crm, reading));
            return *reading.state_error;
        }
        if (reading.end.failure) fail_platform(crm, as_of_everybody(crm, *reading.end.failure));
        tell_unusable(crm);
        PDHS_CHECK(notice_missing_ones(crm));
        return polling_.keep(crm, reading);
    }

    /// A wrong clock is told by each pass that reads, and logged by the first of them.
    Result<void> judge_clock() {
        const auto ahead = nearest_clock({readings_.hubspot.clock_ahead(), readings_.pipedrive.clock_ahead()});
        if (!ahead) return {};
        const bool is_wrong = std::chrono::abs(*ahead) >= most_clock_difference;
        if (is_wrong) report_.warnings.push_back(wrong_clock_text(*ahead));
        PDHS_TRY(const auto logged, world_.store.get_value(clock_was_wrong));
        if (is_wrong == (logged == "1")) return {};
        if (is_wrong) teller_->warning(wrong_clock_text(*ahead));
        return world_.store.set_value(clock_was_wrong, is_wrong ? "1" : "0");
    }

    /// Before the listing counts as done: a pass that is killed in between lists again.
    Result<void> notice_missing_ones(Crm crm) {
        const auto& reading = readings_[crm];
        if (reading.order.mode != ReadMode::full || !reading.is_complete()) return {};
        PDHS_TRY(const auto vanished, note_missing(world_, crm, reading, options_.belief));
        return braking_.listed(crm, vanished);
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

    /// Also for later passes, where the failure says so.
    Result<void> end_platform(Crm crm, const Failure& failure) {
        PDHS_CHECK(polling_.keep_block(crm, failure));
        fail_platform(crm, failure);
        return {};
    }

    void fail_platform(Crm crm, const Failure& failure) {
        if (facts_.failures[crm]) return;
        facts_.failures[crm] = failure;
        report_.platforms[crm].failure = failure.kind == FailureKind::interrupted ? "interrupted" : failure.message;
        teller_->failure(crm, std::string(name_of(failure.kind)), failure.message);
    }

    /// Many at once are a matter for the brake first, and are not read by id.
    Result<void> look_for_missing_ones(Crm crm) {
        if (!readings_[crm].is_complete() || !may_ask(crm)) return {};
        PDHS_TRY(const bool held, braking_.hold_missing(crm));
        if (held) return {};
        PDHS_TRY(const auto failure, look_for_missing(world_, looking_up_, crm, readings_[crm]));
        return failure ? end_platform(crm, *failure) : Result<void>{};
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

    /// A platform on which somebody waits to be created is polled although it is not its turn.
    Result<void> read_out_of_turn() {
        for (const auto crm : both_crms) {
            if (tasks_[crm].order.why_not != "paced") continue;
            const Planning::Supposed if_read{crm, ReadMode::changes, world_.clock.now(), false, whom_to_ask()};
            PDHS_TRY(const bool wanted, planning_.would_create(readings_, if_read));
            if (!wanted) continue;
            PDHS_TRY(tasks_[crm], polling_.task(crm, Turn::out_of_turn));
            if (tasks_[crm].order.mode == ReadMode::none) continue;
            PDHS_CHECK(read_again(crm, tasks_[crm]));
            PDHS_CHECK(read_what_is_left(crm));
            PDHS_CHECK(find_out_who_is_who());
        }
        return {};
    }

    /// What became of a create without an address on HubSpot a search may show much later; a listing shows it now.
    Result<void> list_for_open_intents() {
        const auto& reading = readings_.hubspot;
        if (reading.order.mode != ReadMode::changes || !reading.is_complete()) return {};
        PDHS_TRY(const auto oldest, world_.store.oldest_intent(Crm::hubspot, Time{}));
        if (!oldest) return {};
        Planning::Supposed if_read{Crm::hubspot, ReadMode::full, reading.began, true, whom_to_ask()};
        PDHS_TRY(const bool with_listing, planning_.would_create(readings_, if_read));
        if_read.mode = ReadMode::changes;
        PDHS_TRY(const bool without, planning_.would_create(readings_, if_read));
        if (!with_listing || without) return {};
        PDHS_TRY(const auto task, polling_.whole_listing(Crm::hubspot));
        if (task.order.mode == ReadMode::none) return {};
        PDHS_CHECK(read_again(Crm::hubspot, task));
        return find_out_who_is_who();
    }

    Result<void> make_plan() {
        PDHS_TRY(plan_, planning_.make(readings_));
        PDHS_TRY(const bool looked, freshen());
        if (looked) {
            PDHS_CHECK(find_out_who_is_who());
            PDHS_TRY(plan_, planning_.make(readings_));
        }
        for (auto& entry : plan_.planned)
            if (entry.draft && entry.needs_fresh_source) hold(entry, "source_unread");
        PDHS_CHECK(list_twins());
        for (const auto& message : plan_.brakes) engage(message);
        if (is_dry() || has_ended(Crm::pipedrive)) return {};
        return spending_.spend(Crm::pipedrive,
                               add_companies(*world_.platforms.pipedrive, plan_.candidates, plan_.planned));
    }

    /// Creates rest on what this pass has seen: the other sources are looked at now. Whether there were any.
    Result<bool> freshen() {
        bool looked = false;
        for (const auto crm : both_crms) {
            if (!may_ask(crm)) continue;
            PDHS_TRY(const auto ids, affordable_sources(crm));
            PDHS_TRY(const auto looked_up, looking_up_.look_up(crm, ids));
            if (looked_up.failure) PDHS_CHECK(end_platform(crm, *looked_up.failure));
            const auto why = looked_up.failure ? looked_up.failure->message : unreadable_message(crm);
            for (const auto& id : looked_up.unanswered) PDHS_CHECK(park_source({crm, id}, why));
            readings_[crm].seen.insert_all(looked_up.seen);
            looked = looked || !ids.empty();
        }
        return looked;
    }

    Result<std::vector<std::string>> affordable_sources(Crm crm) {
        auto ids = unread_sources(plan_.planned, crm);
        PDHS_TRY(const auto affordable, looking_up_.affordable(crm));
        const auto unaffordable = static_cast<long long>(ids.size()) - affordable;
        if (unaffordable <= 0) return ids;
        ids.resize(static_cast<std::size_t>(affordable));
        PDHS_TRY(const auto budget, spending_.budget(crm));
        join(source_delay_, waiting_for_the_quota(other(crm), crm, unaffordable, budget.reset));
        return ids;
    }

    /// Nobody is created whose source cannot be read; the others do not wait for it.
    Result<void> park_source(const RecordRef& source, const std::string& why) {
        for (const auto& candidate : plan_.candidates)
            if (candidate.source.ref == source)
                PDHS_CHECK(world_.store.park(parked_as_unreadable(candidate, why, world_.clock.now())));
        return {};
    }

    Result<void> list_twins() {
        PDHS_TRY(const auto all, world_.store.twins());
        for (const auto& twins : all) plan_.planned.push_back(listed(twins));
        return {};
    }

    void engage(const std::string& message) {
        facts_.brake_message += (facts_.brake_holds ? "; " : "") + message;
        facts_.brake_holds = true;
    }

    Result<void> carry_out() {
        CreateLimits limits;
        if (options_.deadline) limits.deadline = started_ + *options_.deadline;
        const auto applied =
            apply(world_, plan_.planned, {readings_.hubspot.platform_time, readings_.pipedrive.platform_time}, limits,
                  *teller_);
        for (const auto crm : both_crms) {
            PDHS_CHECK(spending_.spend(crm, applied[crm].usage));
            if (applied[crm].failure) PDHS_CHECK(end_platform(crm, *applied[crm].failure));
            if (applied[crm].state_error) return *applied[crm].state_error;
        }
        return {};
    }

    Result<void> count() {
        PDHS_CHECK(find_out_who_is_who());
        PDHS_TRY(const auto counts, world_.store.counts());
        report_.parked = counts.parked;
        for (const auto& delay : {plan_.delay, source_delay_})
            if (delay) join(facts_.delay, *delay);
        for (const auto crm : both_crms) PDHS_CHECK(tell_why_not_read(crm));
        return {};
    }

    /// Paced is as it should be; anything else that kept a platform from being read to its end is a delay.
    Result<void> tell_why_not_read(Crm crm) {
        if (readings_[crm].is_complete() || facts_.failures[crm]) return {};
        const auto& order = tasks_[crm].order;
        PDHS_TRY(const auto why, why_not_read(world_, crm, order, readings_[crm].end.stop));
        report_.platforms[crm].note = why.sentence;
        report_.paced = report_.paced || order.why_not == "paced";
        if (why.is_delay && !facts_.delay) facts_.delay = ReportError{why.kind, why.sentence};
        return {};
    }

    void conclude() {
        for (const auto& entry : plan_.planned) report_.actions.push_back(entry.action);
        tally(report_);
        for (const auto crm : both_crms)
            if (facts_.failures[crm] && facts_.failures[crm]->kind == FailureKind::interrupted)
                facts_.failures[crm].reset();
        facts_.signal = world_.interrupt.signal();
        facts_.dry_run = is_dry();
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
    Report report_;
    Spending spending_{world_, options_, report_};
    Polling polling_{world_, options_, spending_};
    Accounts accounts_{world_, options_, spending_};
    Braking braking_{world_, options_};
    LookingUp looking_up_{world_, spending_};
    Planning planning_{world_, options_, polling_, spending_, braking_};
    std::optional<Teller> teller_;
    PerCrm<ReadingTask> tasks_;
    PerCrm<Reading> readings_;
    Plan plan_;
    std::optional<ReportError> source_delay_;  ///< contacts whose sources cannot be looked at
    PerCrm<bool> is_unverified_;               ///< whose account could not be asked for
    PassFacts facts_;
};

}  // namespace

Report sync_contacts(World& world, const PassOptions& options) {
    return Pass(world, options).run();
}

}  // namespace pdhs
