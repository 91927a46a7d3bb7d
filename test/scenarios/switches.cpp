#include "scenarios/switches.h"

#include <functional>

#include "sandbox/canned_answers.h"

namespace scenarios {

namespace {

using sandbox::HubspotOptions;
using sandbox::PipedriveOptions;
using sandbox::Switch;

/// The words behind `platform SIDE WHAT`.
using Words = std::vector<std::string>;
using HubspotSwitch = std::function<void(HubspotOptions&, const Words&, const Line&)>;
using PipedriveSwitch = std::function<void(PipedriveOptions&, const Words&, const Line&)>;

template <class Value>
Value one_of(const std::map<std::string, Value>& values, const Words& words, const Line& line) {
    const auto found = words.empty() ? values.end() : values.find(words.front());
    if (found == values.end()) throw Mismatch(line.number, "'" + line.text + "': no such value");
    return found->second;
}

std::string token_as_said(const Words& words, const Line& line, const std::string& token) {
    return one_of<std::string>({{"revoked", ""}, {"valid", token}}, words, line);
}

void set_conflicts(HubspotOptions& options, const Words& words, const Line& line) {
    using sandbox::ConflictForm;
    options.conflict_form = one_of<ConflictForm>({{"with-id", ConflictForm::standard},
                                                  {"of-2024", ConflictForm::variant_2024},
                                                  {"without-id", ConflictForm::without_id},
                                                  {"as-400", ConflictForm::property_value}},
                                                 words, line);
}

void set_batch_conflicts(HubspotOptions& options, const Words& words, const Line& line) {
    using sandbox::BatchConflict;
    options.batch_conflict = one_of<BatchConflict>({{"per-input", BatchConflict::per_input},
                                                    {"whole-batch", BatchConflict::whole_batch},
                                                    {"whole-batch-without-id", BatchConflict::whole_batch_without_id}},
                                                   words, line);
}

void set_batch_existing_id(HubspotOptions& options, const Words& words, const Line& line) {
    options.batch_existing_id = one_of<Switch>({{"told", Switch::on}, {"hidden", Switch::off}}, words, line);
}

void set_batch_answers(HubspotOptions& options, const Words& words, const Line& line) {
    options.batch_silently_empty = one_of<Switch>({{"empty", Switch::on}, {"full", Switch::off}}, words, line);
}

void set_validation(HubspotOptions& options, const Words& words, const Line& line) {
    using sandbox::ValidationForm;
    options.validation_form = one_of<ValidationForm>({{"current", ValidationForm::current},
                                                      {"older", ValidationForm::older},
                                                      {"localised", ValidationForm::localised}},
                                                     words, line);
}

void set_merge_id(HubspotOptions& options, const Words& words, const Line& line) {
    using sandbox::MergeId;
    options.merge_id = one_of<MergeId>({{"fresh", MergeId::fresh}, {"preserved", MergeId::preserved}}, words, line);
}

void set_ids(HubspotOptions& options, const Words& words, const Line& line) {
    options.ids_in_order = one_of<Switch>({{"in-order", Switch::on}, {"mixed", Switch::off}}, words, line);
}

void set_empty_emails(PipedriveOptions& options, const Words& words, const Line& line) {
    using sandbox::EmptyEmails;
    options.empty_emails = one_of<EmptyEmails>(
        {{"list", EmptyEmails::empty_list}, {"blank", EmptyEmails::blank_entry}, {"null", EmptyEmails::null}}, words,
        line);
}

/// `burst 20` enforces limits; `burst none` ends that.
template <class Options>
void set_burst(Options& options, const Words& words, const Line& line) {
    if (words.front() == "none") {
        options.limits = {};
        return;
    }
    options.limits.mode = sandbox::LimitMode::enforced;
    options.limits.burst = number_of(line, words.front());
}

void set_deleted(PipedriveOptions& options, const Words& words, const Line& line) {
    using sandbox::DeletedPersons;
    options.deleted_persons = one_of<DeletedPersons>({{"listed", DeletedPersons::listed},
                                                      {"by-id", DeletedPersons::readable_by_id},
                                                      {"unknown", DeletedPersons::not_found}},
                                                     words, line);
}

void set_cursors(PipedriveOptions& options, const Words& words, const Line& line) {
    options.cursors_expire = one_of<Switch>({{"expire", Switch::on}, {"last", Switch::off}}, words, line);
}

Switch on_or_off(const Words& words, const Line& line) {
    return one_of<Switch>({{"on", Switch::on}, {"off", Switch::off}}, words, line);
}

/// The limits that others have: whoever speaks of one day only must not wait in real time.
void lift_bursts(sandbox::HubspotLimits& limits) {
    limits.burst = limits.searches = 1'000'000;
}
void lift_bursts(sandbox::PipedriveLimits& limits) {
    limits.burst = limits.search_burst = 1'000'000;
}
void set_day(sandbox::HubspotLimits& limits, int requests) {
    limits.daily = requests;
}
void set_day(sandbox::PipedriveLimits& limits, int tokens) {
    limits.daily_tokens = tokens;
}

/// `daily 30000` enforces the limit of the day alone; `daily none` ends that.
template <class Options>
void set_daily(Options& options, const Words& words, const Line& line) {
    options.limits = {};
    if (words.front() == "none") return;
    options.limits.mode = sandbox::LimitMode::enforced;
    set_day(options.limits, number_of(line, words.front()));
    lift_bursts(options.limits);
}

/// `limits silent`: no header tells of any, and there are none.
template <class Options>
void set_limits(Options& options, const Words& words, const Line& line) {
    using sandbox::LimitMode;
    options.limits = {};
    options.limits.mode =
        one_of<LimitMode>({{"told", LimitMode::generous}, {"silent", LimitMode::silent}}, words, line);
}

/// `rows-a-page 3`: no list or search shows more at once; `rows-a-page as-asked` ends that.
template <class Options>
void set_page(Options& options, const Words& words, const Line& line) {
    options.most_a_page.reset();
    if (words.front() != "as-asked") options.most_a_page = number_of(line, words.front());
}

template <class Options>
void add_token(Options& options, const Words& words, const Line&) {
    options.further_tokens.push_back(words.front());
}

const std::map<std::string, HubspotSwitch>& hubspot_switches() {
    static const std::map<std::string, HubspotSwitch> table = {
        {"scopes",
         [](HubspotOptions& options, const Words& words, const Line&) {
             options.scopes = {words.begin(), words.end()};
         }},
        {"conflicts", set_conflicts},
        {"batch-conflicts", set_batch_conflicts},
        {"batch-existing-id", set_batch_existing_id},
        {"batch-answers", set_batch_answers},
        {"validation", set_validation},
        {"merge-id", set_merge_id},
        {"ids", set_ids},
        {"burst", set_burst<HubspotOptions>},
        {"daily", set_daily<HubspotOptions>},
        {"limits", set_limits<HubspotOptions>},
        {"further-token", add_token<HubspotOptions>},
        {"rows-a-page", set_page<HubspotOptions>},
        {"search-lag", [](HubspotOptions& options, const Words& words,
                          const Line& line) { options.search_lag_ms = duration_of(line, words.front()).count(); }},
        {"flaky-search", [](HubspotOptions& options, const Words& words,
                            const Line& line) { options.flaky_search = on_or_off(words, line); }},
        {"portal", [](HubspotOptions& options, const Words& words,
                      const Line& line) { options.portal_id = number_of(line, words.front()); }},
        {"version", [](HubspotOptions& options, const Words& words,
                       const Line&) { options.only_version = words.front() == "any" ? "" : words.front(); }},
        {"account-info", [](HubspotOptions& options, const Words& words,
                            const Line& line) { options.account_info = on_or_off(words, line); }},
    };
    return table;
}

const std::map<std::string, PipedriveSwitch>& pipedrive_switches() {
    static const std::map<std::string, PipedriveSwitch> table = {
        {"empty-emails", set_empty_emails},
        {"room-for", [](PipedriveOptions& options, const Words& words,
                        const Line& line) { options.person_cap = number_of(line, words.front()); }},
        {"burst", set_burst<PipedriveOptions>},
        {"daily", set_daily<PipedriveOptions>},
        {"limits", set_limits<PipedriveOptions>},
        {"further-token", add_token<PipedriveOptions>},
        {"rows-a-page", set_page<PipedriveOptions>},
        {"company", [](PipedriveOptions& options, const Words& words,
                       const Line& line) { options.company_id = number_of(line, words.front()); }},
        {"admin",
         [](PipedriveOptions& options, const Words& words, const Line& line) {
             options.admin = one_of<Switch>({{"yes", Switch::on}, {"no", Switch::off}}, words, line);
         }},
        {"deleted", set_deleted},
        {"cursors", set_cursors},
    };
    return table;
}

/// Leaves nothing of today's quota, whatever it was.
template <class Platform>
void spend_today(Platform& platform) {
    platform.configure([](auto& options) { options.limits.mode = sandbox::LimitMode::enforced; });
    platform.spend_daily(1'000'000'000);
}

/// `poison ada@example.com`: each write with this address fails, for ever; `poison none` ends that.
void poison(sandbox::Service& service, Side side, const std::string& address) {
    if (address == "none") return service.end_poison();
    service.poison(address, *sandbox::canned_answer(std::string(name_of(side)) + "-500"));
}

/// `token revoked`, `quota spent`: both sides have these.
template <class Platform>
bool switch_common(Platform& platform, const std::string& token, const std::string& what, const Words& words,
                   const Line& line) {
    if (what == "token") platform.configure([&](auto& options) { options.token = token_as_said(words, line, token); });
    if (what == "quota") spend_today(platform);
    return what == "token" || what == "quota";
}

template <class Platform, class Table>
void switch_one(Platform& platform, const Table& table, const std::string& token, const Line& line) {
    const auto words = words_of(line.text);
    const Words values(words.begin() + 3, words.end());
    if (switch_common(platform, token, words[2], values, line)) return;
    const auto found = table.find(words[2]);
    if (found == table.end()) throw Mismatch(line.number, "there is no switch '" + words[2] + "'");
    platform.configure([&](auto& options) { found->second(options, values, line); });
}

}  // namespace

void switch_platform(Stage& stage, const Line& line) {
    const auto words = words_of(line.text);
    if (words.size() < 4) throw Mismatch(line.number, "platform SIDE WHAT HOW");
    const auto side = side_of(line, words[1]);
    if (words[2] == "poison") return poison(stage.service(side), side, words[3]);
    if (words[2] == "further-token") stage.add_secret(words[3]);
    if (side == Side::hubspot)
        switch_one(stage.crms().hubspot(), hubspot_switches(), stage.secrets()[0], line);
    else
        switch_one(stage.crms().pipedrive(), pipedrive_switches(), stage.secrets()[1], line);
}

}  // namespace scenarios
