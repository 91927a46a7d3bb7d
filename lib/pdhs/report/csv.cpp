#include "pdhs/report/csv.h"

#include <array>
#include <string_view>

#include "pdhs/report/summary.h"

namespace pdhs {

namespace {

/// What Excel, LibreOffice and Google Sheets would begin to compute; in some countries they split fields at semicolons,
/// and take the quotes off what follows.
bool begins_a_formula(const std::string& text, std::size_t at) {
    if (std::string_view("=+-@").find(text[at]) == std::string_view::npos) return false;
    const auto before = at == 0 ? std::string::npos : text.find_last_not_of('"', at - 1);
    return before == std::string::npos || text[before] == ';';
}

std::string without_formulas(const std::string& text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (begins_a_formula(text, at)) result += '\'';
        result += text[at];
    }
    return result;
}

std::string field_of(std::string_view raw) {
    const auto text = without_formulas(shown(raw));
    if (text.find_first_of(",;\"") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const auto c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string row_of(const std::array<std::string_view, 9>& fields) {
    auto row = field_of(fields.front());
    for (std::size_t each = 1; each < fields.size(); ++each) row += ',' + field_of(fields[each]);
    return row + "\r\n";
}

}  // namespace

std::string report_as_csv(const Report& report) {
    auto text = row_of({"do", "on", "from", "key", "name", "result", "id", "reason", "detail"});
    for (const auto& action : report.actions) {
        const auto from = to_string(action.from);
        text += row_of({name_of(action.what), name_of(action.on), from, action.key, action.name,
                        name_of(action.outcome), action.id, action.reason, action.detail});
    }
    return text;
}

}  // namespace pdhs
