#include "campaigns/history.h"

namespace campaigns {

scenarios::Script script_of(const std::vector<Step>& steps) {
    scenarios::Script script{"history", "# A history that nobody wrote.", {}};
    int number = 1;
    for (const auto& step : steps)
        for (auto line : step) {
            line.number = ++number;
            for (auto& below : line.block) below.number = ++number;
            script.lines.push_back(std::move(line));
        }
    return script;
}

std::string text_of(const std::vector<Step>& steps) {
    std::string text;
    for (const auto& line : script_of(steps).lines) {
        text += "  " + line.text + "\n";
        for (const auto& below : line.block) text += "    " + below.text + "\n";
    }
    return text;
}

}  // namespace campaigns
