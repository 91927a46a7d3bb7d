#include "pdhs/sync/standing.h"

#include <map>

namespace pdhs {

namespace {

/// What a pass was told to leave for later, or could not finish, is in its summary: it says nothing about the contact.
bool is_about_the_contact(const Action& action) {
    if (action.what == Action::Do::skip) return true;
    return action.what == Action::Do::hold && is_told_as_waiting(action.reason);
}

/// What stands about one record and one platform, told as one: somebody who is refused, say, may also be the second
/// record of one person.
std::vector<Planned> folded(std::span<const Planned> planned) {
    std::vector<Planned> result;
    std::map<std::pair<RecordNumber, Crm>, std::size_t> places;
    for (const auto& entry : planned) {
        if (!is_about_the_contact(entry.action)) continue;
        const auto [place, is_first] = places.try_emplace({entry.number, entry.action.on}, result.size());
        if (is_first) {
            result.push_back(entry);
            continue;
        }
        auto& detail = result[place->second].action.detail;
        detail += (detail.empty() ? "" : "; ") + entry.action.detail;
    }
    return result;
}

}  // namespace

Result<void> tell_standing(Store& store, std::span<const Planned> planned, Teller& teller) {
    const auto told = folded(planned);
    std::vector<Standing> standing;
    standing.reserve(told.size());
    for (const auto& entry : told)
        standing.push_back({entry.number, entry.action.on, entry.action.reason, entry.action.detail});
    PDHS_TRY(const auto news, store.note_standing(standing));
    for (const auto i : news.began_or_changed) teller.standing(told[i].action);
    for (const auto& [from, reason] : news.ended) teller.no_longer(from, reason);
    return {};
}

}  // namespace pdhs
