#include "pdhs/crm/hubspot/target.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pdhs/crm/hubspot/client.h"
#include "pdhs/crm/hubspot/json_contact.h"

namespace pdhs::hubspot {

namespace {

constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

}  // namespace

std::string url_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (unreserved.find(c) != std::string_view::npos)
            result += c;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string contacts_path(const std::string& api_version) {
    if (api_version == "v3") return "/crm/v3/objects/contacts";
    return fmt::format("/crm/objects/{}/contacts", api_version);
}

std::string list_target(const std::string& contacts_path, const std::optional<std::string>& after) {
    const auto first = fmt::format("{}?limit={}&archived=false&properties={}", contacts_path, page_size,
                                   fmt::join(wanted_properties, ","));
    return after ? first + "&after=" + url_encoded(*after) : first;
}

std::string batch_read_target(const std::string& contacts_path) {
    return contacts_path + "/batch/read?archived=false";
}

std::string batch_create_target(const std::string& contacts_path) {
    return contacts_path + "/batch/create";
}

}  // namespace pdhs::hubspot
