#include "scenarios/row.h"

#include <map>
#include <optional>
#include <set>

namespace scenarios {

namespace {

const std::set<std::string>& field_names(Side side) {
    static const std::set<std::string> of_hubspot = {"email", "also", "first", "last", "phone", "mobile", "company"};
    static const std::set<std::string> of_pipedrive = {"name",  "first",        "last",   "email",
                                                       "phone", "organization", "visible"};
    return side == Side::hubspot ? of_hubspot : of_pipedrive;
}

/// `{repeat 300 x}` stands for 300 x.
std::string repeated(const Line& line, std::string value) {
    const auto begin = value.find("{repeat ");
    if (begin == std::string::npos) return value;
    const auto end = value.find('}', begin);
    const auto words = words_of(value.substr(begin + 1, end - begin - 1));
    if (end == std::string::npos || words.size() != 3) throw Mismatch(line.number, "{repeat COUNT TEXT} is cut");
    std::string text;
    for (int i = number_of(line, words[1]); i > 0; --i) text += words[2];
    return value.replace(begin, end - begin + 1, text);
}

/// Quotation marks keep outer blanks.
std::string unquoted(const std::string& value) {
    const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return is_quoted ? value.substr(1, value.size() - 2) : value;
}

std::pair<std::string, std::string> parse_field(Side side, const Line& line, const std::string& text) {
    const auto blank = text.find(' ');
    const auto name = text.substr(0, blank);
    if (!field_names(side).contains(name))
        throw Mismatch(line.number, "'" + name + "' is no field of " + name_of(side));
    if (blank == std::string::npos) throw Mismatch(line.number, "field '" + name + "' has no value");
    return {name, unquoted(repeated(line, trimmed(text.substr(blank))))};
}

Row numbered(const Row& row, const std::string& name, int number) {
    const auto digits = std::to_string(number);
    Row result{row.line, name + digits, row.fields};
    for (auto& [field, value] : result.fields)
        for (auto at = value.find('#'); at != std::string::npos; at = value.find('#')) value.replace(at, 1, digits);
    return result;
}

/// A name with numbers behind it: `ada 1..40`.
struct Range {
    std::string name;
    int first = 0;
    int last = 0;
};

/// Nothing when the text is a mere name.
std::optional<Range> range_in(const Line& line, const std::string& text) {
    const auto dots = text.find("..");
    const auto before = text.substr(0, dots);
    const auto digits = before.find_last_not_of("0123456789") + 1;
    const auto name = trimmed(dots == std::string::npos ? text : before.substr(0, digits));
    if (words_of(name).size() != 1) throw Mismatch(line.number, "a name is one word, or 'x 1..9'");
    if (dots == std::string::npos) return std::nullopt;
    return Range{name, number_of(line, before.substr(digits)), number_of(line, text.substr(dots + 2))};
}

void add_rows(const Line& line, const Row& row, std::vector<Row>& rows) {
    const auto range = range_in(line, row.name);
    if (!range) return rows.push_back(row);
    for (int i = range->first; i <= range->last; ++i) rows.push_back(numbered(row, range->name, i));
}

std::string written(const Fields& fields, const std::string& name) {
    std::string text = name;
    for (const auto& [field, value] : fields) text += " | " + field + " \"" + value + "\"";
    return text;
}

Fields as_person(const Fields& contact) {
    const auto first = value_of(contact, "first");
    const auto last = value_of(contact, "last");
    Fields person;
    if (!first.empty() || !last.empty()) person.emplace_back("name", trimmed(first + " " + last));
    static const std::map<std::string, std::string> names = {
        {"email", "email"}, {"also", "email"}, {"phone", "phone"}, {"mobile", "phone"}, {"company", "organization"}};
    for (const auto& [field, value] : contact)
        if (const auto found = names.find(field); found != names.end()) person.emplace_back(found->second, value);
    return person;
}

void add_numbered(const std::vector<std::string>& values, const char* first, const char* later, Fields& fields) {
    for (std::size_t i = 0; i < values.size(); ++i) fields.emplace_back(i == 0 ? first : later, values[i]);
}

Fields as_contact(const Line& line, const Fields& person) {
    Fields contact;
    if (!values_of(person, "visible").empty()) throw Mismatch(line.number, "all contacts of HubSpot are visible");
    if (!values_of(person, "first").empty() || !values_of(person, "last").empty())
        throw Mismatch(line.number, "a contact of HubSpot has no name beside its parts");
    const auto name = value_of(person, "name");
    const auto blank = name.rfind(' ');
    if (!name.empty()) contact.emplace_back("first", name.substr(0, blank));
    if (blank != std::string::npos) contact.emplace_back("last", name.substr(blank + 1));
    add_numbered(values_of(person, "email"), "email", "also", contact);
    add_numbered(values_of(person, "phone"), "phone", "mobile", contact);
    add_numbered(values_of(person, "organization"), "company", "company", contact);
    return contact;
}

}  // namespace

const char* name_of(Side side) {
    return side == Side::hubspot ? "hubspot" : "pipedrive";
}

Side other(Side side) {
    return side == Side::hubspot ? Side::pipedrive : Side::hubspot;
}

Side side_of(const Line& line, const std::string& word) {
    for (const auto side : both_sides)
        if (word == name_of(side)) return side;
    throw Mismatch(line.number, "'" + word + "' is neither hubspot nor pipedrive");
}

std::vector<std::string> values_of(const Fields& fields, const std::string& name) {
    std::vector<std::string> values;
    for (const auto& [field, value] : fields)
        if (field == name) values.push_back(value);
    return values;
}

std::string value_of(const Fields& fields, const std::string& name) {
    const auto values = values_of(fields, name);
    return values.empty() ? "" : values.front();
}

Row parse_row(Side side, const Line& line, const std::string& text) {
    const auto parts = parts_of(text, '|');
    Row row{line.number, parts.front(), {}};
    if (row.name.empty()) throw Mismatch(line.number, "a row begins with a name for the record");
    for (std::size_t i = 1; i < parts.size(); ++i) row.fields.push_back(parse_field(side, line, parts[i]));
    return row;
}

std::vector<Row> parse_rows(Side side, const Line& line) {
    std::vector<Row> rows;
    for (const auto& below : line.block) add_rows(below, parse_row(side, below, below.text), rows);
    return rows;
}

std::vector<std::string> parse_names(const Line& line, const std::string& text) {
    const auto range = range_in(line, text);
    if (!range) return {text};
    std::vector<std::string> names;
    for (int i = range->first; i <= range->last; ++i) names.push_back(range->name + std::to_string(i));
    return names;
}

std::string row_for_other_side(Side side, const Line& line, const std::string& text) {
    const auto row = parse_row(side, line, text);
    return written(side == Side::hubspot ? as_person(row.fields) : as_contact(line, row.fields), row.name);
}

}  // namespace scenarios
