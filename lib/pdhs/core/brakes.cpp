#include "pdhs/core/brakes.h"

#include <fmt/format.h>

#include <algorithm>

namespace pdhs {

namespace {

bool is_recreation_on(Crm crm, const Planned& entry) {
    return entry.draft && entry.action.on == crm && entry.action.what == Action::Do::recreate;
}

bool is_held_by(const Brake& brake, const Planned& entry) {
    switch (brake.kind) {
        case BrakeKind::account:
        case BrakeKind::listing:
            return true;
        case BrakeKind::partial_view:
            return entry.action.on == brake.crm;
        case BrakeKind::recreations:
            return is_recreation_on(brake.crm, entry);
    }
    return true;
}

std::string_view account_of(Crm crm) {
    return crm == Crm::hubspot ? "portal" : "company";
}

/// Where one of the two accounts is not told, it is the records that do not fit.
std::string what_does_not_fit(Crm crm, const std::string& known, const std::string& found) {
    const auto what = account_of(crm);
    if (!known.empty() && !found.empty())
        return fmt::format("opens {} {}, but the state file belongs to {} {}", what, found, what, known);
    if (!found.empty())
        return fmt::format("opens {} {}, which does not show the records that are known, so it seems to be another one",
                           what, found);
    return "does not show the records that are known, so it seems to open another account";
}

}  // namespace

bool is_waived(const Brake& brake, bool partial_view_is_accepted) {
    return brake.kind == BrakeKind::partial_view && partial_view_is_accepted;
}

std::string_view name_of(BrakeKind kind) {
    switch (kind) {
        case BrakeKind::account:
            return "account";
        case BrakeKind::partial_view:
            return "partial_view";
        case BrakeKind::listing:
            return "listing";
        case BrakeKind::recreations:
            return "recreations";
    }
    return "";
}

bool listing_is_unbelievable(long long known, long long missing) {
    return known >= 20 && missing * 2 > known;
}

bool is_same_account(long long asked, long long found) {
    return asked == 0 || found * 2 > asked;
}

long long most_recreations(long long live) {
    return std::max(10LL, live / 20);
}

long long recreations_on(Crm crm, const std::vector<Planned>& planned) {
    return std::count_if(planned.begin(), planned.end(),
                         [crm](const Planned& entry) { return is_recreation_on(crm, entry); });
}

std::string account_message(Crm crm, const std::string& known, const std::string& found) {
    return fmt::format(
        "{}: the token in {} {}; nothing is read or created. Put the right token back, or give the other account a "
        "state file of its own (PDHS_STATE). If {} has really moved there, run once with --force: what was known of "
        "the old account is forgotten, and both sides are compared anew",
        title_of(crm), token_key_of(crm), what_does_not_fit(crm, known, found), title_of(crm));
}

std::string partial_view_message() {
    return "the user of PIPEDRIVE_TOKEN is no admin and may see only a part of the persons, so the others would be "
           "created again; nothing is created on Pipedrive. Set PIPEDRIVE_TOKEN to the token of an admin; if this user "
           "does see everybody, set PDHS_PARTIAL_VIEW=1";
}

std::string listing_message(Crm crm, long long known, long long missing) {
    return fmt::format(
        "{} showed only {} of {} known records; nothing is created. First look whether its token still sees everybody. "
        "If the others are really gone: --force creates them again; to leave them out, set PDHS_ON_MISSING=ignore and "
        "run once with --force",
        title_of(crm), known - missing, known);
}

std::string recreations_message(Crm crm, long long count, long long most) {
    return fmt::format(
        "{} contacts vanished from {}; at most {} are created again unattended. If they were deleted on purpose, "
        "delete them on the other side too, or set PDHS_ON_MISSING=ignore for good. To create them again, run once "
        "with --force",
        count, title_of(crm), most);
}

void apply_brake(const Brake& brake, std::vector<Planned>& planned) {
    if (brake.status == Brake::Status::lifted) return;
    for (auto& entry : planned)
        if (entry.draft && is_held_by(brake, entry)) hold(entry, "brake");
}

}  // namespace pdhs
