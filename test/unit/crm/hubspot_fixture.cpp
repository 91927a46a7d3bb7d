#include "hubspot_fixture.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "pdhs/crm/hubspot/client.h"

namespace {

using Json = nlohmann::json;

std::vector<Json> inputs_of(const pdhs::HttpRequest& request) {
    const auto body = Json::parse(request.body);
    if (!body.contains("inputs")) return {body};
    return body.at("inputs").get<std::vector<Json>>();
}

}  // namespace

HubspotFixture::HubspotFixture()
    : client(pdhs::hubspot::make_client(std::make_unique<support::FakeHttp>(server),
                                        std::make_unique<support::FakeSleeper>(naps, [this] { return interrupted; }),
                                        pdhs::hubspot::current_api_version)) {}

std::vector<pdhs::Millis> HubspotFixture::pauses() const {
    auto result = naps;
    std::erase(result, pdhs::Millis(0));
    return result;
}

pdhs::HttpResponse wire_sample(const std::string& name) {
    const auto all = recording("hs_wire_samples.json");
    for (const auto& sample : all.at("samples"))
        if (sample.at("name") == name) return response_of(sample);
    throw std::runtime_error("no sample " + name);
}

std::string contact_json(const std::string& id, const std::string& email, const std::string& more_properties) {
    const auto address = email.empty() ? std::string("null") : "\"" + email + "\"";
    return "{\"id\":\"" + id + "\",\"properties\":{\"email\":" + address + more_properties +
           "},\"createdAt\":\"2026-01-02T03:04:05Z\",\"updatedAt\":\"2026-01-02T03:04:05.678Z\",\"archived\":false}";
}

std::string results_json(const std::vector<std::string>& contacts, const std::string& more) {
    std::string list;
    for (const auto& contact : contacts) list += (list.empty() ? "" : ",") + contact;
    return "{\"status\":\"COMPLETE\",\"results\":[" + list + "]" + more + "}";
}

pdhs::Draft draft(const std::string& email, const std::string& first_name) {
    pdhs::ContactDraft contact;
    contact.email = email;
    contact.first_name = first_name;
    return contact;
}

std::vector<std::string> trace_ids(const pdhs::HttpRequest& request) {
    std::vector<std::string> result;
    for (const auto& input : inputs_of(request)) result.push_back(input.at("objectWriteTraceId").get<std::string>());
    return result;
}

std::vector<std::string> addresses(const pdhs::HttpRequest& request) {
    std::vector<std::string> result;
    for (const auto& input : inputs_of(request)) result.push_back(input.at("properties").value("email", ""));
    return result;
}
