#pragma once
#include <string>
#include <utility>
#include <vector>

#include "scenarios/script.h"

namespace scenarios {

/// The two sides.
enum class Side { hubspot, pipedrive };

inline constexpr Side both_sides[] = {Side::hubspot, Side::pipedrive};

/// "hubspot" or "pipedrive"
const char* name_of(Side side);
Side other(Side side);
/// The side that `word` names. Throws Mismatch.
Side side_of(const Line& line, const std::string& word);

/// Field names and values in their order; a name may be repeated.
using Fields = std::vector<std::pair<std::string, std::string>>;

/// The values of all fields of that name.
std::vector<std::string> values_of(const Fields& fields, const std::string& name);
/// The first value of that name, or "".
std::string value_of(const Fields& fields, const std::string& name);

/// A record as scenario files write it: `ada | email ada@example.com | first Ada`.
struct Row {
    int line = 0;
    std::string name;  ///< how the file calls the record
    Fields fields;
};

/// One row. Throws Mismatch when a field is none of this side.
Row parse_row(Side side, const Line& line, const std::string& text);
/// All rows of a block; `many 1..50 | email p#@example.com` is fifty of them. Throws Mismatch.
std::vector<Row> parse_rows(Side side, const Line& line);
/// The names that `text` stands for: `ada`, or forty for `ada 1..40`, also written `ada1..40`. Throws Mismatch.
std::vector<std::string> parse_names(const Line& line, const std::string& text);
/// The text of a row of `side` as one of the other side. Throws Mismatch when that cannot be said.
std::string row_for_other_side(Side side, const Line& line, const std::string& text);

}  // namespace scenarios
