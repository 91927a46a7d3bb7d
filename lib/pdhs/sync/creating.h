#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/sync/applying.h"
#include "pdhs/sync/pass_desk.h"
#include "pdhs/sync/pass_reading.h"
#include "pdhs/sync/preparing.h"

namespace pdhs {

/// The creating half of a pass: what is to be created after what was read, and creating it. Where creates take so long
/// that what they rest on grows old, changes are read in between, and what is left is planned anew: rounds.
class Creating {
  public:
    Creating(PassDesk& desk, PassReading& reading, Instant pass_began)
        : desk_(desk), reading_(reading), pass_began_(pass_began) {}

    /// Makes the plan and, but for a dry run, carries it out.
    [[nodiscard]] Result<void> work();

    /// After work(), also a failed one: the decisions of the pass, with what became of them.
    [[nodiscard]] const Plan& plan() const { return plan_; }
    /// Set where contacts wait because their sources cannot be looked at.
    [[nodiscard]] const std::optional<ReportError>& source_delay() const { return source_delay_; }

  private:
    [[nodiscard]] bool is_dry() const { return desk_.options.mode == RunMode::dry; }
    Result<void> make_plan();
    Result<void> plan_what_is_left();
    Result<void> plan_anew();
    Result<bool> look_for_further_addresses();
    Result<void> go_on_without_addresses(const Failure& failure);
    Result<bool> freshen_sources();
    Result<bool> refresh_readings();
    Result<std::vector<std::string>> affordable_sources(Crm crm);
    Result<void> park_source(const RecordRef& source, const std::string& why);
    void hold_what_cannot_go_out();
    Result<void> name_companies();
    Result<void> ask_for_organizations();
    Result<void> carry_out_in_rounds();
    Result<void> carry_out();
    [[nodiscard]] CreateLimits limits() const;
    [[nodiscard]] bool has_grown_old() const;
    bool set_tried_aside();
    void warn_if_too_late();

    PassDesk& desk_;
    PassReading& reading_;
    Instant pass_began_;
    Plan plan_;
    DoneBefore done_;
    PerCrm<std::string> stopped_by_;  ///< why the last round left creates for later
    PerCrm<CreateStreak> streaks_;
    OrganizationNames organization_names_;
    std::optional<ReportError> source_delay_;  ///< contacts whose sources cannot be looked at
};

}  // namespace pdhs
