#include "pdhs/sync/pass_reading.h"

#include <fmt/format.h>

#include "pdhs/core/clock.h"
#include "pdhs/core/token_shape.h"
#include "pdhs/sync/delays.h"
#include "pdhs/sync/vanishing.h"

namespace pdhs {

namespace {

/// Whether the last pass that saw a platform's clock found this machine's wrong.
constexpr auto clock_was_wrong = "clock_was_wrong";

/// A token of the other platform explains why this one refuses it.
Failure explained_by_token(Failure failure, Crm crm, const Secret& token) {
    if (failure.kind == FailureKind::unauthorized && shape_of(token) == usual_shape(other(crm)))
        failure.message += fmt::format("; it looks like a token of {}", title_of(other(crm)));
    return failure;
}

}  // namespace

bool PassReading::has_ended(Crm crm) const {
    return desk_.facts.failures[crm] && !leaves_hope_for_others(desk_.facts.failures[crm]->kind);
}

bool PassReading::may_ask(Crm crm) const {
    return !is_unverified_[crm] && tasks_[crm].order.not_now != NotNow::blocked && !has_ended(crm);
}

PerCrm<bool> PassReading::whom_to_ask() const {
    return {may_ask(Crm::hubspot), may_ask(Crm::pipedrive)};
}

Result<void> PassReading::order_reads() {
    PDHS_TRY(tasks_.hubspot, desk_.polling.task(Crm::hubspot, Turn::by_budget));
    PDHS_TRY(tasks_.pipedrive, desk_.polling.task(Crm::pipedrive, Turn::by_budget));
    return {};
}

Result<void> PassReading::check_accounts() {
    for (const auto crm : both_crms) {
        if (tasks_[crm].order.not_now == NotNow::blocked) continue;
        PDHS_TRY(const auto checked, desk_.accounts.check(crm, tasks_[crm].order));
        if (checked.failure) {
            tasks_[crm] = {};
            is_unverified_[crm] = true;
            PDHS_CHECK(end_platform(crm, *checked.failure));
        } else if (checked.was_forgotten) {
            PDHS_TRY(tasks_[crm], desk_.polling.task(crm, Turn::by_budget));
        }
    }
    return {};
}

Result<void> PassReading::read() {
    readings_ = read_both(desk_.world, tasks_, desk_.options);
    for (const auto crm : both_crms) PDHS_CHECK(keep_reading(crm));
    PDHS_CHECK(judge_clock());
    for (const auto crm : both_crms) PDHS_CHECK(read_what_is_left(crm));
    for (const auto crm : both_crms) PDHS_CHECK(look_for_missing_ones(crm));
    return {};
}

/// A reading that is no answer by itself is followed by another one: too many changes by a listing, a listing in
/// several parts by the changes meanwhile.
Result<void> PassReading::read_what_is_left(Crm crm) {
    const auto& reading = readings_[crm];
    if (reading.end.stop == ReadStop::too_many) return read_too_many(crm);
    if (!reading.order.resumes || !reading.is_complete()) return {};
    PDHS_TRY(const auto task, desk_.polling.changes_since_watermark(crm));
    return read_again(crm, task);
}

/// A long look-back that shows too much is followed by a short one, and that by a listing.
Result<void> PassReading::read_too_many(Crm crm) {
    PDHS_TRY(const auto task, desk_.polling.task(crm, Turn::out_of_turn));
    const bool goes_on = task.order.mode == ReadMode::full || (readings_[crm].order.deep && !task.order.deep);
    if (!goes_on) {
        desk_.facts.delay = too_many_changes(crm);
        return {};
    }
    PDHS_CHECK(read_again(crm, task));
    return read_what_is_left(crm);
}

Result<void> PassReading::read_again(Crm crm, const ReadingTask& task) {
    const auto seen = std::move(readings_[crm].seen);
    readings_[crm] = read_one(desk_.world, crm, task, desk_.options);
    readings_[crm].seen.insert_all(seen);
    return keep_reading(crm);
}

Result<void> PassReading::keep_reading(Crm crm) {
    const auto& reading = readings_[crm];
    auto& told = desk_.report.platforms[crm];
    if (told.mode != ReadMode::full) told.mode = reading.order.mode;
    told.complete = reading.is_complete();
    told.read += reading.read;
    PDHS_CHECK(desk_.spending.spend(crm, reading.end.usage, reading.booked));
    if (reading.order.mode == ReadMode::none) return {};
    desk_.teller->reading(crm, told);
    if (reading.state_error) {
        PDHS_CHECK(desk_.polling.keep(crm, reading));
        return *reading.state_error;
    }
    if (reading.end.failure) fail_platform(crm, as_of_everybody(crm, *reading.end.failure));
    tell_unusable(crm);
    PDHS_CHECK(notice_missing_ones(crm));
    return desk_.polling.keep(crm, reading);
}

/// A wrong clock is told by each pass that reads, and logged by the first of them.
Result<void> PassReading::judge_clock() {
    const auto ahead = nearest_clock({readings_.hubspot.clock_ahead(), readings_.pipedrive.clock_ahead()});
    if (!ahead) return {};
    const bool is_wrong = std::chrono::abs(*ahead) >= most_clock_difference;
    if (is_wrong) desk_.report.warnings.push_back(wrong_clock_text(*ahead));
    PDHS_TRY(const auto logged, desk_.world.store.get_value(clock_was_wrong));
    if (is_wrong == (logged == "1")) return {};
    if (is_wrong) desk_.teller->warning(wrong_clock_text(*ahead));
    return desk_.world.store.set_value(clock_was_wrong, is_wrong ? "1" : "0");
}

/// Before the listing counts as done: a pass that is killed in between lists again.
Result<void> PassReading::notice_missing_ones(Crm crm) {
    const auto& reading = readings_[crm];
    if (reading.order.mode != ReadMode::full || !reading.is_complete()) return {};
    PDHS_TRY(const auto vanished, note_missing(desk_.world, crm, reading, desk_.options.belief));
    return desk_.braking.listed(crm, vanished);
}

void PassReading::tell_unusable(Crm crm) {
    for (const auto& row : readings_[crm].unusable) {
        if (!unusable_.emplace(row.ref.crm, row.ref.id).second) continue;
        Action action;
        action.what = Action::Do::skip;
        action.outcome = Action::Outcome::none;
        action.on = other(crm);
        action.from = row.ref;
        action.reason = "unusable";
        action.detail = row.reason;
        desk_.report.actions.push_back(action);
    }
}

Result<void> PassReading::end_platform(Crm crm, const Failure& failure) {
    PDHS_CHECK(desk_.polling.keep_block(crm, failure));
    fail_platform(crm, failure);
    return {};
}

void PassReading::fail_platform(Crm crm, const Failure& met) {
    if (desk_.facts.failures[crm]) return;
    const auto failure = explained_by_token(met, crm, desk_.world.tokens[crm]);
    desk_.facts.failures[crm] = failure;
    desk_.report.platforms[crm].failure = failure.kind == FailureKind::interrupted ? "interrupted" : failure.message;
    desk_.teller->failure(crm, std::string(name_of(failure.kind)), failure.message);
}

/// Many at once are a matter for the brake first, and are not read by id.
Result<void> PassReading::look_for_missing_ones(Crm crm) {
    if (!readings_[crm].is_complete() || !may_ask(crm)) return {};
    PDHS_TRY(const bool held, desk_.braking.hold_missing(crm));
    if (held) return {};
    PDHS_TRY(const auto failure, look_for_missing(desk_.world, desk_.looking_up, crm, readings_[crm]));
    return failure ? end_platform(crm, *failure) : Result<void>{};
}

Result<void> PassReading::find_out_who_is_who() {
    PDHS_TRY(const auto news, desk_.world.store.resolve_changes(resolve));
    for (const auto& bond : news.bonds) tell_bond(bond);
    return {};
}

/// A match by name alone is a guess, so both records say why nothing is created for them.
void PassReading::tell_bond(const BondNews& bond) {
    const bool began = bond.what == BondNews::What::began;
    if (began && bond.origin != BondOrigin::name_only) return;
    desk_.teller->bond(bond);
    if (!began) return;
    for (const auto& [from, partner] : {std::pair{bond.contact, bond.person}, std::pair{bond.person, bond.contact}}) {
        Action action;
        action.what = Action::Do::skip;
        action.outcome = Action::Outcome::none;
        action.on = partner.crm;
        action.from = from;
        action.name = bond.name;
        action.key = bond.key;
        action.id = partner.id;
        action.reason = "same_name";
        desk_.report.actions.push_back(action);
    }
}

Result<void> PassReading::read_out_of_turn() {
    for (const auto crm : both_crms) {
        if (tasks_[crm].order.not_now != NotNow::paced) continue;
        const Planning::Supposed if_read{crm, ReadMode::changes, desk_.world.clock.now(), false, whom_to_ask()};
        PDHS_TRY(const bool wanted, desk_.planning.would_create(readings_, if_read));
        if (!wanted) continue;
        PDHS_TRY(tasks_[crm], desk_.polling.task(crm, Turn::out_of_turn));
        if (tasks_[crm].order.mode == ReadMode::none) continue;
        PDHS_CHECK(read_again(crm, tasks_[crm]));
        PDHS_CHECK(read_what_is_left(crm));
        PDHS_CHECK(find_out_who_is_who());
    }
    return {};
}

bool PassReading::is_outdated(Crm crm) const {
    const auto& reading = readings_[crm];
    return reading.shows_who_is_there() && may_ask(crm) &&
           reading.age(std::chrono::steady_clock::now()) > desk_.options.fresh_for;
}

Millis PassReading::greatest_age() const {
    const auto now = std::chrono::steady_clock::now();
    Millis age{0};
    for (const auto crm : both_crms)
        if (readings_[crm].shows_who_is_there()) age = std::max(age, readings_[crm].age(now));
    return age;
}

Result<void> PassReading::refresh_target(Crm crm) {
    PDHS_TRY(const auto task, desk_.polling.changes_since_watermark(crm));
    PDHS_CHECK(read_again(crm, task));
    return read_what_is_left(crm);
}

Result<void> PassReading::refresh_source(Crm crm) {
    auto former = readings_[crm];
    PDHS_TRY(const auto task, desk_.polling.changes_since_watermark(crm));
    PDHS_CHECK(read_again(crm, task));
    if (!readings_[crm].end.stop) return {};
    former.seen.insert_all(readings_[crm].seen);
    former.is_for_sources_only = true;
    readings_[crm] = std::move(former);
    desk_.report.platforms[crm].complete = true;
    return {};
}

void PassReading::forget_what_was_seen_in_part() {
    for (const auto crm : both_crms)
        if (!readings_[crm].is_complete()) readings_[crm].seen = {};
}

Result<void> PassReading::list_for_open_intents() {
    const auto& reading = readings_.hubspot;
    if (reading.order.mode != ReadMode::changes || !reading.is_complete()) return {};
    PDHS_TRY(const auto oldest, desk_.world.store.oldest_intent(Crm::hubspot, Time{}));
    if (!oldest) return {};
    Planning::Supposed if_read{Crm::hubspot, ReadMode::full, reading.began, true, whom_to_ask()};
    PDHS_TRY(const bool with_listing, desk_.planning.would_create(readings_, if_read));
    if_read.mode = ReadMode::changes;
    PDHS_TRY(const bool without, desk_.planning.would_create(readings_, if_read));
    if (!with_listing || without) return {};
    PDHS_TRY(const auto task, desk_.polling.whole_listing(Crm::hubspot));
    if (task.order.mode == ReadMode::none) return {};
    PDHS_CHECK(read_again(Crm::hubspot, task));
    return find_out_who_is_who();
}

}  // namespace pdhs
