#include "pdhs/core/dossier.h"

#include <algorithm>

namespace pdhs {

namespace {

bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Asked> parse_asked(const std::string& text) {
    for (const auto crm : both_crms) {
        const auto prefix = std::string(name_of(crm)) + ":";
        if (text.starts_with(prefix) && is_id(text.substr(prefix.size())))
            return Asked(RecordRef{crm, text.substr(prefix.size())});
    }
    const auto addresses = email_keys(text);
    if (addresses.size() == 1) return Asked(addresses.front());
    return fail(ErrorKind::usage, "whom to explain must be an e-mail address, hubspot:ID or pipedrive:ID");
}

}  // namespace pdhs
