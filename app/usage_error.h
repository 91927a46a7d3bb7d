#pragma once
#include <CLI/Error.hpp>
#include <string>
#include <vector>

#include "pdhs/core/result.h"

/// Something is wrong with the command line: one sentence, and the help that tells more.
pdhs::Error usage_error(const std::string& message, const std::string& help);

/// Words that CLI11 could make nothing of, in their order.
struct UnexpectedWords {
    std::vector<std::string> before_command;  ///< all of them where no command was named
    std::vector<std::string> behind_command;
    std::string owner;      ///< the command that has the first of `before_command` as its option; else empty
    std::string valueless;  ///< the short options that were given, of which none takes a value: "-v", "-n or -v"
};

/// What CLI11 found wrong, in words for people. `command`: the subcommand that was named, or empty.
pdhs::Error usage_error(const CLI::ParseError& error, const UnexpectedWords& unexpected, const std::string& command);
