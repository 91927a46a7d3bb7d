#include "program.h"

#include <fmt/format.h>

#include <csignal>

#include "options.h"
#include "run.h"

int run_program(int argc, char** argv, const pdhs::Clock& clock, pdhs::Interrupt& interrupt) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader of stdout that goes away must not end a pass
    const auto line = parse_command_line(argc, argv);
    if (!line) {
        fmt::print(stderr, "pdhs-sync: {}\n", line.error().message);
        return static_cast<int>(pdhs::ExitCode::unusable);
    }
    switch (line->command) {
        case CommandLine::Command::show_text:
            fmt::print("{}", line->text);
            return 0;
        case CommandLine::Command::no_command:
            fmt::print(stderr, "{}", line->text);
            return static_cast<int>(pdhs::ExitCode::unusable);
        case CommandLine::Command::run:
            break;
    }
    return static_cast<int>(run_pass(*line, clock, interrupt));
}
