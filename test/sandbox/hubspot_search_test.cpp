#include "sandbox/test_client.h"
#include "support/catch.h"

using namespace sandbox;

namespace {

const auto search_path = contacts_path + "/search";

Json filter(const std::string& property, const std::string& operation, const std::string& value) {
    return {{"propertyName", property}, {"operator", operation}, {"value", value}};
}

Json search_for(Json filters) {
    return {{"filterGroups", Json::array({Json{{"filters", std::move(filters)}}})}};
}

Json one(const std::string& property, const std::string& operation, const std::string& value) {
    return search_for(Json::array({filter(property, operation, value)}));
}

Options without_lag() {
    Options options;
    options.hubspot.search_lag_ms = 0;
    return options;
}

}  // namespace

TEST_CASE("a contact reaches the index after the lag and leaves it at once") {
    Sandbox crms;
    crms.clock().freeze();
    const auto id = crms.hubspot().add({{"email", "a@example.com"}});
    auto client = hubspot_client(crms);
    const auto hits = [&] { return client.post(search_path, one("email", "EQ", "A@example.com")).json()["total"]; };
    CHECK(hits() == 0);
    crms.clock().advance(9'999);
    CHECK(hits() == 0);
    crms.clock().advance(1);
    CHECK(hits() == 1);
    crms.hubspot().edit(id, {{"email", "new@example.com"}});
    CHECK(hits() == 1);
    crms.hubspot().remove(id);
    CHECK(hits() == 0);
}

TEST_CASE("a flaky index loses a fresh contact once more") {
    Sandbox crms;
    crms.hubspot().configure([](HubspotOptions& options) { options.flaky_search = Switch::on; });
    crms.clock().freeze();
    crms.hubspot().add({{"email", "a@example.com"}});
    auto client = hubspot_client(crms);
    const auto hits = [&] { return client.post(search_path, one("email", "EQ", "a@example.com")).json()["total"]; };
    crms.clock().advance(10'000);
    CHECK(hits() == 1);
    crms.clock().advance(2'000);
    CHECK(hits() == 0);
    crms.clock().advance(10'000);
    CHECK(hits() == 1);
}

TEST_CASE("changes since a time, paged by ascending id") {
    Sandbox crms(without_lag());
    crms.clock().freeze();
    crms.hubspot().add({{"firstname", "Old"}});
    crms.clock().advance(1'000);
    const auto since = std::to_string(crms.clock().now_ms());
    const auto first = crms.hubspot().add({{"firstname", "A"}});
    const auto second = crms.hubspot().add({{"firstname", "B"}});
    auto client = hubspot_client(crms);
    auto body = one("lastmodifieddate", "GTE", since);
    body["sorts"] = Json::array({Json{{"propertyName", "hs_object_id"}, {"direction", "ASCENDING"}}});
    body["limit"] = 1;
    const auto page = client.post(search_path, body).json();
    CHECK(page["total"] == 2);
    CHECK(page["results"][0]["id"] == first);
    CHECK(page["paging"]["next"]["after"] == "1");
    body["filterGroups"][0]["filters"].push_back(filter("hs_object_id", "GT", first));
    const auto rest = client.post(search_path, body).json();
    CHECK(rest["total"] == 1);
    CHECK(rest["results"][0]["id"] == second);
    CHECK(client.post(search_path, one("hs_lastmodifieddate", "GTE", since)).json()["total"] == 0);
}

TEST_CASE("filters find additional addresses, and IN wants lower case") {
    Sandbox crms(without_lag());
    crms.hubspot().add(
        {{"email", "a@example.com"}, {"hs_additional_emails", "b@example.com"}, {"firstname", "Ada Maria"}});
    auto client = hubspot_client(crms);
    const auto total = [&](const Json& body) { return client.post(search_path, body).json()["total"]; };
    CHECK(total(one("email", "EQ", "B@example.com")) == 1);
    const auto in = [](const char* value) {
        return search_for(Json::array({Json{{"propertyName", "email"}, {"operator", "IN"}, {"values", {value}}}}));
    };
    CHECK(total(in("a@example.com")) == 1);
    CHECK(total(in("A@example.com")) == 0);
    CHECK(total(one("firstname", "CONTAINS_TOKEN", "mar*")) == 1);
    CHECK(total(one("firstname", "CONTAINS_TOKEN", "mar")) == 0);
    CHECK(total(one("firstname", "NEQ", "ada maria")) == 0);
    CHECK(total(one("phone", "NOT_HAS_PROPERTY", "")) == 1);
    CHECK(total(Json{{"query", "EXAMPLE.com"}}) == 1);
}

TEST_CASE("searches beyond the documented limits are refused") {
    Sandbox crms(without_lag());
    auto client = hubspot_client(crms);
    const auto status = [&](const Json& body) { return client.post(search_path, body).status; };
    CHECK(status(Json{{"limit", 200}}) == 200);
    CHECK(status(Json{{"limit", 201}}) == 400);
    CHECK(status(Json{{"limit", 200}, {"after", "9800"}}) == 200);
    CHECK(status(Json{{"limit", 200}, {"after", "9801"}}) == 400);
    CHECK(status(Json{{"query", std::string(3'000, 'x')}}) == 400);
    CHECK(status(one("email", "LIKE", "x")) == 400);
    CHECK(status(Json{{"filterGroups", std::vector<Json>(6, Json{{"filters", Json::array()}})}}) == 400);
    CHECK(status(search_for(std::vector<Json>(7, filter("email", "EQ", "x")))) == 400);
    CHECK(status(Json{{"sorts", {"email", "firstname"}}}) == 400);
}
