#include "program.h"

#include "check.h"
#include "explain.h"
#include "options.h"
#include "output.h"
#include "pdhs/system/console.h"
#include "run.h"
#include "status.h"

int run_program(const std::vector<std::string>& arguments, const pdhs::Clock& clock, pdhs::Interrupt& interrupt) {
    pdhs::prepare_output();
    const auto line = parse_command_line(arguments);
    if (!line) {
        write_error(line.error().message);
        return static_cast<int>(pdhs::ExitCode::unusable);
    }
    switch (line->command) {
        case CommandLine::Command::show_text:
            return write_report(line->text) ? 0 : static_cast<int>(pdhs::ExitCode::unusable);
        case CommandLine::Command::no_command:
            write_text(stderr, line->text);
            write_error("no command was given: begin with 'pdhs-sync check'");
            return static_cast<int>(pdhs::ExitCode::unusable);
        case CommandLine::Command::check:
            return static_cast<int>(check(*line, clock, interrupt));
        case CommandLine::Command::status:
            return static_cast<int>(show_status(*line, clock));
        case CommandLine::Command::explain:
            return static_cast<int>(explain(*line, clock));
        case CommandLine::Command::run:
            break;
    }
    return static_cast<int>(run_pass(*line, clock, interrupt));
}
