// The command line: arguments, one a line.
#include "options.h"

#include <cstring>

#include "fuzz/pieces.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/core/dossier.h"

namespace {

using fuzz::require;
using Command = CommandLine::Command;

/// main()'s arguments end at their first 0 byte.
std::vector<std::string> arguments_in(std::string_view text) {
    std::vector<std::string> arguments = {"pdhs-sync"};
    for (const auto& line : fuzz::pieces(text, "\n")) arguments.emplace_back(line.c_str());
    return arguments;
}

void check_options(const CommandLine& line) {
    const auto& run = line.run;
    require(!run.detailed_exitcode || run.dry_run, "--detailed-exitcode goes with --dry-run only");
    require(!run.max_creates || *run.max_creates >= 0, "--max-creates is not negative");
    require(!run.deadline || *run.deadline >= std::chrono::seconds{1}, "--deadline is at least a second");
    require(!line.status.max_age || *line.status.max_age >= pdhs::Millis{0}, "--max-age is not negative");
    for (const auto format : {line.check.format, line.status.format, line.explain.format})
        require(format == OutputFormat::text || format == OutputFormat::json, "two formats there are");
}

void check_command(const CommandLine& line) {
    const bool has_text = line.command == Command::show_text || line.command == Command::no_command;
    require(line.text.empty() != has_text, "help has a text, a command has none");
    require(!has_text || line.text.ends_with('\n'), "a text ends in a line break");
    require(line.command == Command::run || line.run == RunOptions{}, "only a pass has a pass's options");
    require(line.command == Command::check || line.check == CheckOptions{}, "only check has check's options");
    require(line.command == Command::status || line.status == StatusOptions{}, "only status has status's options");
    require(line.command == Command::explain || line.explain == ExplainOptions{}, "only explain has explain's options");
}

void check_asked(const std::string& whom) {
    const auto asked = pdhs::parse_asked(whom);
    if (!asked) return;
    if (const auto* ref = std::get_if<pdhs::RecordRef>(&*asked)) {
        fuzz::require_id(ref->id);
        fuzz::require_same(to_string(*ref), whom, "a record is asked for as it is told");
    } else {
        const auto& address = std::get<std::string>(*asked);
        require(pdhs::email_keys(address) == std::vector{address}, "an address is asked for as it is kept");
    }
}

void check_error(const pdhs::Error& error) {
    require(error.kind == pdhs::ErrorKind::usage, "a wrong command line is a usage error");
    require(error.message.find("--help") != std::string::npos, "an error names --help");
    fuzz::require_printable(error.message, "a message can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto arguments = arguments_in(fuzz::text_of(data, size));
    const auto line = parse_command_line(arguments);
    if (!line) {
        check_error(line.error());
        return 0;
    }
    check_options(*line);
    check_command(*line);
    if (line->command == Command::explain) check_asked(line->explain.whom);
    return 0;
}
