#include "campaigns/invariants.h"

#include <algorithm>
#include <filesystem>

#include "campaigns/settling.h"
#include "sandbox/strings.h"
#include "scenarios/acts.h"
#include "scenarios/compare.h"
#include "scenarios/faults.h"
#include "scenarios/laws.h"

namespace campaigns {

namespace {

using scenarios::addresses_of;
using scenarios::Line;
using scenarios::LiveRecord;
using scenarios::Mismatch;
using scenarios::Onward;
using scenarios::PassResult;
using scenarios::Side;
using scenarios::Stage;

/// Longer than HubSpot's search lags in any history, with what the program's own reads overlap.
constexpr std::int64_t longest_lag_ms = 4 * 60'000;

/// HubSpot's contacts of which there is one version only: whoever has seen them knows them as they are.
std::set<std::string> never_edited(Stage& stage) {
    std::set<std::string> ids;
    for (const auto& contact : stage.crms().hubspot().contacts())
        if (contact.created_ms == contact.modified_ms) ids.insert(contact.id);
    return ids;
}

void check_reads(const PassResult& result, const Line& pass) {
    for (const auto side : scenarios::both_sides) {
        const auto& platform = (*result.report)[scenarios::name_of(side)];
        const bool created = platform["created"].get<int>() + platform["recreated"].get<int>() > 0;
        if (created && !(*result.report)["dry_run"].get<bool>() && platform["complete"] != true)
            throw Mismatch(pass.number,
                           std::string("created on ") + scenarios::name_of(side) + ", which was not read to its end");
    }
}

bool is_read_of_everybody(const sandbox::JournalEntry& entry) {
    return entry.kind == "list" || entry.kind == "search";
}

/// Not only of what changed.
bool is_part_of_a_listing(const sandbox::JournalEntry& entry) {
    return entry.kind == "list" && entry.path.find("updated_since") == std::string::npos;
}

bool is_create(const sandbox::JournalEntry& entry) {
    return entry.kind == "create" || entry.kind == "batch_create";
}

/// Whether nothing comes behind the page: HubSpot says so by `paging`, Pipedrive by `next_cursor`.
bool is_last_page(const sandbox::Response& answer) {
    const auto json = sandbox::parse_json(answer.body);
    if (answer.status != 200 || !json || !json->is_object()) return false;
    if (json->contains("results")) return !json->contains("paging");
    const auto cursor = json->value("/additional_data/next_cursor"_json_pointer, sandbox::Json());
    return json->value("data", sandbox::Json()).is_array() && cursor.is_null();
}

std::string reference(Side side, const std::string& id) {
    return std::string(scenarios::name_of(side)) + ":" + id;
}

bool has_state(const Stage& stage) {
    return std::filesystem::exists(stage.folder() / "pdhs-sync.db");
}

bool is_dry(const Line& pass) {
    return pass.text.find("--dry-run") != std::string::npos;
}

constexpr int unusable = 2;  ///< the exit status where the state is
constexpr auto not_done = "not done: ";

/// The name of the fault of a line `fault SIDE ...`.
std::string fault_in(const std::vector<std::string>& words) {
    if (words.size() == 3) return words[2];
    const bool has_number = words[3].find_first_not_of("0123456789") == std::string::npos;
    return words.at(has_number ? 4 : 3);
}

sandbox::Json status_of(Stage& stage, const Line& last) {
    const auto status = stage.run_beside({"status", "--format", "json"});
    if (!status.report) throw Mismatch(last.number, "no status: " + status.standard_error);
    return *status.report;
}

/// Whether the program says why it creates nobody for the record, as when it is parked.
bool is_told(const sandbox::Json& status, const std::string& record) {
    return std::any_of(status["actions"].begin(), status["actions"].end(),
                       [&](const sandbox::Json& action) { return action["from"] == record; });
}

/// The same for somebody without an address: those reasons last.
bool is_told_for_good(const sandbox::Json& status, const std::string& name, const LiveRecord& record) {
    return addresses_of(record).empty() && is_told(status, name);
}

bool is_braked(const sandbox::Json& status) {
    return std::any_of(status["brakes"].begin(), status["brakes"].end(),
                       [](const sandbox::Json& brake) { return brake["holds"] == true; });
}

}  // namespace

void Invariants::before_pass(Stage& stage, const Line& /*pass*/, bool /*is_plain*/) {
    ++passes_;
    before_.clear();
    read_to_end_.clear();
    if (!has_state(stage)) listed_.clear();
    served_.clear();
    counted_.clear();
    began_ms_ = stage.crms().clock().now_ms();
    for (const auto side : scenarios::both_sides) {
        const auto records = stage.people().records(side);
        sightings_.see(side, records, began_ms_);
        for (const auto& record : records) before_[side].insert(record.id);
        ledger_before_[side] = in_ledger(stage, side);
    }
    lives_.note(stage);
}

Onward Invariants::when_ended(Stage& stage, const Line& pass, const PassResult& result) {
    stage.unset_environment("PDHSTEST_CUT_AT");
    note_faults(stage);
    lives_.note(stage);
    if (!fault_lasts_) scenarios::mend(stage);
    for (const auto side : scenarios::both_sides) check_newcomers(stage, side, pass);
    if (result.report && result.end.signal == 0) {
        note_reads(*result.report);
        check_reads(result, pass);
    }
    if (has_state(stage)) check_ledger(stage, result, pass);
    return Onward::go_on;
}

void Invariants::note_reads(const sandbox::Json& report) {
    for (const auto side : scenarios::both_sides)
        if (report[scenarios::name_of(side)]["complete"] == true && report["dry_run"] != true)
            read_to_end_on_[side] = began_ms_;
}

void Invariants::after_request(Stage& stage, const Line& pass, Side side, const sandbox::JournalEntry& entry,
                               const sandbox::Response& answer) {
    const std::scoped_lock lock(mutex_);
    note_request(stage, side, entry, answer);
    lives_.note(stage);
    if (is_read_of_everybody(entry) && is_last_page(answer)) {
        read_to_end_.insert(side);
        if (is_part_of_a_listing(entry) && !is_dry(pass)) listed_.insert(side);
    }
    if (!is_create(entry)) return;
    for (const auto listed : scenarios::both_sides)
        if (!listed_.contains(listed))
            throw Mismatch(pass.number, std::string("a create went to ") + scenarios::name_of(side) + " before " +
                                            scenarios::name_of(listed) + " was ever listed to its end");
    if (!read_to_end_.contains(side))
        throw Mismatch(pass.number, std::string("a create went to ") + scenarios::name_of(side) +
                                        " before a read there had come to its end");
    check_newcomers(stage, side, pass);
    scenarios::check_no_twins(stage, side, pass);
}

void Invariants::note_request(Stage& stage, Side side, const sandbox::JournalEntry& entry,
                              const sandbox::Response& answer) {
    const auto counters = stage.service(side).counters();
    const auto spent = side == Side::hubspot ? counters.requests : counters.tokens;
    served_[side].push_back(
        {entry.kind, entry.path + entry.body, spent - counted_[side], answer.status == 200, tells_quota(answer)});
    counted_[side] = spent;
}

void Invariants::check_ledger(Stage& stage, const PassResult& result, const Line& pass) const {
    for (const auto side : scenarios::both_sides) {
        const auto before = ledger_before_.at(side);
        const auto after = in_ledger(stage, side);
        if (before && after) check_booked(side, *after - *before, result, pass);
        if (!after && result.end.status != unusable) throw Mismatch(pass.number, "the state cannot be used");
    }
}

void Invariants::check_booked(Side side, std::int64_t booked, const PassResult& result, const Line& pass) const {
    const auto problem = [&](const std::string& who, std::int64_t spent) {
        return Mismatch(pass.number, std::string(scenarios::name_of(side)) + ": " + who + " " + std::to_string(spent) +
                                         ", the ledger " + std::to_string(booked));
    };
    if (result.end.signal != 0) {
        const auto served = served_.find(side);
        const auto least = served == served_.end() ? 0 : least_booked(served->second);
        if (booked < least) throw problem("the pass was killed when the ledger should have had", least);
    } else if (result.report && result.report->contains(scenarios::name_of(side))) {
        const auto& platform = (*result.report)[scenarios::name_of(side)];
        const auto told = platform[side == Side::hubspot ? "requests" : "tokens"].get<std::int64_t>();
        if (booked != told) throw problem("the report tells", told);
    }
}

std::vector<LiveRecord> Invariants::known_on(Side side, Side target, Stage& stage) const {
    const auto read = read_to_end_.contains(side) ? read_to_end_on_.end() : read_to_end_on_.find(side);
    const bool was_read = read_to_end_.contains(side) || read != read_to_end_on_.end();
    if (!was_read) return {};
    const auto since = read == read_to_end_on_.end() ? began_ms_ : read->second;
    const auto unedited = side == target ? std::set<std::string>{} : never_edited(stage);
    auto records = stage.people().records(side);
    std::erase_if(records, [&](const LiveRecord& record) {
        const bool may_be_hidden = side == Side::hubspot && !unedited.contains(record.id);
        return !sightings_.has_stood_since(side, record, since - (may_be_hidden ? longest_lag_ms : 0));
    });
    return records;
}

void Invariants::check_newcomers(Stage& stage, Side side, const Line& pass) const {
    const auto before = before_.find(side);
    if (before == before_.end()) return;
    const auto here = known_on(side, side, stage);
    const auto there = known_on(other(side), side, stage);
    for (const auto& newcomer : stage.people().records(side)) {
        if (before->second.contains(newcomer.id) || stage.people().was_given(side, newcomer.id)) continue;
        if (const auto known = whom_it_repeats(newcomer, here, there, sightings_.shared_addresses()))
            throw Mismatch(pass.number, std::string("created on ") + scenarios::name_of(side) + ": " +
                                            scenarios::shown(newcomer) + ", although there was " +
                                            scenarios::shown(*known));
    }
}

void Invariants::note_act(const Line& act, scenarios::Done done) {
    const auto words = scenarios::words_of(act.text);
    if (words.at(0) == "faults") {
        fault_lasts_ = false;
        return;
    }
    if (words.at(0) == "fault" && (words.back() == "always" || words.back() == "unreachable")) fault_lasts_ = true;
    if (words.at(0) == "fault" && done == scenarios::Done::yes) {
        faults_.push_back(fault_in(words));
        return;
    }
    const auto what = words[0] == "fault" ? act.text : words[0] == "platform" ? words.at(2) : words[0];
    ++happenings_[(done == scenarios::Done::yes ? "" : not_done) + what];
}

void Invariants::note_faults(Stage& stage) {
    int unused = 0;
    for (const auto side : scenarios::both_sides)
        unused += stage.door(side).unused_faults() + stage.service(side).unused_forced();
    // Two of a pass are one fault, ordered for both requests of which the pass makes one.
    const bool took_place = unused < static_cast<int>(faults_.size());
    for (const auto& fault : std::set<std::string>(faults_.begin(), faults_.end()))
        ++happenings_[(took_place ? "" : not_done) + fault];
    faults_.clear();
}

void Invariants::at_end(Stage& stage, const Line& last, const PassResult& /*last_pass*/) {
    stage.set_machine_clock({});
    end_outages(stage, last);
    lives_.note(stage);
    if (const auto problem = what_took_too_long(come_to_rest(stage, last))) throw Mismatch(last.number, *problem);
    check_everybody(stage, last, Moment::rest);
    live_another_day(stage, last);
    check_everybody(stage, last, Moment::next_day);
}

void Invariants::check_everybody(Stage& stage, const Line& last, Moment moment) {
    const auto status = status_of(stage, last);
    const auto lives = lives_.of_both(stage);
    for (const auto side : scenarios::both_sides) looked_at_.of += lives.at(side).size();
    is_braked_ = is_braked(status);
    if (is_braked_) return;
    for (const auto side : scenarios::both_sides) {
        const auto& waiting = status[scenarios::name_of(side)]["to_create"];
        if (waiting != 0)
            throw Mismatch(last.number, waiting.dump() + " still wait to be created on " + scenarios::name_of(side));
        looked_at_.those += lives.at(side).size();
        const auto gone = moment == Moment::rest ? lives_.of_the_gone(stage) : EverKnownBy{};
        for (const auto& [record, known_by] : alone_on(side, lives)) {
            const auto name = reference(side, record.id);
            const bool may_be_alone = moment == Moment::rest ? is_told(status, name) || known_by.meets(gone)
                                                             : is_told_for_good(status, name, record);
            if (!may_be_alone && !has_only_shared_addresses(record, lives.at(side)))
                throw Mismatch(last.number, std::string(moment == Moment::rest ? "at rest" : "a day later") +
                                                " only on " + scenarios::name_of(side) + ": " +
                                                scenarios::shown(record));
            --looked_at_.those;
        }
    }
}

}  // namespace campaigns
