#include "pdhs/sync/pass.h"

#include <fmt/format.h>

#include "pdhs/sync/applying.h"
#include "pdhs/sync/delays.h"
#include "pdhs/sync/pass_desk.h"
#include "pdhs/sync/pass_reading.h"
#include "pdhs/sync/preparing.h"
#include "pdhs/sync/standing.h"

namespace pdhs {

namespace {

std::string unreadable_message(Crm crm) {
    return fmt::format("{} does not show this record by its id", title_of(crm));
}

/// One pass from its number to its report.
class Pass {
  public:
    Pass(World& world, const PassOptions& options) : desk_(world, options) {
        desk_.report.dry_run = is_dry();
        desk_.report.started = desk_.world.clock.now();
    }

    Report run() {
        if (auto done = work(); !done) desk_.facts.state_failure = done.error().message;
        conclude();
        return std::move(desk_.report);
    }

  private:
    Result<void> work() {
        PDHS_TRY(desk_.report.pass, desk_.world.store.begin_pass(desk_.report.started));
        desk_.teller.emplace(desk_.world.log, desk_.report.pass, is_dry());
        PDHS_CHECK(desk_.braking.lift());
        PDHS_CHECK(reading_.order_reads());
        PDHS_CHECK(reading_.check_accounts());
        PDHS_TRY(const auto messages, desk_.braking.holding_everything());
        for (const auto& message : messages) engage(message);
        if (!messages.empty()) return {};
        PDHS_CHECK(reading_.read());
        PDHS_CHECK(reading_.find_out_who_is_who());
        PDHS_CHECK(reading_.read_out_of_turn());
        PDHS_CHECK(reading_.list_for_open_intents());
        PDHS_CHECK(desk_.world.store.settle_intents());
        PDHS_CHECK(make_plan());
        if (!is_dry()) PDHS_CHECK(carry_out());
        if (plan_.both_were_read_once) PDHS_CHECK(tell_standing(desk_.world.store, plan_.planned, *desk_.teller));
        return count();
    }

    [[nodiscard]] bool is_dry() const { return desk_.options.mode == RunMode::dry; }

    Result<void> make_plan() {
        PDHS_TRY(plan_, desk_.planning.make(reading_.readings()));
        PDHS_TRY(const bool looked, freshen_sources());
        PDHS_TRY(const bool read, refresh_targets());
        if (looked || read) {
            PDHS_CHECK(reading_.find_out_who_is_who());
            PDHS_TRY(plan_, desk_.planning.make(reading_.readings()));
        }
        for (auto& entry : plan_.planned)
            if (entry.draft && entry.needs_fresh_source) hold(entry, "source_unread");
        PDHS_CHECK(list_twins());
        for (const auto& message : plan_.brakes) engage(message);
        if (is_dry() || reading_.has_ended(Crm::pipedrive)) return {};
        return desk_.spending.spend(Crm::pipedrive,
                                    add_companies(*desk_.world.platforms.pipedrive, plan_.candidates, plan_.planned));
    }

    /// Creates rest on what this pass has seen: the other sources are looked at now. Whether there were any.
    Result<bool> freshen_sources() {
        bool looked = false;
        for (const auto crm : both_crms) {
            if (!reading_.may_ask(crm)) continue;
            PDHS_TRY(const auto ids, affordable_sources(crm));
            PDHS_TRY(const auto looked_up, desk_.looking_up.look_up(crm, ids));
            if (looked_up.failure) PDHS_CHECK(reading_.end_platform(crm, *looked_up.failure));
            const auto why = looked_up.failure ? looked_up.failure->message : unreadable_message(crm);
            for (const auto& id : looked_up.unanswered) PDHS_CHECK(park_source({crm, id}, why));
            reading_.note_seen(crm, looked_up.seen);
            looked = looked || !ids.empty();
        }
        return looked;
    }

    /// Whether there were any that had to be read once more.
    Result<bool> refresh_targets() {
        bool read = false;
        for (const auto crm : both_crms) {
            if (is_dry() || creates_on(plan_.planned, crm) == 0) continue;
            PDHS_TRY(const bool was_old, reading_.refresh(crm));
            read = read || was_old;
        }
        return read;
    }

    Result<std::vector<std::string>> affordable_sources(Crm crm) {
        auto ids = unread_sources(plan_.planned, crm);
        PDHS_TRY(const auto affordable, desk_.looking_up.affordable(crm));
        const auto unaffordable = static_cast<long long>(ids.size()) - affordable;
        if (unaffordable <= 0) return ids;
        ids.resize(static_cast<std::size_t>(affordable));
        PDHS_TRY(const auto budget, desk_.spending.budget(crm));
        join(source_delay_, waiting_for_the_quota(other(crm), crm, unaffordable, budget.reset));
        return ids;
    }

    /// Nobody is created whose source cannot be read; the others do not wait for it.
    Result<void> park_source(const RecordRef& source, const std::string& why) {
        for (const auto& candidate : plan_.candidates)
            if (candidate.source.ref == source)
                PDHS_CHECK(desk_.world.store.park(parked_as_unreadable(candidate, why, desk_.world.clock.now())));
        return {};
    }

    Result<void> list_twins() {
        PDHS_TRY(const auto all, desk_.world.store.twins());
        for (const auto& twins : all) plan_.planned.push_back(listed(twins));
        return {};
    }

    void engage(const std::string& message) {
        desk_.facts.brake_message += (desk_.facts.brake_holds ? "; " : "") + message;
        desk_.facts.brake_holds = true;
    }

    Result<void> carry_out() {
        CreateLimits limits;
        if (desk_.options.deadline) limits.deadline = started_ + *desk_.options.deadline;
        warn_if_too_late(limits);
        const auto& readings = reading_.readings();
        const auto applied =
            apply(desk_.world, plan_.planned, {readings.hubspot.platform_time, readings.pipedrive.platform_time},
                  limits, *desk_.teller);
        for (const auto crm : both_crms) {
            PDHS_CHECK(desk_.spending.spend(crm, applied[crm].usage, applied[crm].booked));
            if (applied[crm].failure) PDHS_CHECK(reading_.end_platform(crm, *applied[crm].failure));
            if (applied[crm].state_error) return *applied[crm].state_error;
        }
        return {};
    }

    /// Passes that are always too late would create nobody for ever.
    void warn_if_too_late(const CreateLimits& limits) {
        const bool is_late = limits.deadline && std::chrono::steady_clock::now() >= *limits.deadline;
        const auto creates = creates_on(plan_.planned, Crm::hubspot) + creates_on(plan_.planned, Crm::pipedrive);
        if (!is_late || creates == 0) return;
        const auto text = fmt::format(
            "reading took longer than --deadline {}: nothing could be created in time; where "
            "that happens in every pass, make it longer",
            amount_of(*desk_.options.deadline));
        desk_.report.warnings.push_back(text);
        desk_.teller->warning(text);
    }

    Result<void> count() {
        PDHS_CHECK(reading_.find_out_who_is_who());
        PDHS_TRY(const auto counts, desk_.world.store.counts());
        desk_.report.parked = counts.parked;
        for (const auto& delay : {plan_.delay, source_delay_})
            if (delay) join(desk_.facts.delay, *delay);
        for (const auto crm : both_crms) PDHS_CHECK(tell_why_not_read(crm));
        return {};
    }

    /// Paced is as it should be; anything else that kept a platform from being read to its end is a delay.
    Result<void> tell_why_not_read(Crm crm) {
        const auto& reading = reading_.readings()[crm];
        if (reading.is_complete() || desk_.facts.failures[crm]) return {};
        const auto& order = reading_.order(crm);
        PDHS_TRY(const auto why, why_not_read(desk_.world, crm, order, reading.end.stop));
        desk_.report.platforms[crm].note = why.sentence;
        desk_.report.paced = desk_.report.paced || order.not_now == NotNow::paced;
        if (why.is_delay && !desk_.facts.delay) desk_.facts.delay = ReportError{why.kind, why.sentence};
        return {};
    }

    void conclude() {
        for (const auto& entry : plan_.planned) desk_.report.actions.push_back(entry.action);
        tally(desk_.report);
        for (const auto crm : both_crms)
            if (desk_.facts.failures[crm] && desk_.facts.failures[crm]->kind == FailureKind::interrupted)
                desk_.facts.failures[crm].reset();
        desk_.facts.signal = desk_.world.interrupt.signal();
        desk_.facts.dry_run = is_dry();
        desk_.facts.contacts_failed = desk_.report.platforms.hubspot.failed + desk_.report.platforms.pipedrive.failed;
        desk_.facts.report_changes = desk_.options.detailed_exit_code;
        desk_.facts.would_create = would_create(desk_.report);
        const auto decided = verdict(desk_.facts);
        desk_.report.exit_code = decided.exit_code;
        desk_.report.error = decided.error;
        desk_.report.duration = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - started_);
        if (desk_.teller) desk_.teller->summary(desk_.report);
        remember();
    }

    /// The report has been made: a state that cannot be written any more changes nothing about it.
    void remember() {
        PassRecord record{desk_.report.pass,
                          desk_.report.started,
                          desk_.report.duration,
                          static_cast<int>(desk_.report.exit_code),
                          {},
                          {}};
        for (const auto crm : both_crms)
            record.created[crm] = desk_.report.platforms[crm].created + desk_.report.platforms[crm].recreated;
        if (desk_.report.error) record.error = desk_.report.error->message;
        if (auto kept = desk_.world.store.end_pass(record); !kept)
            desk_.report.warnings.push_back(kept.error().message);
    }

    Instant started_ = std::chrono::steady_clock::now();
    PassDesk desk_;
    PassReading reading_{desk_};
    Plan plan_;
    std::optional<ReportError> source_delay_;  ///< contacts whose sources cannot be looked at
};

}  // namespace

Report sync_contacts(World& world, const PassOptions& options) {
    return Pass(world, options).run();
}

}  // namespace pdhs
