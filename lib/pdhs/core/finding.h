#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pdhs/core/contact.h"
#include "pdhs/core/report.h"

namespace pdhs {

enum class Grade { ok, warning, failed };

/// "ok", "warning", "failed"
[[nodiscard]] std::string_view name_of(Grade grade);

/// One thing that was looked at before a pass.
struct Finding {
    Grade grade = Grade::ok;
    std::string topic;                  ///< a word: "env_file", "read" …
    std::optional<Crm> crm = {};        ///< whom it is about, if it is about one platform
    std::string text;                   ///< one line for people; where something is wrong, it says what to do
    ExitCode exit_code = ExitCode::ok;  ///< 1 for a warning; for a failure what a pass would exit with

    bool operator==(const Finding&) const = default;
};

/// A subject that findings are about.
struct Topic {
    std::string name;
    std::optional<Crm> crm = {};
};

[[nodiscard]] Finding fine(Topic topic, std::string text);
[[nodiscard]] Finding worth_a_look(Topic topic, std::string text);
[[nodiscard]] Finding broken(Topic topic, std::string text, ExitCode exit_code);

/// What a program that only looks exits with: the first of 2, 130, 143, 3, 4, 5, 1 that a finding has, else 0.
[[nodiscard]] ExitCode worst_of(std::span<const Finding> findings);

}  // namespace pdhs
