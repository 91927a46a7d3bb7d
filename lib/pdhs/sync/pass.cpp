#include "pdhs/sync/pass.h"

#include "pdhs/sync/creating.h"
#include "pdhs/sync/delays.h"
#include "pdhs/sync/pass_desk.h"
#include "pdhs/sync/pass_reading.h"
#include "pdhs/sync/standing.h"

namespace pdhs {

namespace {

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
        PDHS_CHECK(creating_.work());
        for (const auto& message : creating_.plan().brakes) engage(message);
        if (creating_.plan().policy.both_were_read_once)
            PDHS_CHECK(tell_standing(desk_.world.store, creating_.plan().planned, *desk_.teller));
        return count();
    }

    [[nodiscard]] bool is_dry() const { return desk_.options.mode == RunMode::dry; }

    void engage(const std::string& message) {
        desk_.facts.brake_message += (desk_.facts.brake_holds ? "; " : "") + message;
        desk_.facts.brake_holds = true;
    }

    Result<void> count() {
        PDHS_CHECK(reading_.find_out_who_is_who());
        PDHS_TRY(const auto counts, desk_.world.store.counts());
        desk_.report.parked = counts.parked;
        for (const auto& delay : {creating_.plan().delay, creating_.source_delay()})
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
        for (const auto& entry : creating_.plan().planned) desk_.report.actions.push_back(entry.action);
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
    Creating creating_{desk_, reading_, started_};
};

}  // namespace

Report sync_contacts(World& world, const PassOptions& options) {
    return Pass(world, options).run();
}

}  // namespace pdhs
