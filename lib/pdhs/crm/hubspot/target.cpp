#include "pdhs/crm/hubspot/target.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pdhs/crm/hubspot/client.h"
#include "pdhs/crm/hubspot/json_contact.h"
#include "pdhs/crm/words.h"

namespace pdhs::hubspot {

std::string contacts_path(const std::string& api_version) {
    if (api_version == "v3") return "/crm/v3/objects/contacts";
    return fmt::format("/crm/objects/{}/contacts", api_version);
}

std::string list_target(const std::string& contacts_path, const std::optional<std::string>& after) {
    const auto first = fmt::format("{}?limit={}&archived=false&properties={}", contacts_path, page_size,
                                   fmt::join(wanted_properties, ","));
    return after ? first + "&after=" + percent_encoded(*after) : first;
}

std::string search_target(const std::string& contacts_path) {
    return contacts_path + "/search";
}

std::string batch_read_target(const std::string& contacts_path) {
    return contacts_path + "/batch/read?archived=false";
}

std::string batch_create_target(const std::string& contacts_path) {
    return contacts_path + "/batch/create";
}

}  // namespace pdhs::hubspot
