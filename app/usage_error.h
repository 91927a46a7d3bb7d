#pragma once
#include <CLI/Error.hpp>
#include <string>
#include <vector>

#include "pdhs/core/result.h"

/// Something is wrong with the command line: one sentence, and the help that tells more.
pdhs::Error usage_error(const std::string& message, const std::string& help);

/// What CLI11 found wrong, in words for people. `unexpected_words`: those that it could make nothing of, in their
/// order; `command`: the subcommand that was named, or empty.
pdhs::Error usage_error(const CLI::ParseError& error, const std::vector<std::string>& unexpected_words,
                        const std::string& command);
