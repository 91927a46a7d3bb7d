#include "pdhs/crm/hubspot/create_groups.h"

#include <set>

#include "hubspot_fixture.h"
#include "support/catch.h"

using namespace pdhs;
using namespace pdhs::hubspot;

namespace {

using Groups = std::vector<CreateGroup>;

}  // namespace

TEST_CASE("consecutive drafts with addresses go together, the others singly in their turn") {
    const std::vector<Draft> drafts = {draft("a@x.org"), draft("b@x.org"), draft("", "C"), draft("", "D"),
                                       draft("e@x.org")};
    const Groups expected = {
        {Endpoint::batch, {0, 1}}, {Endpoint::single, {2}}, {Endpoint::single, {3}}, {Endpoint::batch, {4}}};
    CHECK(group_drafts(drafts, CreatePace::normal) == expected);
}

TEST_CASE("one by one, each draft is a request") {
    const std::vector<Draft> drafts = {draft("a@x.org"), draft("b@x.org")};
    CHECK(group_drafts(drafts, CreatePace::one_by_one) == Groups{{Endpoint::single, {0}}, {Endpoint::single, {1}}});
}

TEST_CASE("a batch holds at most 100") {
    std::vector<Draft> drafts;
    for (int count = 0; count < 201; ++count) drafts.push_back(draft(std::to_string(count) + "@x.org"));
    const auto groups = group_drafts(drafts, CreatePace::normal);
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].drafts.size() == 100);
    CHECK(groups[1].drafts.size() == 100);
    CHECK(groups[2].drafts == std::vector<std::size_t>{200});
}

TEST_CASE("a batch holds no address twice") {
    const std::vector<Draft> drafts = {draft("a@x.org"), draft("b@x.org"), draft("A@X.org"), draft("b@x.org")};
    CHECK(group_drafts(drafts, CreatePace::normal) == Groups{{Endpoint::batch, {0, 1}}, {Endpoint::batch, {2, 3}}});
}

TEST_CASE("nothing makes no group") {
    CHECK(group_drafts({}, CreatePace::normal).empty());
}

TEST_CASE("trace ids differ within a pass and between passes") {
    TraceIds first;
    TraceIds second;
    const std::set<std::string> ids = {first.next(), first.next(), second.next(), second.next()};
    CHECK(ids.size() == 4);
}
