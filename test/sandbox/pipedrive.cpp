#include "sandbox/pipedrive.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sandbox/pipedrive_call.h"
#include "sandbox/pipedrive_limiter.h"
#include "sandbox/pipedrive_organizations.h"
#include "sandbox/pipedrive_persons.h"
#include "sandbox/pipedrive_search.h"
#include "sandbox/strings.h"

namespace sandbox {
namespace {

using Answer = Response (*)(PipedriveCall&);

const std::map<std::string, Answer>& pipedrive_endpoints() {
    static const std::map<std::string, Answer> all = {{"list", answer_list_persons},
                                                      {"get", answer_get_person},
                                                      {"create", answer_create_person},
                                                      {"update", answer_update_person},
                                                      {"delete", answer_delete_person},
                                                      {"search", answer_search_persons},
                                                      {"organizations", answer_list_organizations},
                                                      {"organization_get", answer_get_organization},
                                                      {"organization_create", answer_create_organization},
                                                      {"person_fields", answer_list_person_fields},
                                                      {"person_field_create", answer_create_person_field},
                                                      {"users_me", answer_users_me}};
    return all;
}

std::string token_of(const Request& request, const PipedriveOptions& options) {
    const auto header = request.header("x-api-token");
    if (!header.empty() || options.accept_query_token == Switch::off) return header;
    return request.parameter("api_token");
}

Response unauthenticated() {
    auto response = answers::gateway(401, "unauthorized access");
    response.headers["x-401-by-gw"] = "true";
    return response;
}

Response routed(PipedriveCall& call) {
    const auto info = "Please check developers.pipedrive.com for more information about Pipedrive API.";
    if (call.route.kind == "wrong_method") return answers::refused(405, "Method Not Allowed", info);
    const auto endpoint = pipedrive_endpoints().find(call.route.kind);
    return endpoint == pipedrive_endpoints().end() ? answers::refused(404, "Unknown method .", info)
                                                   : endpoint->second(call);
}

void finish(Response& response) {
    response.headers["Content-Type"] = "application/json; charset=utf-8";
    response.headers["x-correlation-id"] = random_uuid();
}

std::vector<PersonValue> as_values(const std::vector<std::string>& texts) {
    std::vector<PersonValue> values;
    for (const auto& text : texts) values.push_back({text, "work", values.empty()});
    return values;
}

}  // namespace

Pipedrive::Pipedrive(const Clock& clock, PipedriveOptions options)
    : Service(clock),
      options_(std::move(options)),
      store_(std::make_unique<PipedriveStore>(clock, options_)),
      limiter_(std::make_unique<PipedriveLimiter>()) {}

Pipedrive::~Pipedrive() = default;

PipedriveOptions Pipedrive::options() const {
    const std::lock_guard lock(mutex_);
    return options_;
}

void Pipedrive::configure(const std::function<void(PipedriveOptions&)>& change) {
    const std::lock_guard lock(mutex_);
    change(options_);
}

std::string Pipedrive::kind_of(const Request& request) const {
    const auto kind = pipedrive_route(request).kind;
    return kind == "wrong_method" ? "unknown" : kind;
}

Response Pipedrive::answer(const Request& request, const std::string& kind) {
    const std::lock_guard lock(mutex_);
    const auto token = token_of(request, options_);
    const auto now = clock().now_ms();
    const auto is_search = kind == "search";
    const auto route = pipedrive_route(request);
    PipedriveCall call{request, route, options_, *store_, now};
    if (!is_known_token(token, options_)) {
        auto refusal = unauthenticated();
        finish(refusal);
        return refusal;
    }
    const auto refusal = limiter_->take(token, is_search, now, options_);
    auto response = refusal ? *refusal : routed(call);
    const auto charged = !refusal && (response.status < 400 || options_.limits.charge_refused == Switch::on);
    const auto cost = charged ? route.cost : 0;
    limiter_->spend(cost, now);
    finish(response);
    response.headers.merge(limiter_->headers(token, is_search, now, options_));
    count([&](Counters& counters) {
        counters.add(call.written);
        counters.tokens += cost;
        counters.highest_in_window = std::max(counters.highest_in_window, limiter_->in_window(token, now));
    });
    return response;
}

std::int64_t Pipedrive::add_person(const std::string& name, const std::vector<std::string>& emails,
                                   const std::vector<std::string>& phones, std::optional<std::int64_t> org_id) {
    Person person;
    person.name = name;
    person.emails = as_values(emails);
    person.phones = as_values(phones);
    person.org_id = org_id;
    return add_person(std::move(person));
}

std::int64_t Pipedrive::add_person(Person person) {
    const std::lock_guard lock(mutex_);
    return store_->add(std::move(person)).id;
}

void Pipedrive::edit_person(std::int64_t id, const std::function<void(Person&)>& change) {
    const std::lock_guard lock(mutex_);
    const auto* live = store_->find_live(id);
    if (live == nullptr) throw std::invalid_argument("no such live person");
    auto person = *live;
    change(person);
    person.id = id;
    store_->change(std::move(person));
}

void Pipedrive::remove_person(std::int64_t id) {
    const std::lock_guard lock(mutex_);
    store_->remove(id);
}

void Pipedrive::restore_person(std::int64_t id) {
    const std::lock_guard lock(mutex_);
    store_->restore(id);
}

void Pipedrive::merge_persons(std::int64_t loser, std::int64_t survivor) {
    const std::lock_guard lock(mutex_);
    store_->merge(loser, survivor);
}

std::int64_t Pipedrive::add_organization(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return store_->add_organization(name).id;
}

std::vector<Person> Pipedrive::persons() const {
    auto persons = all_persons();
    const auto deleted = [](const Person& person) { return person.deleted; };
    persons.erase(std::remove_if(persons.begin(), persons.end(), deleted), persons.end());
    return persons;
}

std::vector<Person> Pipedrive::all_persons() const {
    const std::lock_guard lock(mutex_);
    std::vector<Person> persons;
    for (const auto& [id, person] : store_->persons()) persons.push_back(person);
    return persons;
}

std::optional<Person> Pipedrive::find_person(std::int64_t id) const {
    const std::lock_guard lock(mutex_);
    const auto* person = store_->find(id);
    return person == nullptr ? std::nullopt : std::optional(*person);
}

std::vector<Organization> Pipedrive::organizations() const {
    const std::lock_guard lock(mutex_);
    std::vector<Organization> organizations;
    for (const auto& [id, organization] : store_->organizations()) organizations.push_back(organization);
    return organizations;
}

void Pipedrive::spend_daily(std::int64_t tokens) {
    const std::lock_guard lock(mutex_);
    limiter_->spend(tokens, clock().now_ms());
}

std::int64_t Pipedrive::spent_today() const {
    const std::lock_guard lock(mutex_);
    return limiter_->spent_today(clock().now_ms());
}

}  // namespace sandbox
