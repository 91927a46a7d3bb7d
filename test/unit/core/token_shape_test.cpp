#include "pdhs/core/token_shape.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("tokens are told apart by their shape") {
    const auto [text, shape] = GENERATE(table<std::string, TokenShape>({
        {"pat-na1-00000000-0000-0000-0000-000000000000", TokenShape::hubspot},
        {"pat-eu1-AbCdEf01-2345-6789-abcd-ef0123456789", TokenShape::hubspot},
        {"pat-na1-00000000-0000-0000-0000-00000000000", TokenShape::other},
        {"pat-na1-00000000-0000-0000-0000-0000000000000", TokenShape::other},
        {"pat-na1-00000000x0000-0000-0000-000000000000", TokenShape::other},
        {"pat-na1-g0000000-0000-0000-0000-000000000000", TokenShape::other},
        {"pat--00000000-0000-0000-0000-000000000000", TokenShape::other},
        {"pat-", TokenShape::other},
        {"0123456789abcdef0123456789abcdef01234567", TokenShape::pipedrive},
        {"0123456789abcdef0123456789abcdef0123456", TokenShape::other},
        {"0123456789abcdef0123456789abcdef0123456g", TokenShape::other},
        {"", TokenShape::other},
    }));
    CAPTURE(text);
    CHECK(shape_of(Secret(text)) == shape);
}
