#include "pdhs/core/token_shape.h"

#include <algorithm>

namespace pdhs {

namespace {

constexpr std::size_t pipedrive_length = 40;
constexpr std::size_t uuid_length = 36;
constexpr std::string_view hubspot_prefix = "pat-";

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_uuid(std::string_view text) {
    if (text.size() != uuid_length) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_place_of_dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (is_place_of_dash ? text[at] != '-' : !is_hexadecimal(text[at])) return false;
    }
    return true;
}

bool is_hubspot_token(std::string_view text) {
    if (!text.starts_with(hubspot_prefix)) return false;
    const auto end_of_region = text.find('-', hubspot_prefix.size());
    return end_of_region != std::string_view::npos && end_of_region > hubspot_prefix.size() &&
           is_uuid(text.substr(end_of_region + 1));
}

}  // namespace

TokenShape shape_of(const Secret& token) {
    const std::string_view text = token.reveal();
    if (is_hubspot_token(text)) return TokenShape::hubspot;
    const bool is_hash = text.size() == pipedrive_length && std::all_of(text.begin(), text.end(), is_hexadecimal);
    return is_hash ? TokenShape::pipedrive : TokenShape::other;
}

TokenShape usual_shape(Crm crm) {
    return crm == Crm::hubspot ? TokenShape::hubspot : TokenShape::pipedrive;
}

}  // namespace pdhs
