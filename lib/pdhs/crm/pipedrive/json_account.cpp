#include "pdhs/crm/pipedrive/json_account.h"

#include <algorithm>

#include "pdhs/crm/pipedrive/json_envelope.h"
#include "pdhs/crm/words.h"

namespace pdhs::pipedrive {

namespace {

/// Administers the sales app or the whole account, and so sees every person.
bool is_admin(const JsonValue& access) {
    const auto app = access["app"].trimmed_text();
    return (app == "global" || app == "sales") && access["admin"].boolean() == true;
}

View view_of(const JsonValue& user) {
    if (!user["access"].is_array()) return View::untold;
    const auto accesses = user["access"].elements();
    return std::any_of(accesses.begin(), accesses.end(), is_admin) ? View::whole : View::partial;
}

/// "Acme Oy, user Ada Quince"
std::string about(const JsonValue& user) {
    const auto company = quotable(user["company_name"].trimmed_text());
    const auto name = quotable(user["name"].trimmed_text());
    if (name.empty()) return company;
    return company + (company.empty() ? "user " : ", user ") + name;
}

}  // namespace

Answer<Account> decode_account(std::string_view body) {
    const auto envelope = open_envelope(body);
    if (const auto* failure = failure_in(envelope)) return *failure;
    const auto user = std::get<JsonDocument>(envelope).root()["data"];
    return Account{user["company_id"].id().value_or(""), view_of(user), about(user)};
}

}  // namespace pdhs::pipedrive
