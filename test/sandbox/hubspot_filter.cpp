#include "sandbox/hubspot_filter.h"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "sandbox/hubspot_properties.h"
#include "sandbox/hubspot_store.h"
#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

std::string member(const Json& filter, const char* name) {
    const auto found = filter.find(name);
    if (found == filter.end() || found->is_structured() || found->is_null()) return "";
    return found->is_string() ? found->get<std::string>() : found->dump();
}

bool is_numeric(const std::string& property) {
    return property == "createdate" || property == "lastmodifieddate" || property == "hs_object_id";
}

std::int64_t as_number(const std::string& text) {
    if (const auto time = parse_iso(text)) return *time;
    return to_number(text).value_or(0);
}

// Below zero, zero, above zero.
int compare(const std::string& property, const std::string& left, const std::string& right) {
    if (!is_numeric(property)) return lower(left).compare(lower(right));
    const auto difference = as_number(left) - as_number(right);
    return difference < 0 ? -1 : static_cast<int>(difference > 0);
}

std::vector<std::string> tokens(const std::string& text) {
    std::vector<std::string> found(1);
    for (const char character : lower(text)) {
        const auto splits = std::string_view(" @.,;:()<>/").find(character) != std::string_view::npos;
        if (splits)
            found.emplace_back();
        else
            found.back() += character;
    }
    found.erase(std::remove(found.begin(), found.end(), ""), found.end());
    return found;
}

bool token_fits(const std::string& token, const std::string& pattern) {
    if (pattern.size() > 1 && pattern.front() == '*' && pattern.back() == '*')
        return token.find(pattern.substr(1, pattern.size() - 2)) != std::string::npos;
    if (!pattern.empty() && pattern.back() == '*') return token.rfind(pattern.substr(0, pattern.size() - 1), 0) == 0;
    if (!pattern.empty() && pattern.front() == '*') {
        const auto end = pattern.substr(1);
        return token.size() >= end.size() && token.compare(token.size() - end.size(), end.size(), end) == 0;
    }
    return token == pattern;
}

bool contains_token(const std::string& value, const std::string& pattern) {
    const auto in_value = tokens(value);
    const auto wanted = tokens(pattern);
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& each) {
        return std::any_of(in_value.begin(), in_value.end(),
                           [&](const auto& token) { return token_fits(token, each); });
    });
}

struct Operands {
    const Contact& contact;
    const Json& filter;
    std::string property;
    std::string value;  ///< the contact's, "" when it has none

    // A filter on the e-mail also finds additional ones.
    std::vector<std::string> values() const {
        if (property == "email") return emails_of(contact.properties);
        return value.empty() ? std::vector<std::string>() : std::vector<std::string>{value};
    }
    int compared(const char* operand) const { return compare(property, value, member(filter, operand)); }
};

bool equals(const Operands& operands) {
    const auto wanted = member(operands.filter, "value");
    const auto values = operands.values();
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& value) { return compare(operands.property, value, wanted) == 0; });
}

bool is_in(const Operands& operands) {
    const auto wanted = operands.filter.value("values", Json::array());
    const auto values = operands.values();
    return std::any_of(values.begin(), values.end(), [&](const auto& value) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const Json& each) { return each == lower(value); });
    });
}

using Operator = std::function<bool(const Operands&)>;

// Operators that only a contact with a value can pass.
Operator on_value(Operator test) {
    return [test = std::move(test)](const Operands& operands) { return !operands.value.empty() && test(operands); };
}

const std::map<std::string, Operator>& operators() {
    static const std::map<std::string, Operator> all = {
        {"EQ", equals},
        {"NEQ", [](const Operands& operands) { return !equals(operands); }},
        {"LT", on_value([](const Operands& operands) { return operands.compared("value") < 0; })},
        {"LTE", on_value([](const Operands& operands) { return operands.compared("value") <= 0; })},
        {"GT", on_value([](const Operands& operands) { return operands.compared("value") > 0; })},
        {"GTE", on_value([](const Operands& operands) { return operands.compared("value") >= 0; })},
        {"BETWEEN", on_value([](const Operands& operands) {
             return operands.compared("value") >= 0 && operands.compared("highValue") <= 0;
         })},
        {"IN", is_in},
        {"NOT_IN", [](const Operands& operands) { return !is_in(operands); }},
        {"HAS_PROPERTY", on_value([](const Operands&) { return true; })},
        {"NOT_HAS_PROPERTY", [](const Operands& operands) { return operands.value.empty(); }},
        {"CONTAINS_TOKEN",
         [](const Operands& operands) { return contains_token(operands.value, member(operands.filter, "value")); }},
        {"NOT_CONTAINS_TOKEN",
         [](const Operands& operands) { return !contains_token(operands.value, member(operands.filter, "value")); }},
    };
    return all;
}

}  // namespace

bool is_search_operator(const std::string& name) {
    return operators().count(name) == 1;
}

bool passes_filter(const Contact& contact, const Json& filter) {
    const auto property = member(filter, "propertyName");
    const Operands operands{contact, filter, property, property_value(contact, property).value_or("")};
    return operators().at(member(filter, "operator"))(operands);
}

bool is_less(const std::string& property, const std::string& left, const std::string& right) {
    return compare(property, left, right) < 0;
}

}  // namespace sandbox
