#include "scenarios/compare.h"

#include <algorithm>
#include <set>

#include "sandbox/strings.h"

namespace scenarios {

namespace {

constexpr auto made_by_the_program = "new";

std::string listed(const std::vector<LiveRecord>& records) {
    std::string text;
    for (const auto& record : records) {
        if (text.size() > 3000) return text + "\n    ...";
        text += "\n    " + shown(record);
    }
    return text;
}

}  // namespace

std::vector<std::string> addresses_of(const LiveRecord& record) {
    auto addresses = values_of(record.fields, "email");
    for (const auto& also : values_of(record.fields, "also")) addresses.push_back(also);
    std::transform(addresses.begin(), addresses.end(), addresses.begin(), sandbox::lower);
    return addresses;
}

std::string name_of_human(const LiveRecord& record) {
    const auto name = value_of(record.fields, "name");
    return name.empty() ? trimmed(value_of(record.fields, "first") + " " + value_of(record.fields, "last")) : name;
}

bool matches(const Row& row, const LiveRecord& record) {
    return std::all_of(row.fields.begin(), row.fields.end(), [&](const auto& field) {
        auto expected = values_of(row.fields, field.first);
        if (expected == std::vector<std::string>{"none"}) expected.clear();
        return values_of(record.fields, field.first) == expected;
    });
}

std::string difference(const std::vector<Row>& rows, const std::vector<LiveRecord>& records,
                       const std::function<std::string(const Row&)>& id_of,
                       const std::function<bool(const std::string&)>& was_given) {
    auto left = records;
    for (const auto& row : rows) {
        const auto found = std::find_if(left.begin(), left.end(), [&](const LiveRecord& record) {
            const bool is_it = row.name == made_by_the_program ? !was_given(record.id) : record.id == id_of(row);
            return is_it && matches(row, record);
        });
        if (found == left.end())
            return "line " + std::to_string(row.line) + " ('" + row.name + "') matches none of:" + listed(left);
        left.erase(found);
    }
    return left.empty() ? "" : "nobody expected:" + listed(left);
}

std::string missing_address(const std::vector<LiveRecord>& here, const std::vector<LiveRecord>& there) {
    std::set<std::string> known;
    for (const auto& record : there)
        for (const auto& address : addresses_of(record)) known.insert(address);
    for (const auto& record : here)
        for (const auto& address : addresses_of(record))
            if (!known.contains(address)) return address;
    return {};
}

std::string twins_among(const std::vector<LiveRecord>& records) {
    std::set<std::string> seen;
    for (const auto& record : records) {
        auto keys = addresses_of(record);
        if (keys.empty())
            keys.push_back("no address, " + name_of_human(record) + ", " + value_of(record.fields, "phone"));
        for (const auto& key : std::set<std::string>(keys.begin(), keys.end()))
            if (!seen.insert(key).second) return key;
    }
    return {};
}

std::string shown(const LiveRecord& record) {
    std::string text = record.id;
    for (const auto& [field, value] : record.fields) text += " | " + field + " " + value;
    return text;
}

}  // namespace scenarios
