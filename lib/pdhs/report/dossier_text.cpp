#include "pdhs/report/dossier_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pdhs/core/convert.h"
#include "pdhs/report/groups.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

std::string state_text(RecordStatus state) {
    switch (state) {
        case RecordStatus::alive:
            return "";
        case RecordStatus::gone:
            return ", no longer there";
        case RecordStatus::merged:
            return ", merged into another record";
    }
    return "";
}

std::string origin_text(BondOrigin origin) {
    switch (origin) {
        case BondOrigin::created:
            return "one was created from the other";
        case BondOrigin::email:
            return "matched by an address";
        case BondOrigin::name:
            return "same name, and the same phone or none";
        case BondOrigin::name_only:
            return "same name only: a guess";
    }
    return "";
}

std::string addresses_text(const KnownRecord& known) {
    std::vector<std::string> texts;
    for (const auto& address : keys_of(known.record).emails) {
        const bool is_shared = std::find(known.shared_addresses.begin(), known.shared_addresses.end(), address) !=
                               known.shared_addresses.end();
        texts.push_back(shown(address) + (is_shared ? " (shared with others, so nobody is known by it)" : ""));
    }
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string phones_text(const Record& record) {
    std::vector<std::string> texts;
    for (const auto& phone : record.phones) texts.push_back(shown(phone.value));
    return texts.empty() ? "no phone" : fmt::format("phone {}", fmt::join(texts, ", "));
}

/// What it is known by: phones count only where there is no address.
std::string keys_text(const KnownRecord& known) {
    const auto addresses = addresses_text(known);
    return addresses.empty() ? "no address, " + phones_text(known.record) : addresses;
}

std::string name_text(const Record& record) {
    const auto name = shown(display_name(record));
    return name.empty() ? "(no name)" : name;
}

std::string record_text(const KnownRecord& known) {
    auto text = fmt::format("{} {}: {}{}\n  {}\n", title_of(known.record.ref.crm), shown(known.record.ref.id),
                            name_text(known.record), state_text(known.state), keys_text(known));
    for (const auto& partner : known.partners)
        text += fmt::format("  belongs to {} {}{} ({})\n", title_of(partner.ref.crm), shown(partner.ref.id),
                            state_text(partner.state), origin_text(partner.origin));
    return text + fmt::format("  last seen new or changed {}\n", minute_text(known.noted));
}

bool stands_on(const Dossier& dossier, Crm crm) {
    return std::any_of(dossier.records.begin(), dossier.records.end(), [&](const KnownRecord& known) {
        return known.record.ref.crm == crm && known.state == RecordStatus::alive;
    });
}

/// When a create that failed before is tried again.
std::string next_try_text(const Dossier& dossier, const Action& action) {
    if (action.reason != "parked") return "";
    const auto known = std::find_if(dossier.records.begin(), dossier.records.end(), [&](const KnownRecord& candidate) {
        return candidate.record.ref == action.from && candidate.next_try;
    });
    return known == dossier.records.end() ? "" : fmt::format("    not before {}\n", minute_text(*known->next_try));
}

/// What happens, and what the platform said about each.
std::string group_text(const Dossier& dossier, const ActionGroup& group) {
    auto text = fmt::format("  {}\n", group.heading);
    for (const auto* action : group.actions) {
        if (!action->detail.empty())
            text += fmt::format("    {} {}: {}\n", title_of(action->from.crm), shown(action->from.id),
                                shown(action->detail));
        text += next_try_text(dossier, *action);
    }
    return text;
}

std::string next_text(const Dossier& dossier) {
    if (!dossier.both_were_read_once)
        return "  Nothing is created before both sides were read to their ends once: run 'pdhs-sync run'.\n";
    std::string text;
    for (const auto& group : grouped(dossier.next)) text += group_text(dossier, group);
    if (!text.empty()) return text;
    if (stands_on(dossier, Crm::hubspot) && stands_on(dossier, Crm::pipedrive))
        return "  Nothing: this person stands on both sides.\n";
    return "  Nothing is planned.\n";
}

std::string deed_text(const PastDeed& deed) {
    const auto detail = deed.detail.empty() ? std::string{} : ": " + explained(shown(deed.detail));
    return fmt::format("  {}  pass {}  {}{}\n", minute_text(deed.at), deed.pass, shown(deed.message), detail);
}

std::string time_text(const std::optional<Time>& time) {
    return time ? minute_text(*time) : "never";
}

std::string unknown_text(const Dossier& dossier) {
    if (!dossier.polled.hubspot && !dossier.polled.pipedrive)
        return fmt::format(
            "Nothing is known of {}: no pass has read either side yet with the state {}. Is it the right "
            "one? Then run 'pdhs-sync run' first, or 'pdhs-sync run --dry-run' to look.\n",
            shown(dossier.asked), shown(dossier.state_path));
    return fmt::format(
        "Nothing is known of {}. Neither side has shown it: HubSpot was last asked {}, Pipedrive {}.\n"
        "An address counts as it stands in the CRM; look whether it was spelled otherwise there, or try the record's "
        "id: hubspot:ID or pipedrive:ID.\n",
        shown(dossier.asked), time_text(dossier.polled.hubspot), time_text(dossier.polled.pipedrive));
}

}  // namespace

std::string dossier_as_text(const Dossier& dossier) {
    if (!dossier.is_known()) return unknown_text(dossier);
    std::string text;
    for (const auto& known : dossier.records) text += record_text(known);
    text += "\nWhat comes next:\n" + next_text(dossier);
    text += "\nWhat was done, as far as the log goes back:\n";
    if (dossier.deeds.empty()) text += "  nothing\n";
    for (const auto& deed : dossier.deeds) text += deed_text(deed);
    return text;
}

}  // namespace pdhs
