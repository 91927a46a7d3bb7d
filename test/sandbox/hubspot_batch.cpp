#include "sandbox/hubspot_batch.h"

#include <functional>
#include <random>
#include <set>
#include <utility>

#include "sandbox/hubspot_properties.h"
#include "sandbox/hubspot_records.h"
#include "sandbox/hubspot_validation.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::size_t most_inputs = 100;

std::string text_member(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// The body with a sound list of inputs, or why it is refused.
std::variant<Json, HubspotProblem> batch_body(const HubspotCall& call) {
    auto body = body_of(call);
    const auto* json = std::get_if<Json>(&body);
    if (json == nullptr) return body;
    const auto inputs = json->find("inputs");
    if (inputs == json->end() || !inputs->is_array())
        return problems::malformed_json("Cannot deserialize value of type `List`");
    if (inputs->empty()) return problems::invalid("At least one input is required");
    if (inputs->size() > most_inputs)
        return problems::invalid("The maximum number of inputs supported in a batch request is 100");
    for (const auto& input : *inputs)
        if (!input.is_object()) return problems::malformed_json("Cannot deserialize value of type `Input`");
    return body;
}

void shuffle(Json& results) {
    static thread_local std::mt19937 generator{std::random_device{}()};
    for (auto left = results.size(); left > 1; --left) std::swap(results[left - 1], results[generator() % left]);
}

Response batch_answer(const HubspotCall& call, int status, Json results, Json errors) {
    shuffle(results);
    Json body{{"status", "COMPLETE"}, {"results", std::move(results)}};
    if (!errors.empty()) {
        body["numErrors"] = errors.size();
        body["errors"] = std::move(errors);
        status = 207;
    }
    body["startedAt"] = iso_milliseconds(call.now_ms);
    body["completedAt"] = iso_milliseconds(call.now_ms);
    return hubspot_json(status, body);
}

// Multi-status answers need a trace id in each input, all different.
bool is_traced(const Json& inputs) {
    std::set<std::string> ids;
    for (const auto& input : inputs) ids.insert(text_member(input, "objectWriteTraceId"));
    return ids.size() == inputs.size() && ids.count("") == 0;
}

/// One input's outcome: the result's JSON or a problem.
using Outcome = std::variant<Json, HubspotProblem>;
using Check = std::function<std::optional<HubspotProblem>(const Json& input)>;
using Write = std::function<Outcome(const Json& input)>;

HubspotProblem whole_batch_conflict(HubspotProblem problem, const HubspotCall& call) {
    if (call.options.batch_conflict == BatchConflict::whole_batch_without_id)
        problem.message = "Contact already exists";
    return problem;
}

std::optional<HubspotProblem> refusal_of_all(const HubspotCall& call, const Json& inputs, const Check& check) {
    const auto traced = is_traced(inputs);
    for (const auto& input : inputs) {
        auto problem = check(input);
        if (!problem) continue;
        if (!traced) return problem;
        const auto is_conflict = problem->status == 409 || problem->existing_id;
        if (is_conflict && call.options.batch_conflict != BatchConflict::per_input)
            return whole_batch_conflict(std::move(*problem), call);
    }
    return std::nullopt;
}

HubspotAnswer write_inputs(const HubspotCall& call, const Json& inputs, int status, const Check& check,
                           const Write& write) {
    if (auto problem = refusal_of_all(call, inputs, check)) return *problem;
    auto results = Json::array();
    auto errors = Json::array();
    for (const auto& input : inputs) {
        const auto trace_id = text_member(input, "objectWriteTraceId");
        auto outcome = write(input);
        if (const auto* problem = std::get_if<HubspotProblem>(&outcome)) {
            errors.push_back(to_batch_error(*problem, trace_id, call.options));
            continue;
        }
        auto& result = std::get<Json>(outcome);
        if (call.options.batch_echoes_trace_id == Switch::on && !trace_id.empty())
            result["objectWriteTraceId"] = trace_id;
        results.push_back(std::move(result));
    }
    return batch_answer(call, status, std::move(results), std::move(errors));
}

Json properties_of(const Json& input) {
    return input.value("properties", Json::object());
}

// An e-mail that an earlier input of the same batch has has no owner yet.
Check create_check(const HubspotCall& call) {
    return [&call, claimed = std::set<std::string>()](const Json& input) mutable -> std::optional<HubspotProblem> {
        const auto checked = check_for_create(call, properties_of(input));
        if (checked.problem) return checked.problem;
        for (const auto& email : emails_of(checked.properties))
            if (!claimed.insert(email).second) return problems::conflict(email, nullptr, call.options);
        return std::nullopt;
    };
}

Outcome create_input(HubspotCall& call, const Json& input) {
    auto checked = check_for_create(call, properties_of(input));
    if (checked.problem) return *checked.problem;
    return whole_contact(create_contact(call, std::move(checked.properties)), call.options);
}

HubspotProblem missing_objects(const std::vector<std::string>& ids) {
    HubspotProblem problem;
    problem.status = 404;
    problem.category = "OBJECT_NOT_FOUND";
    problem.message = "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.";
    problem.context = {{"ids", ids}};
    return problem;
}

std::vector<std::string> names_in(const Json& body) {
    std::vector<std::string> names;
    for (const auto& name : body.value("properties", Json::array()))
        if (name.is_string()) names.push_back(name);
    return names;
}

}  // namespace

HubspotAnswer answer_batch_read(HubspotCall& call) {
    const auto body = batch_body(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&body)) return *problem;
    const auto& json = std::get<Json>(body);
    const auto names = names_in(json);
    const auto archived = call.request.parameter("archived", "false") == "true";
    auto results = Json::array();
    std::set<std::string> shown;
    std::vector<std::string> missing;
    for (const auto& input : json["inputs"]) {
        const auto id = text_member(input, "id");
        const auto* contact = named_contact(call, id, text_member(json, "idProperty"));
        if (contact == nullptr || contact->archived != archived)
            missing.push_back(id);
        else if (shown.insert(contact->id).second)
            results.push_back(selected_contact(*contact, names, call.options));
    }
    auto errors = Json::array();
    if (!missing.empty()) {
        const auto problem = missing_objects(missing);
        errors.push_back(Json{{"status", "error"},
                              {"category", problem.category},
                              {"message", problem.message},
                              {"context", problem.context}});
    }
    return batch_answer(call, 200, std::move(results), std::move(errors));
}

HubspotAnswer answer_batch_create(HubspotCall& call) {
    const auto body = batch_body(call);
    if (const auto* problem = std::get_if<HubspotProblem>(&body)) return *problem;
    if (call.options.batch_silently_empty == Switch::on) return batch_answer(call, 201, Json::array(), Json::array());
    return write_inputs(call, std::get<Json>(body)["inputs"], 201, create_check(call),
                        [&](const Json& input) { return create_input(call, input); });
}

}  // namespace sandbox
