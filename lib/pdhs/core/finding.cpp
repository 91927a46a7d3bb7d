#include "pdhs/core/finding.h"

#include <algorithm>
#include <array>

namespace pdhs {

std::string_view name_of(Grade grade) {
    switch (grade) {
        case Grade::ok:
            return "ok";
        case Grade::warning:
            return "warning";
        case Grade::failed:
            return "failed";
    }
    return "";
}

Finding fine(Topic topic, std::string text) {
    return {Grade::ok, std::move(topic.name), topic.crm, std::move(text), ExitCode::ok};
}

Finding worth_a_look(Topic topic, std::string text) {
    return {Grade::warning, std::move(topic.name), topic.crm, std::move(text), ExitCode::contacts_failed};
}

Finding broken(Topic topic, std::string text, ExitCode exit_code) {
    return {Grade::failed, std::move(topic.name), topic.crm, std::move(text), exit_code};
}

ExitCode worst_of(std::span<const Finding> findings) {
    constexpr std::array by_weight = {ExitCode::unusable,       ExitCode::interrupted, ExitCode::terminated,
                                      ExitCode::needs_a_person, ExitCode::try_later,   ExitCode::braked,
                                      ExitCode::contacts_failed};
    for (const auto code : by_weight)
        if (std::any_of(findings.begin(), findings.end(),
                        [code](const Finding& finding) { return finding.exit_code == code; }))
            return code;
    return ExitCode::ok;
}

}  // namespace pdhs
