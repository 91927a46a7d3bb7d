#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/plan.h"

namespace pdhs {

/// What may not run unattended (design section "Brakes").
enum class BrakeKind {
    account,       ///< the token opens another account than the state knows: holds everything
    partial_view,  ///< the Pipedrive user is no admin: holds creates on Pipedrive
    listing,       ///< a listing showed far fewer records than are known: holds all creates
    recreations,   ///< too many vanished records would be created again: holds those
};

/// A brake as the state keeps it. It holds until --force lifts it or a later full listing clears it; lifted, it lets
/// the same thing pass until then (re-creations until all of them are back).
struct Brake {
    enum class Status { holds, lifted };
    BrakeKind kind = BrakeKind::listing;
    Crm crm = Crm::hubspot;
    Status status = Status::holds;
    Time since{};
    std::string message;  ///< for people: the reason, the numbers and the way out

    bool operator==(const Brake&) const = default;
};

/// Whether the settings make the brake pointless.
[[nodiscard]] bool is_waived(const Brake& brake, bool partial_view_is_accepted);

/// "account", "partial_view", "listing", "recreations"
[[nodiscard]] std::string_view name_of(BrakeKind kind);

/// Whether a completed full listing shows so few of the known records that it cannot be believed: more than half of at
/// least twenty are missing.
[[nodiscard]] bool listing_is_unbelievable(long long known, long long missing);

/// Whether so many of the asked ids were found that it is the account that they come from: more than half, or none was
/// asked.
[[nodiscard]] bool is_same_account(long long asked, long long found);

/// How many vanished records may be created again unattended: 5 % of the platform's live records, and at least ten.
[[nodiscard]] long long most_recreations(long long live);

/// How many creates on `crm` are re-creations.
[[nodiscard]] long long recreations_on(Crm crm, const std::vector<Planned>& planned);

/// The token of `crm` opens account `found`, the records are those of `known`; what is not told is empty.
[[nodiscard]] std::string account_message(Crm crm, const std::string& known, const std::string& found);
/// The Pipedrive user is no admin.
[[nodiscard]] std::string partial_view_message();
/// A listing of `crm` did not show `missing` of `known` records.
[[nodiscard]] std::string listing_message(Crm crm, long long known, long long missing);
/// So many records of `crm` would be created again, of which `most` may be unattended.
[[nodiscard]] std::string recreations_message(Crm crm, long long count, long long most);

/// Turns the creates that a brake holds back into holds ("brake").
void apply_brake(const Brake& brake, std::vector<Planned>& planned);

}  // namespace pdhs
