#include "pdhs/crm/pipedrive/json_current_user.h"

#include "pdhs/crm/json/time_text.h"
#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/json_envelope.h"

namespace pdhs::pipedrive {

namespace {

/// Whether the user administers the sales app or the whole account, and so sees every person.
bool is_admin(const JsonValue& user) {
    for (const auto& access : user["access"].elements()) {
        const auto app = access["app"].trimmed_text();
        if ((app == "global" || app == "sales") && access["admin"].boolean() == true) return true;
    }
    return false;
}

/// An offset is what lies between its own midnight and that of UTC.
std::optional<std::chrono::minutes> utc_offset_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto midnight = parse_time("1970-01-01T00:00:00" + text);
    if (!midnight) return std::nullopt;
    return std::chrono::duration_cast<std::chrono::minutes>(-midnight->time_since_epoch());
}

}  // namespace

Answer<CurrentUser> decode_current_user(std::string_view body) {
    const auto envelope = open_envelope(body);
    if (const auto* failure = failure_in(envelope)) return *failure;
    const auto user = std::get<JsonDocument>(envelope).root()["data"];
    auto id = user["id"].id();
    if (!id) return damaged("a user without an id");
    return CurrentUser{.id = std::move(*id),
                       .company_id = user["company_id"].id().value_or(""),
                       .company_domain = user["company_domain"].trimmed_text(),
                       .admin = is_admin(user),
                       .utc_offset = utc_offset_of(user["timezone_offset"].trimmed_text())};
}

}  // namespace pdhs::pipedrive
