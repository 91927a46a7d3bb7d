#include "pdhs/sync/standing.h"

namespace pdhs {

namespace {

/// What a pass was told to leave for later, or could not finish, is in its summary: it says nothing about the contact.
bool is_about_the_contact(const Action& action) {
    if (action.what == Action::Do::skip) return true;
    return action.what == Action::Do::hold && (action.reason == "parked" || action.reason == "intent_open" ||
                                               action.reason == "settling" || action.reason == "source_unread");
}

}  // namespace

Result<void> tell_standing(Store& store, std::span<const Planned> planned, Teller& teller) {
    std::vector<Standing> standing;
    std::vector<const Action*> actions;
    for (const auto& entry : planned) {
        if (!is_about_the_contact(entry.action)) continue;
        standing.push_back({entry.number, entry.action.on, entry.action.reason, entry.action.detail});
        actions.push_back(&entry.action);
    }
    PDHS_TRY(const auto news, store.note_standing(standing));
    for (const auto i : news.began_or_changed) teller.standing(*actions[i]);
    for (const auto& [from, reason] : news.ended) teller.no_longer(from, reason);
    return {};
}

}  // namespace pdhs
