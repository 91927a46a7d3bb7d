#include "scenarios/acts.h"

#include "support/catch.h"

using namespace scenarios;

namespace {

void act_all(Stage& stage, const std::string& text) {
    for (const auto& line : parse_script("x", "# Why\n" + text).lines) act(stage, line);
}

}  // namespace

TEST_CASE("many records are deleted and restored at once") {
    for (const auto* const side : {"hubspot", "pipedrive"}) {
        Stage stage("/nowhere");
        const auto on_side = [&](const std::string& text) { act_all(stage, text + "\n"); };
        const std::string name = side;
        act_all(stage, "given " + name + "\n  ada 1..10 | email ada#@example.com\n");
        on_side("delete " + name + " ada 3..5");
        on_side("delete " + name + " ada7..8");
        on_side("delete " + name + " ada10");
        on_side("then " + name + " has 4");
        on_side("restore " + name + " ada 3..4");
        on_side("then " + name + " has 6");
    }
}

TEST_CASE("clocks go on by times that can be read") {
    Stage stage("/nowhere");
    for (const auto* const text : {"clock 90s\n", "clock +90\n", "machine-clock 3h\n", "machine-clock wrong\n"})
        CHECK_THROWS_AS(act_all(stage, text), Mismatch);
    const auto before = stage.crms().clock().now_ms();
    act_all(stage, "machine-clock +3h\nclock +2m\n");
    CHECK(stage.crms().clock().now_ms() - before >= 120'000);
    CHECK(stage.crms().clock().now_ms() - before < 180'000);
}

TEST_CASE("a fault that never happened is found, on the line or as an answer") {
    for (const auto* const fault :
         {"create 9 drop-after-effect", "create 9 pipedrive-500", "no_request pipedrive-500"}) {
        Stage stage("/nowhere");
        act_all(stage, std::string("fault pipedrive ") + fault + "\n");
        CHECK_THROWS_AS(act_all(stage, "faults over\n"), Mismatch);
    }
}

TEST_CASE("of two faults for one request the first happens, and the second never did") {
    Stage stage("/nowhere");
    act_all(stage, "fault pipedrive create pipedrive-500\n");
    CHECK(stage.service(Side::pipedrive).handle({"POST", "/api/v2/persons", {}, {}, {}}).status == 500);
    CHECK_NOTHROW(act_all(stage, "faults over\n"));
    act_all(stage, "fault pipedrive create pipedrive-500\nfault pipedrive any pipedrive-401\n");
    CHECK(stage.service(Side::pipedrive).handle({"POST", "/api/v2/persons", {}, {}, {}}).status == 500);
    CHECK_THROWS_AS(act_all(stage, "faults over\n"), Mismatch);
}

TEST_CASE("a person's organization changes, its name never goes") {
    Stage stage("/nowhere");
    act_all(stage,
            "given pipedrive\n  ada | name Ada | organization Ada Ltd\n"
            "edit pipedrive ada | organization Works Ltd\n"
            "then pipedrive is\n  ada | name Ada | organization Works Ltd\n"
            "edit pipedrive ada | organization none\n"
            "then pipedrive is\n  ada | name Ada | organization none\n");
    for (const auto* const field : {"name none", "first Ida", "last Lovelace"})
        CHECK_THROWS_AS(act_all(stage, std::string("edit pipedrive ada | ") + field + "\n"), Mismatch);
}

TEST_CASE("a person's name may be more than its parts") {
    Stage stage("/nowhere");
    act_all(stage,
            "given pipedrive\n  bob | name Dr. Bob Stone | first Bob | last Stone\n  eve | name Eve Stone\n"
            "then pipedrive is\n  bob | name Dr. Bob Stone | first Bob | last Stone\n  eve | first Eve | last Stone\n");
}

TEST_CASE("a person may be hidden from users who are no admins") {
    Stage stage("/nowhere");
    act_all(stage,
            "given pipedrive\n  ada | name Ada | visible no\n  bob | name Bob\n"
            "then pipedrive is\n  ada | name Ada | visible no\n  bob | visible none\n"
            "edit pipedrive ada | visible yes\nedit pipedrive bob | visible no\n"
            "then pipedrive is\n  ada | visible none\n  bob | name Bob | visible no\n");
    CHECK_THROWS_AS(act_all(stage, "add pipedrive eve | name Eve | visible perhaps\n"), Mismatch);
}
