#include "scenarios/switches.h"

#include "support/catch.h"

using namespace scenarios;
using sandbox::LimitMode;

namespace {

void switch_to(Stage& stage, const std::string& text) {
    switch_platform(stage, {1, "platform " + text, {}});
}

int status_of_write(Stage& stage, const std::string& body) {
    return stage.crms()
        .pipedrive()
        .handle({"POST",
                 "/api/v2/persons",
                 {},
                 {{"x-api-token", stage.secrets()[1]}, {"content-type", "application/json"}},
                 body})
        .status;
}

}  // namespace

TEST_CASE("the limit of a day is enforced without those of bursts, and goes") {
    Stage stage("/nowhere");
    switch_to(stage, "pipedrive daily 30000");
    auto limits = stage.crms().pipedrive().options().limits;
    CHECK(limits.mode == LimitMode::enforced);
    CHECK(limits.daily_tokens == 30'000);
    CHECK(limits.burst > 100'000);
    switch_to(stage, "hubspot daily 500");
    CHECK(stage.crms().hubspot().options().limits.daily == 500);
    CHECK(stage.crms().hubspot().options().limits.searches > 100'000);
    switch_to(stage, "pipedrive daily none");
    limits = stage.crms().pipedrive().options().limits;
    CHECK(limits.mode == LimitMode::generous);
    CHECK(limits.burst == 20);
}

TEST_CASE("limits may not be told of") {
    Stage stage("/nowhere");
    switch_to(stage, "hubspot limits silent");
    CHECK(stage.crms().hubspot().options().limits.mode == LimitMode::silent);
    switch_to(stage, "hubspot limits told");
    CHECK(stage.crms().hubspot().options().limits.mode == LimitMode::generous);
}

TEST_CASE("HubSpot's search, ids and account are as said") {
    Stage stage("/nowhere");
    for (const auto* const text :
         {"hubspot search-lag 2m", "hubspot flaky-search on", "hubspot portal 7", "hubspot account-info off",
          "hubspot merge-id preserved", "hubspot ids mixed", "hubspot version v3"})
        switch_to(stage, text);
    const auto options = stage.crms().hubspot().options();
    CHECK(options.search_lag_ms == 120'000);
    CHECK(options.flaky_search == sandbox::Switch::on);
    CHECK(options.portal_id == 7);
    CHECK(options.account_info == sandbox::Switch::off);
    CHECK(options.merge_id == sandbox::MergeId::preserved);
    CHECK(options.ids_in_order == sandbox::Switch::off);
    CHECK(options.only_version == "v3");
}

TEST_CASE("Pipedrive's company, user, deleted persons and cursors are as said") {
    Stage stage("/nowhere");
    for (const auto* const text :
         {"pipedrive company 7", "pipedrive admin no", "pipedrive deleted listed", "pipedrive cursors expire"})
        switch_to(stage, text);
    const auto options = stage.crms().pipedrive().options();
    CHECK(options.company_id == 7);
    CHECK(options.admin == sandbox::Switch::off);
    CHECK(options.deleted_persons == sandbox::DeletedPersons::listed);
    CHECK(options.cursors_expire == sandbox::Switch::on);
}

TEST_CASE("a further token is known to the platform, and is a secret") {
    Stage stage("/nowhere");
    switch_to(stage, "pipedrive further-token another-secret");
    CHECK(stage.crms().pipedrive().options().further_tokens == std::vector<std::string>{"another-secret"});
    CHECK(stage.secrets().back() == "another-secret");
}

TEST_CASE("poison makes each write with it fail, and no other") {
    Stage stage("/nowhere");
    switch_to(stage, "pipedrive poison ada@example.com");
    switch_to(stage, "pipedrive poison eve@example.com");
    const std::string body_of_ada =
        R"({"name":"A","emails":[{"value":"ADA@example.com","primary":true,"label":"work"}]})";
    CHECK(status_of_write(stage, body_of_ada) == 500);
    CHECK(status_of_write(stage, R"({"name":"eve@example.com"})") == 500);
    CHECK(stage.crms().pipedrive().persons().empty());
    CHECK(status_of_write(stage, R"({"name":"Bob"})") == 200);
    stage.service(Side::pipedrive).clear_forced();
    CHECK(status_of_write(stage, body_of_ada) == 500);
    switch_to(stage, "pipedrive poison none");
    CHECK(status_of_write(stage, body_of_ada) == 200);
}

TEST_CASE("what no platform does is refused") {
    Stage stage("/nowhere");
    for (const auto* const text : {"hubspot company 7", "pipedrive flaky-search on", "hubspot account-info perhaps",
                                   "hubspot search-lag 10", "pipedrive daily", "pipedrive daily many"})
        CHECK_THROWS_AS(switch_to(stage, text), Mismatch);
}
