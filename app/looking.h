#pragma once
#include <string>

#include "options.h"
#include "pdhs/core/report.h"
#include "pdhs/core/result.h"

/// What a command that only looks has to say.
struct Shown {
    std::string text;  ///< a whole report, with its last line break
    pdhs::ExitCode exit_code = pdhs::ExitCode::ok;
};

/// Writes it to stdout and returns its exit status. Why nothing could be seen goes to stderr, with `format` json also
/// as an object of this schema to stdout: exit 2.
pdhs::ExitCode show(const pdhs::Result<Shown>& shown, OutputFormat format, const std::string& schema);
