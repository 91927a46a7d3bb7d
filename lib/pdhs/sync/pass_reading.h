#pragma once
#include <set>
#include <string>
#include <utility>

#include "pdhs/sync/pass_desk.h"
#include "pdhs/sync/reading.h"

namespace pdhs {

/// The reading half of a pass: what is read, how, and what is known afterwards. Nothing is decided about contacts here.
class PassReading {
  public:
    explicit PassReading(PassDesk& desk) : desk_(desk) {}

    /// How each platform is to be read.
    [[nodiscard]] Result<void> order_reads();
    /// A platform whose account cannot be asked for is not read.
    [[nodiscard]] Result<void> check_accounts();
    /// Both platforms as ordered, what such a reading leaves open, and who is missing.
    [[nodiscard]] Result<void> read();
    /// Decides for all records that changed.
    [[nodiscard]] Result<void> find_out_who_is_who();
    /// A platform on which somebody waits to be created is polled although it is not its turn.
    [[nodiscard]] Result<void> read_out_of_turn();
    /// What became of a create without an address on HubSpot a search may show much later; a listing shows it now.
    [[nodiscard]] Result<void> list_for_open_intents();
    /// Whether the platform was read longer ago than creates may rest on.
    [[nodiscard]] bool is_outdated(Crm crm) const;
    /// How long ago the older one of the reads was begun that creates rest on.
    [[nodiscard]] Millis greatest_age() const;
    /// Reads changes again, where somebody is to be created: whoever came there since it was read is not created.
    [[nodiscard]] Result<void> refresh_target(Crm crm);
    /// The same where the sources stand: whoever changed there is created as they are now. What would be too much to
    /// read leaves it as it was.
    [[nodiscard]] Result<void> refresh_source(Crm crm);
    /// The platform's part is over, also for later passes where the failure says so.
    [[nodiscard]] Result<void> end_platform(Crm crm, const Failure& failure);

    /// Whether asking the platform for anything more in this pass is in vain.
    [[nodiscard]] bool has_ended(Crm crm) const;
    /// Whether the platform may be asked for records by id.
    [[nodiscard]] bool may_ask(Crm crm) const;
    [[nodiscard]] const PerCrm<Reading>& readings() const { return readings_; }
    [[nodiscard]] const ReadOrder& order(Crm crm) const { return tasks_[crm].order; }
    /// Where a platform was not read to its end, what was read of it has to be read again before creates rest on it.
    void forget_what_was_seen_in_part();
    /// These records were read by id.
    void note_seen(Crm crm, const NumberSet& seen) { readings_[crm].seen.insert_all(seen); }

  private:
    [[nodiscard]] PerCrm<bool> whom_to_ask() const;
    Result<void> read_what_is_left(Crm crm);
    Result<void> read_too_many(Crm crm);
    Result<void> read_again(Crm crm, const ReadingTask& task);
    Result<void> keep_reading(Crm crm);
    Result<void> judge_clock();
    Result<void> notice_missing_ones(Crm crm);
    void tell_unusable(Crm crm);
    void fail_platform(Crm crm, const Failure& met);
    Result<void> look_for_missing_ones(Crm crm);
    void tell_bond(const BondNews& bond);

    PassDesk& desk_;
    PerCrm<ReadingTask> tasks_;
    PerCrm<Reading> readings_;
    std::set<std::pair<Crm, std::string>> unusable_;  ///< told already
    PerCrm<bool> is_unverified_;                      ///< whose account could not be asked for
};

}  // namespace pdhs
