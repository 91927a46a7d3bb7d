#include "pdhs/crm/pipedrive/percent_encoding.h"

#include <fmt/format.h>

namespace pdhs::pipedrive {

namespace {

constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

}  // namespace

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (unreserved.find(c) != std::string_view::npos)
            result += c;
        else
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

}  // namespace pdhs::pipedrive
