#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sandbox {

/// One e-mail or phone of a person.
struct PersonValue {
    std::string value;
    std::string label = "work";
    bool primary = false;

    bool operator==(const PersonValue&) const = default;
};

/// A Pipedrive person.
struct Person {
    std::int64_t id = 0;
    std::string name;
    std::string first_name;
    std::string last_name;
    std::vector<PersonValue> emails;
    std::vector<PersonValue> phones;
    std::optional<std::int64_t> org_id;
    std::int64_t owner_id = 0;
    int visible_to = 3;
    std::vector<std::int64_t> label_ids;
    std::map<std::string, std::string> custom_fields;
    std::int64_t added_ms = 0;    ///< whole seconds
    std::int64_t updated_ms = 0;  ///< whole seconds; of a deleted person the time of deletion
    bool deleted = false;
    bool visible = true;  ///< to users who are not admins
};

struct Organization {
    std::int64_t id = 0;
    std::string name;
    std::int64_t added_ms = 0;
    std::int64_t updated_ms = 0;
};

}  // namespace sandbox
