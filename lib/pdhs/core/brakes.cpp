#include "pdhs/core/brakes.h"

#include <fmt/format.h>

#include <algorithm>

namespace pdhs {

bool listing_is_unbelievable(long long known, long long missing) {
    return known >= 20 && missing * 2 > known;
}

long long most_recreations(long long live) {
    return std::max(10LL, live / 20);
}

BrakeMessages brake_recreations(std::vector<Planned>& planned, const PerCrm<long long>& live) {
    BrakeMessages messages;
    for (const auto crm : both_crms) {
        const auto is_recreation = [crm](const Planned& entry) {
            return entry.draft && entry.action.on == crm && entry.action.what == Action::Do::recreate;
        };
        const auto count = std::count_if(planned.begin(), planned.end(), is_recreation);
        const auto most = most_recreations(live[crm]);
        if (count <= most) continue;
        for (auto& entry : planned)
            if (is_recreation(entry)) hold(entry, "brake");
        messages.push_back(fmt::format(
            "{} contacts vanished from {}; at most {} are created again unattended. If they were deleted on purpose, "
            "delete them on the other side too, or set PDHS_ON_MISSING=ignore for good. To create them again, run once "
            "with --force",
            count, title_of(crm), most));
    }
    return messages;
}

std::string brake_everything(std::vector<Planned>& planned, Crm crm, long long known, long long missing) {
    for (auto& entry : planned)
        if (entry.draft) hold(entry, "brake");
    return fmt::format(
        "{} showed only {} of {} known records; nothing is created. First look whether its token still sees everybody. "
        "If the others are really gone: --force creates them again; to leave them away, set PDHS_ON_MISSING=ignore and "
        "run once with --force",
        title_of(crm), known - missing, known);
}

}  // namespace pdhs
