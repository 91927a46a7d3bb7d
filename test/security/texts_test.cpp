// Names and addresses that look like SQL are names and addresses.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "security/desk.h"
#include "support/catch.h"

namespace {

using namespace security;

const Names attacks = {"'; DROP TABLE record; --",
                       "\"; DELETE FROM record; --",
                       "x' OR '1'='1",
                       "Robert'); DROP TABLE pass;--",
                       "%_?1:a$c",
                       "\\'; ATTACH 'x' AS y; --"};

}  // namespace

TEST_CASE_METHOD(SyncedDesk, "people named like SQL are created once, as they are named, and are found again") {
    for (std::size_t i = 0; i < attacks.size(); ++i) {
        const auto address = "a'" + std::to_string(i) + "')DELETE/**/FROM/**/record--@x.com";
        crms.hubspot().add(
            {{"email", address}, {"firstname", attacks[i]}, {"phone", attacks[i]}, {"company", attacks[i]}});
        crms.pipedrive().add_person(attacks[i] + " of Pipedrive");
    }
    CHECK(call({"run"}).status <= 1);
    const auto second = nlohmann::json::parse(call({"run", "--full", "--format", "json"}).out);
    CHECK(second["hubspot"]["created"] == 0);
    CHECK(second["pipedrive"]["created"] == 0);
    CHECK(second["hubspot"]["read"] == crms.hubspot().contacts().size());
    CHECK(second["pipedrive"]["read"] == crms.pipedrive().persons().size());
    for (const auto& attack : attacks) {
        CAPTURE(attack);
        const auto persons = crms.pipedrive().persons();
        CHECK(std::count_if(persons.begin(), persons.end(),
                            [&](const auto& person) { return person.name == attack; }) == 1);
        const auto status = call({"explain", attack + "@x.com"}).status;
        CHECK(status == 1);
    }
    CHECK(call({"explain", "a'0')delete/**/from/**/record--@x.com"}).status == 0);
    CHECK(call({"status"}).status == 0);
    CHECK(call({"check"}).status <= 1);
}
