#pragma once
#include <cstdint>
#include <map>
#include <string>

namespace sandbox {

using Properties = std::map<std::string, std::string>;

/// A HubSpot contact. A property never set is absent from the map, a cleared one is "".
struct Contact {
    std::string id;
    Properties properties;  ///< stored ones, e.g. email (lower case), hs_additional_emails, hs_merged_object_ids
    std::int64_t created_ms = 0;
    std::int64_t modified_ms = 0;
    bool archived = false;
    std::int64_t archived_ms = 0;
};

}  // namespace sandbox
