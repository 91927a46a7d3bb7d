#include "sandbox/hubspot.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sandbox/hubspot_batch.h"
#include "sandbox/hubspot_limiter.h"
#include "sandbox/hubspot_records.h"
#include "sandbox/hubspot_search.h"
#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

const auto read_scope = "crm.objects.contacts.read";
const auto write_scope = "crm.objects.contacts.write";

struct Endpoint {
    const char* scope;
    HubspotAnswer (*answer)(HubspotCall&);
};

const std::map<std::string, Endpoint>& endpoints() {
    static const std::map<std::string, Endpoint> all = {
        {"list", {read_scope, answer_list}},
        {"get", {read_scope, answer_get}},
        {"create", {write_scope, answer_create}},
        {"update", {write_scope, answer_update}},
        {"archive", {write_scope, answer_archive}},
        {"search", {read_scope, answer_search}},
        {"batch_read", {read_scope, answer_batch_read}},
        {"batch_create", {write_scope, answer_batch_create}},
        {"account_details", {"oauth", answer_account_details}},
    };
    return all;
}

std::string bearer_of(const Request& request) {
    const auto value = request.header("authorization");
    return value.rfind("Bearer ", 0) == 0 ? value.substr(7) : "";
}

HubspotAnswer usage_answer(std::int64_t used, std::int64_t now_ms, const HubspotLimits& limits) {
    const auto resets_ms = now_ms + until_midnight_ms(now_ms, limits.utc_offset_minutes);
    const Json usage{{"name", "private-apps-api-calls-daily"},
                     {"usageLimit", limits.daily},
                     {"currentUsage", used},
                     {"collectedAt", iso_milliseconds(now_ms)},
                     {"fetchStatus", "SUCCESS"},
                     {"resetsAt", iso_milliseconds(resets_ms)}};
    return hubspot_json(200, Json{{"results", Json::array({usage})}});
}

bool is_about_account(const std::string& kind) {
    return kind == "account_details" || kind == "api_usage";
}

std::optional<HubspotProblem> refused(const HubspotRoute& route, const HubspotOptions& options) {
    const bool is_retired = !options.only_version.empty() && route.version != options.only_version;
    if (route.kind == "unknown" || is_retired) return problems::not_found();
    if (route.kind == "wrong_method") return problems::wrong_method();
    const auto endpoint = endpoints().find(route.kind);
    const std::string scope = endpoint == endpoints().end() ? "oauth" : endpoint->second.scope;
    const auto withheld = is_about_account(route.kind) && options.account_info == Switch::off;
    if (withheld || options.scopes.count(scope) == 0) return problems::missing_scope(scope);
    return std::nullopt;
}

std::int64_t number_of(const std::string& id) {
    const auto number = to_number(id);
    if (!number) throw std::invalid_argument("not a contact's id: " + id);
    return *number;
}

Response finished(HubspotAnswer answer, const std::string& correlation_id) {
    const auto* problem = std::get_if<HubspotProblem>(&answer);
    auto response = problem != nullptr ? to_response(*problem, correlation_id) : std::get<Response>(std::move(answer));
    if (response.status != 204) response.headers["Content-Type"] = "application/json;charset=utf-8";
    response.headers["X-HubSpot-Correlation-Id"] = correlation_id;
    response.headers["Vary"] = "Accept-Encoding";
    return response;
}

}  // namespace

Hubspot::Hubspot(const Clock& clock, HubspotOptions options)
    : Service(clock),
      options_(std::move(options)),
      store_(std::make_unique<HubspotStore>(clock, options_)),
      limiter_(std::make_unique<HubspotLimiter>()) {}

Hubspot::~Hubspot() = default;

HubspotOptions Hubspot::options() const {
    const std::lock_guard lock(mutex_);
    return options_;
}

void Hubspot::configure(const std::function<void(HubspotOptions&)>& change) {
    const std::lock_guard lock(mutex_);
    change(options_);
}

std::string Hubspot::kind_of(const Request& request) const {
    const auto kind = hubspot_route(request).kind;
    return kind == "wrong_method" ? "unknown" : kind;
}

Response Hubspot::answer(const Request& request, const std::string& kind) {
    const std::lock_guard lock(mutex_);
    const auto correlation_id = random_uuid();
    const auto token = bearer_of(request);
    if (!is_known_token(token, options_)) return finished(problems::unauthenticated(), correlation_id);
    const auto now = clock().now_ms();
    const auto is_search = kind == "search";
    const auto route = hubspot_route(request);
    HubspotCall call{request, route, options_, *store_, now};
    auto problem = limiter_->take(token, is_search, now, options_);
    if (!problem) problem = refused(route, options_);
    HubspotAnswer answer = Response();
    if (problem)
        answer = *problem;
    else if (kind == "api_usage")
        answer = usage_answer(limiter_->spent_today(now, options_), now, options_.limits);
    else
        answer = endpoints().at(kind).answer(call);
    auto response = finished(std::move(answer), correlation_id);
    response.headers.merge(limiter_->headers(token, is_search, now, options_));
    count([&](Counters& counters) {
        counters.add(call.written);
        ++counters.tokens;
        counters.highest_in_window = std::max(counters.highest_in_window, limiter_->in_window(token, now));
    });
    return response;
}

std::string Hubspot::add(Properties properties, const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto number = id.empty() ? std::nullopt : std::optional<std::int64_t>(number_of(id));
    return store_->add(std::move(properties), number).id;
}

void Hubspot::edit(const std::string& id, const Properties& properties) {
    const std::lock_guard lock(mutex_);
    store_->edit(number_of(id), properties);
}

void Hubspot::remove(const std::string& id) {
    const std::lock_guard lock(mutex_);
    store_->archive(number_of(id));
}

void Hubspot::restore(const std::string& id) {
    const std::lock_guard lock(mutex_);
    store_->restore(number_of(id));
}

std::string Hubspot::merge(const std::string& survivor, const std::string& loser) {
    const std::lock_guard lock(mutex_);
    return store_->merge(number_of(survivor), number_of(loser)).id;
}

std::vector<Contact> Hubspot::contacts() const {
    auto contacts = all_contacts();
    const auto archived = [](const Contact& contact) { return contact.archived; };
    contacts.erase(std::remove_if(contacts.begin(), contacts.end(), archived), contacts.end());
    return contacts;
}

std::vector<Contact> Hubspot::all_contacts() const {
    const std::lock_guard lock(mutex_);
    std::vector<Contact> contacts;
    for (const auto& [id, contact] : store_->contacts()) contacts.push_back(contact);
    return contacts;
}

std::optional<Contact> Hubspot::find(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto* contact = store_->find(number_of(id));
    return contact == nullptr ? std::nullopt : std::optional(*contact);
}

std::optional<Contact> Hubspot::find_by_email(const std::string& email) const {
    const std::lock_guard lock(mutex_);
    const auto* contact = store_->owner_of(email);
    return contact == nullptr ? std::nullopt : std::optional(*contact);
}

void Hubspot::spend_daily(std::int64_t requests) {
    const std::lock_guard lock(mutex_);
    limiter_->spend_daily(requests, clock().now_ms(), options_);
}

std::int64_t Hubspot::spent_today() const {
    const std::lock_guard lock(mutex_);
    return limiter_->spent_today(clock().now_ms(), options_);
}

}  // namespace sandbox
