#include "pdhs/report/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "pdhs/core/identity.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/words.h"

namespace pdhs {

namespace {

constexpr std::size_t most_lines_of_a_group = 20;

/// In the key of somebody without an address.
constexpr std::string_view phone_mark = ";phone:";

/// Whoever stands several times is listed with all records, also when one of them was created on the other side.
bool names_twins(const Action& action) {
    return action.reason == "ambiguous" && !action.detail.empty();
}

std::string heading_of(const Action& action) {
    const auto verb = action.what == Action::Do::recreate ? "re-create" : "create";
    const auto where = title_of(action.on);
    if (names_twins(action)) return "One person, several records";
    if (action.what == Action::Do::skip) return fmt::format("Not created on {}", where);
    if (action.what == Action::Do::hold) return fmt::format("Held back from {}", where);
    switch (action.outcome) {
        case Action::Outcome::planned:
            return fmt::format("Would {} on {}", verb, where);
        case Action::Outcome::created:
            return fmt::format("{}d on {}", action.what == Action::Do::recreate ? "Re-create" : "Create", where);
        case Action::Outcome::exists:
            return fmt::format("Was on {} already", where);
        case Action::Outcome::failed:
            return fmt::format("Refused by {}", where);
        case Action::Outcome::unknown:
            return fmt::format("Sent to {}, outcome not known yet", where);
        case Action::Outcome::pending:
            return fmt::format("Waits to be created on {}", where);
        case Action::Outcome::none:
            return fmt::format("Not created on {}", where);
    }
    return "";
}

std::string meaning_of(const Action& action) {
    if (names_twins(action)) return "merge them where they stand, or tell them apart";
    return explained(shown(action.reason));
}

/// By what happened, then by platform, then by reason: also the order in which groups are shown.
using GroupKey = std::tuple<Action::Outcome, Action::Do, Crm, std::string, bool>;

}  // namespace

std::vector<ActionGroup> grouped(const std::vector<Action>& actions) {
    std::map<GroupKey, ActionGroup> groups;
    for (const auto& action : actions) {
        auto& group = groups[{action.outcome, action.what, action.on, action.reason, names_twins(action)}];
        if (group.actions.empty())
            group.heading = action.reason.empty() ? heading_of(action)
                                                  : fmt::format("{} - {}", heading_of(action), meaning_of(action));
        group.actions.push_back(&action);
    }
    std::vector<ActionGroup> result;
    for (auto& [key, group] : groups) result.push_back(std::move(group));
    return result;
}

namespace {

/// The phone in the key of a contact without e-mail.
std::string phone_in(const std::string& key) {
    const auto mark = key.rfind(phone_mark);
    if (mark == std::string::npos) return "";
    const auto digits = key.substr(mark + phone_mark.size());
    return digits.size() < phone_key_digits ? digits : "…" + digits;
}

}  // namespace

std::string who(const Action& action) {
    const auto key = shown(action.key);
    const auto name = shown(action.name);
    if (name.empty()) return key.empty() ? "(no name)" : key;
    if (key.empty()) return name;
    if (key.find('@') != std::string::npos) return fmt::format("{} <{}>", name, key);
    const auto phone = phone_in(key);
    return phone.empty() ? name : fmt::format("{}, phone {}", name, phone);
}

namespace {

std::string action_line(const Action& action) {
    auto line = fmt::format("  {}  {}", who(action), shown(to_string(action.from)));
    if (!action.id.empty()) line += fmt::format(" -> {}", shown(to_string({action.on, action.id})));
    if (!action.detail.empty()) line += fmt::format(": {}", shown(action.detail));
    return line + '\n';
}

}  // namespace

std::string group_text(const ActionGroup& group, std::string_view where_all_are) {
    const auto count = group.actions.size();
    const auto listed = std::min(count, most_lines_of_a_group);
    auto text = fmt::format("\n{} ({}):\n", group.heading, with_thousands(static_cast<long long>(count)));
    for (std::size_t at = 0; at < listed; ++at) text += action_line(*group.actions[at]);
    if (listed < count)
        text += fmt::format("  … and {} more ({})\n", with_thousands(static_cast<long long>(count - listed)),
                            where_all_are);
    return text;
}

}  // namespace pdhs
