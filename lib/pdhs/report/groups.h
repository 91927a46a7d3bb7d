#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/report.h"

namespace pdhs {

/// Actions that belong under one heading. Points into the report.
struct ActionGroup {
    std::string heading;
    std::vector<const Action*> actions;
};

/// The report's actions by what happened, then by platform, then by reason, in the order in which they are shown.
[[nodiscard]] std::vector<ActionGroup> grouped(const std::vector<Action>& actions);

/// Whom an action is about, for people: "Ada Lovelace <ada@x.com>".
[[nodiscard]] std::string who(const Action& action);

/// The heading with the number of actions, and a line for each of the first twenty. `where_all_are`: what lists the
/// rest.
[[nodiscard]] std::string group_text(const ActionGroup& group, std::string_view where_all_are);

}  // namespace pdhs
