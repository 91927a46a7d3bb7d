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

void set_empty_emails(PipedriveOptions& options, const Words& words, const Line& line) {
    using sandbox::EmptyEmails;
    options.empty_emails = one_of<EmptyEmails>(
        {{"list", EmptyEmails::empty_list}, {"blank", EmptyEmails::blank_entry}, {"null", EmptyEmails::null}}, words,
        line);
}

/// `burst 20` enforces limits; `burst none` ends that.
template <class Options>
void set_burst(Options& options, const Words& words, const Line& line) {
    const bool ends = !words.empty() && words.front() == "none";
    options.limits.mode = ends ? sandbox::LimitMode::generous : sandbox::LimitMode::enforced;
    if (!ends) options.limits.burst = number_of(line, words.empty() ? "" : words.front());
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
        {"burst", set_burst<HubspotOptions>},
    };
    return table;
}

const std::map<std::string, PipedriveSwitch>& pipedrive_switches() {
    static const std::map<std::string, PipedriveSwitch> table = {
        {"empty-emails", set_empty_emails},
        {"room-for",
         [](PipedriveOptions& options, const Words& words, const Line& line) {
             options.person_cap = number_of(line, words.empty() ? "" : words.front());
         }},
        {"burst", set_burst<PipedriveOptions>},
    };
    return table;
}

/// Leaves nothing of today's quota, whatever it was.
template <class Platform>
void spend_today(Platform& platform) {
    platform.configure([](auto& options) { options.limits.mode = sandbox::LimitMode::enforced; });
    platform.spend_daily(1'000'000);
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
    if (words.size() < 4) throw Mismatch(line.number, "platform SIDE WHAT HOW");
    const Words values(words.begin() + 3, words.end());
    if (switch_common(platform, token, words[2], values, line)) return;
    const auto found = table.find(words[2]);
    if (found == table.end()) throw Mismatch(line.number, "there is no switch '" + words[2] + "'");
    platform.configure([&](auto& options) { found->second(options, values, line); });
}

FaultOrder parse_fault(const Line& line) {
    const auto words = words_of(line.text);
    if (words.size() < 4) throw Mismatch(line.number, "fault SIDE REQUEST [NTH] FAULT [always | K times] ...");
    FaultOrder order{line.number, side_of(line, words[1]), words[2]};
    std::size_t next = 3;
    if (words[next].find_first_not_of("0123456789") == std::string::npos) order.nth = number_of(line, words[next++]);
    if (next >= words.size()) throw Mismatch(line.number, "the name of a fault is missing");
    order.fault = words[next++];
    for (; next < words.size(); ++next) {
        if (words[next] == "always")
            order.times = -1;
        else if (words[next] == "kept-alive" || words[next] == "fresh")
            order.connection = words[next];
        else if (words[next] == "with-effect")
            order.has_effect = true;
        else if (words[next] != "times")
            order.times = number_of(line, words[next]);
    }
    return order;
}

/// An answer that the platform itself gives, with its own headers and manners.
void force(sandbox::Service& service, const FaultOrder& order) {
    const auto answer = sandbox::canned_answer(order.fault);
    if (!answer) throw Mismatch(order.line, "there is no fault '" + order.fault + "'");
    sandbox::ForcedAnswer forced;
    if (order.request == "post") forced.method = "POST";
    if (order.request != "post" && order.request != "any") forced.kind = order.request;
    forced.nth = order.nth;
    forced.times = order.times;
    if (order.has_effect) forced.effect = decltype(forced.effect)::done;
    forced.answer = *answer;
    service.force(std::move(forced));
}

}  // namespace

void switch_platform(Stage& stage, const Line& line) {
    const auto words = words_of(line.text);
    if (side_of(line, words.size() < 2 ? "" : words[1]) == Side::hubspot)
        switch_one(stage.crms().hubspot(), hubspot_switches(), stage.secrets()[0], line);
    else
        switch_one(stage.crms().pipedrive(), pipedrive_switches(), stage.secrets()[1], line);
}

void add_fault(Stage& stage, const Line& line) {
    const auto words = words_of(line.text);
    if (words.size() == 3 && words[2] == "unreachable") return stage.door(side_of(line, words[1])).shut();
    const auto order = parse_fault(line);
    if (Door::knows(order.fault))
        stage.door(order.side).add(order);
    else
        force(stage.service(order.side), order);
}

void end_faults(Stage& stage, const Line& line) {
    for (const auto side : both_sides) {
        if (stage.door(side).unused_faults() > 0)
            throw Mismatch(line.number, std::string("a fault of ") + name_of(side) + " never happened");
        stage.door(side).mend();
        stage.service(side).clear_forced();
    }
}

}  // namespace scenarios
