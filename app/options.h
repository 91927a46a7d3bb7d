#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/result.h"
#include "pdhs/core/time.h"
#include "pdhs/settings/settings.h"

/// How a report is written to stdout.
enum class OutputFormat { text, json, markdown, csv };

/// What `pdhs-sync run` was told.
struct RunOptions {
    bool dry_run = false;
    bool detailed_exitcode = false;  ///< only together with dry_run
    bool full = false;
    bool force = false;
    std::optional<long long> max_creates;  ///< 0 or more
    std::optional<pdhs::Millis> deadline;  ///< 1 s or more
    OutputFormat format = OutputFormat::text;
    bool quiet = false;

    bool operator==(const RunOptions&) const = default;
};

/// What `pdhs-sync check` was told.
struct CheckOptions {
    OutputFormat format = OutputFormat::text;

    bool operator==(const CheckOptions&) const = default;
};

/// What `pdhs-sync status` was told.
struct StatusOptions {
    std::optional<pdhs::Millis> max_age;  ///< of the last good pass
    OutputFormat format = OutputFormat::text;

    bool operator==(const StatusOptions&) const = default;
};

/// What `pdhs-sync explain` was told.
struct ExplainOptions {
    std::string whom;  ///< as it was written
    OutputFormat format = OutputFormat::text;

    bool operator==(const ExplainOptions&) const = default;
};

/// A command line, understood.
struct CommandLine {
    enum class Command {
        run,
        check,
        status,
        explain,
        show_text,   ///< --help or --version: `text` goes to stdout, exit 0
        no_command,  ///< `text`, the help, goes to stderr, exit 2
    };
    Command command = Command::no_command;
    RunOptions run;
    CheckOptions check;
    StatusOptions status;
    ExplainOptions explain;
    pdhs::SettingOptions settings;  ///< -v and -vv arrive as log_level
    std::string text;               ///< what to print, ends in a line break; empty with a command of its own
};

/// Reads the arguments of main in UTF-8, of which the first is the program's name. ErrorKind::usage: one line that says
/// what is wrong and names --help; exit 2. The values of settings (--log-level, --on-missing, paths) are checked by
/// load_settings.
[[nodiscard]] pdhs::Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments);
