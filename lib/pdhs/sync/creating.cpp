#include "pdhs/sync/creating.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "pdhs/core/time.h"
#include "pdhs/sync/delays.h"

namespace pdhs {

namespace {

/// So that asking takes no longer than its answers are good for: fifty requests.
constexpr long long most_addresses_a_round = 5'000;

std::string unreadable_message(Crm crm) {
    return fmt::format("{} does not show this record by its id", title_of(crm));
}

bool creates_anybody(const Plan& plan) {
    return creates_on(plan.planned, Crm::hubspot) + creates_on(plan.planned, Crm::pipedrive) > 0;
}

}  // namespace

Result<void> Creating::work() {
    PDHS_CHECK(make_plan());
    PDHS_TRY(const auto twins, desk_.world.store.twins());
    auto carried_out = is_dry() ? Result<void>{} : carry_out_in_rounds();
    plan_.planned.insert(plan_.planned.begin(), done_.tried.begin(), done_.tried.end());
    for (const auto& each : twins) plan_.planned.push_back(listed(each));
    return carried_out;
}

Result<void> Creating::make_plan() {
    PDHS_CHECK(plan_what_is_left());
    PDHS_TRY(const bool looked, look_for_further_addresses());
    if (looked) PDHS_CHECK(plan_anew());
    PDHS_TRY(const bool freshened, freshen_sources());
    PDHS_TRY(const bool read, refresh_readings());
    if (freshened || read) PDHS_CHECK(plan_anew());
    PDHS_TRY(const bool looked_again, look_for_further_addresses());
    if (looked_again) PDHS_CHECK(plan_anew());
    hold_what_cannot_go_out();
    return name_companies();
}

Result<void> Creating::plan_anew() {
    PDHS_CHECK(reading_.find_out_who_is_who());
    PDHS_CHECK(desk_.world.store.settle_intents());
    return plan_what_is_left();
}

Result<void> Creating::plan_what_is_left() {
    PDHS_TRY(plan_, desk_.planning.make(reading_.readings(), done_));
    return {};
}

/// HubSpot refuses whom its search still hides, but by the address that is sent only. Whether it was asked.
Result<bool> Creating::look_for_further_addresses() {
    if (done_.asking_for_addresses_failed || !reading_.may_ask(Crm::hubspot)) return false;
    auto addresses = addresses_to_look_for(plan_.candidates, plan_.planned, plan_.policy);
    if (addresses.empty()) return false;
    PDHS_TRY(const auto affordable, desk_.looking_up.affordable(Crm::hubspot));
    const auto most = std::min(affordable, most_addresses_a_round - std::ssize(done_.asked_addresses));
    if (std::ssize(addresses) > most) addresses.resize(static_cast<std::size_t>(std::max<long long>(0, most)));
    if (addresses.empty()) return false;
    PDHS_TRY(const auto failure, desk_.looking_up.look_for_contacts(addresses));
    if (!failure) done_.asked_addresses.insert(addresses.begin(), addresses.end());
    if (failure) PDHS_CHECK(go_on_without_addresses(*failure));
    return true;
}

Result<void> Creating::go_on_without_addresses(const Failure& failure) {
    done_.asking_for_addresses_failed = true;
    if (!leaves_hope_for_others(failure.kind)) return reading_.end_platform(Crm::hubspot, failure);
    desk_.teller->failure(Crm::hubspot, std::string(name_of(failure.kind)), failure.message);
    return {};
}

/// Creates rest on what this pass has seen: the other sources are looked at now. Whether there were any.
Result<bool> Creating::freshen_sources() {
    bool looked = false;
    source_delay_.reset();
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

/// Whether anything had to be read once more, since a create rests on both sides as they are now.
Result<bool> Creating::refresh_readings() {
    if (is_dry() || !creates_anybody(plan_)) return false;
    bool read = false;
    for (const auto crm : both_crms) {
        if (!reading_.is_outdated(crm)) continue;
        PDHS_CHECK(creates_on(plan_.planned, crm) > 0 ? reading_.refresh_target(crm) : reading_.refresh_source(crm));
        read = true;
    }
    return read;
}

Result<std::vector<std::string>> Creating::affordable_sources(Crm crm) {
    auto ids = unread_sources(plan_.planned, crm);
    if (ids.empty()) return ids;
    PDHS_TRY(const auto affordable, desk_.looking_up.affordable(crm));
    const auto unaffordable = static_cast<long long>(ids.size()) - affordable;
    if (unaffordable <= 0) return ids;
    ids.resize(static_cast<std::size_t>(affordable));
    PDHS_TRY(const auto budget, desk_.spending.budget(crm));
    join(source_delay_, waiting_for_the_quota(other(crm), crm, unaffordable, budget.reset));
    return ids;
}

/// Nobody is created whose source cannot be read; the others do not wait for it.
Result<void> Creating::park_source(const RecordRef& source, const std::string& why) {
    for (const auto& candidate : plan_.candidates)
        if (candidate.source.ref == source)
            PDHS_CHECK(desk_.world.store.park(parked_as_unreadable(candidate, why, desk_.world.clock.now())));
    return {};
}

void Creating::hold_what_cannot_go_out() {
    for (auto& entry : plan_.planned) {
        if (!entry.draft) continue;
        const auto target = entry.action.on;
        if (entry.needs_fresh_source) hold(entry, "source_unread");
        if (reading_.has_ended(target) || stopped_by_[target] == platform_ended_reason)
            hold(entry, platform_ended_reason);
    }
}

Result<void> Creating::name_companies() {
    if (is_dry()) return {};
    PDHS_CHECK(ask_for_organizations());
    add_companies(plan_.candidates, plan_.planned, organization_names_);
    return {};
}

/// If Pipedrive does not tell, contacts go without.
Result<void> Creating::ask_for_organizations() {
    if (reading_.has_ended(Crm::pipedrive)) return {};
    const auto unknown = unknown_organizations(plan_.candidates, plan_.planned, organization_names_);
    if (unknown.empty()) return {};
    const auto told = desk_.world.platforms.pipedrive->organization_names(unknown);
    organization_names_.insert(told.names.begin(), told.names.end());
    for (const auto& id : unknown) organization_names_.try_emplace(id);
    return desk_.spending.spend(Crm::pipedrive, told.usage);
}

Result<void> Creating::carry_out_in_rounds() {
    warn_if_too_late();
    PDHS_CHECK(carry_out());
    while (has_grown_old()) {
        if (!set_tried_aside()) break;
        done_.asked_addresses.clear();
        reading_.forget_what_was_seen_in_part();
        PDHS_CHECK(make_plan());
        PDHS_CHECK(carry_out());
    }
    return {};
}

Result<void> Creating::carry_out() {
    const auto& readings = reading_.readings();
    const auto applied =
        apply(desk_.world, plan_.planned, {readings.hubspot.platform_time, readings.pipedrive.platform_time}, limits(),
              streaks_, *desk_.teller);
    for (const auto crm : both_crms) {
        if (stopped_by_[crm] != platform_ended_reason) stopped_by_[crm] = applied[crm].stopped_by;
        PDHS_CHECK(desk_.spending.spend(crm, applied[crm].usage, applied[crm].booked));
        if (applied[crm].failure) PDHS_CHECK(reading_.end_platform(crm, *applied[crm].failure));
        if (applied[crm].state_error) return *applied[crm].state_error;
    }
    return {};
}

CreateLimits Creating::limits() const {
    CreateLimits limits;
    if (desk_.options.deadline) limits.deadline = pass_began_ + *desk_.options.deadline;
    const auto fresh_for = desk_.options.fresh_for;
    // Where reading itself takes long, creates get a share of the time all the same.
    const auto left = std::max(fresh_for / 4, fresh_for - reading_.greatest_age());
    limits.outdated = std::chrono::steady_clock::now() + left;
    return limits;
}

bool Creating::has_grown_old() const {
    return !desk_.world.interrupt.requested() && std::any_of(both_crms.begin(), both_crms.end(), [&](Crm crm) {
        return stopped_by_[crm] == outdated_reason;
    });
}

/// Whether there were any: without, another round would come to no more.
bool Creating::set_tried_aside() {
    const auto is_left = [](const Planned& entry) {
        return !entry.draft || entry.action.outcome == Action::Outcome::pending;
    };
    const auto tried = std::stable_partition(plan_.planned.begin(), plan_.planned.end(), is_left);
    const bool were_any = tried != plan_.planned.end();
    std::move(tried, plan_.planned.end(), std::back_inserter(done_.tried));
    plan_.planned.erase(tried, plan_.planned.end());
    return were_any;
}

/// Passes that are always too late would create nobody for ever.
void Creating::warn_if_too_late() {
    const auto deadline = limits().deadline;
    const bool is_late = deadline && std::chrono::steady_clock::now() >= *deadline;
    if (!is_late || !creates_anybody(plan_)) return;
    const auto text = fmt::format(
        "reading took longer than --deadline {}: nothing could be created in time; where "
        "that happens in every pass, make it longer",
        amount_of(*desk_.options.deadline));
    desk_.report.warnings.push_back(text);
    desk_.teller->warning(text);
}

}  // namespace pdhs
