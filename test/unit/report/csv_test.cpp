#include "pdhs/report/csv.h"

#include <algorithm>

#include "sample.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

constexpr auto titles = "do,on,from,key,name,result,id,reason,detail\r\n";

std::string row_of(const Action& action) {
    Report report;
    report.actions = {action};
    const auto text = report_as_csv(report);
    REQUIRE(text.rfind(titles, 0) == 0);
    return text.substr(std::string(titles).size());
}

}  // namespace

TEST_CASE("a row for each action under the titles") {
    CHECK(report_as_csv(Report{}) == titles);
    CHECK(row_of(created_action()) == "create,pipedrive,hubspot:123,ada@x.com,Ada Lovelace,created,45,,\r\n");
    CHECK(row_of(skipped_action("ambiguous")) == "skip,pipedrive,hubspot:123,ada@x.com,Ada Lovelace,,,ambiguous,\r\n");
}

TEST_CASE("what could break a row or compute something is made harmless") {
    auto action = created_action();
    action.name = "Lovelace, \"Ada\"\r\nx";
    action.detail = "=HYPERLINK(\"http://evil\")";
    const auto row = row_of(action);
    CHECK_THAT(row, contains(",\"Lovelace, \"\"Ada\"\""));
    CHECK_THAT(row, contains(",\"'=HYPERLINK(\"\"http://evil\"\")\"\r\n"));
    CHECK(std::count(row.begin(), row.end(), '\n') == 1);
    action.detail = "Ada;=1";
    CHECK_THAT(row_of(action), contains(",\"Ada;'=1\"\r\n"));
    action.detail = "Ada;\"=1;\"\"-2";
    CHECK_THAT(row_of(action), contains(",\"Ada;\"\"'=1;\"\"\"\"'-2\"\r\n"));
    for (const auto* const start : {"+1", "-1", "@x"}) {
        action.detail = start;
        CHECK_THAT(row_of(action), contains(std::string(",'") + start + "\r\n"));
    }
}
