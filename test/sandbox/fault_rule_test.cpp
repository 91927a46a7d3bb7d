#include "sandbox/fault_rule.h"

#include <vector>

#include "sandbox/fault_rule_book.h"
#include "support/catch.h"

namespace sandbox {
namespace {

HttpRequest request(const std::string& method, const std::string& target) {
    return {.method = method, .target = target, .version = "HTTP/1.1", .headers = {}, .body = {}};
}

/// Which of so many equal requests go wrong.
std::vector<bool> turns(FaultRuleBook& book, int requests) {
    std::vector<bool> turns;
    for (int number = 0; number < requests; ++number) {
        turns.push_back(book.fault_for(request("GET", "/"), ConnectionAge::fresh).has_value());
    }
    return turns;
}

bool applies(const FaultRule& rule, const HttpRequest& to, ConnectionAge age = ConnectionAge::fresh) {
    FaultRuleBook book;
    book.add(rule);
    return book.fault_for(to, age).has_value();
}

TEST_CASE("a rule without conditions takes the first request") {
    FaultRuleBook book;
    book.add({});
    CHECK(turns(book, 3) == std::vector{true, false, false});
}

TEST_CASE("a rule begins with its first match and lasts as often as it says") {
    FaultRuleBook book;
    book.add({.first_match = 2, .times = 2});
    CHECK(turns(book, 5) == std::vector{false, true, true, false, false});

    book.clear();
    book.add({.first_match = 3, .times = -1});
    CHECK(turns(book, 5) == std::vector{false, false, true, true, true});
}

TEST_CASE("a rule looks at method, target and connection") {
    const HttpRequest list = request("GET", "/crm/v3/objects/contacts?limit=100");

    CHECK(applies({.method = "GET"}, list));
    CHECK_FALSE(applies({.method = "POST"}, list));
    CHECK(applies({.target_prefix = "/crm/"}, list));
    CHECK_FALSE(applies({.target_prefix = "/objects"}, list));
    CHECK(applies({.target_contains = "limit=100"}, list));
    CHECK_FALSE(applies({.target_contains = "after="}, list));
    CHECK_FALSE(applies({.method = "GET", .target_prefix = "/api"}, list));
    CHECK(applies({.connection = ConnectionAge::fresh}, list, ConnectionAge::fresh));
    CHECK_FALSE(applies({.connection = ConnectionAge::fresh}, list, ConnectionAge::kept_alive));
    CHECK(applies({.connection = ConnectionAge::kept_alive}, list, ConnectionAge::kept_alive));
    CHECK_FALSE(applies({.connection = ConnectionAge::kept_alive}, list, ConnectionAge::fresh));
}

TEST_CASE("the first rule that has its turn decides, all that match count") {
    FaultRuleBook book;
    book.add({.first_match = 2, .fault = faults::Hang{}});
    book.add({.first_match = 2, .times = 2, .fault = faults::Answer{}});
    const auto kind = [&] {
        const auto fault = book.fault_for(request("GET", "/"), ConnectionAge::fresh);
        return fault ? fault_name(*fault) : "none";
    };

    CHECK(book.unused() == 2);
    CHECK(kind() == "none");
    CHECK(kind() == "Hang");
    CHECK(book.unused() == 1);
    CHECK(kind() == "Answer");
    CHECK(kind() == "none");
    CHECK(book.unused() == 0);
}

TEST_CASE("each fault has a name") {
    CHECK(fault_name(faults::Answer{}) == "Answer");
    CHECK(fault_name(faults::Truncate{}) == "Truncate");
    CHECK(fault_name(faults::DropBeforeEffect{}) == "DropBeforeEffect");
    CHECK(fault_name(faults::DropAfterEffect{}) == "DropAfterEffect");
}

}  // namespace
}  // namespace sandbox
