#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// What holds after every pass of every scenario, and so is not written in them:
/// no token in any output or file, reads and creates only, no two records of ours for one human, no request or token
/// spent that the report does not count, a log as pino writes it, and, unless the pass prints something else, exactly
/// one report as JSON. Throws Mismatch at `line`.
void check_laws(Stage& stage, const PassResult& result, const Line& line);

/// No two live records of a side that the program made are about one human. Throws Mismatch at `line`.
void check_no_twins(Stage& stage, Side side, const Line& line);

/// The report has all members that its schema promises, each of its type. Throws Mismatch at `line`.
void check_report(const PassResult& result, const Line& line);

/// Neither side was written to. Throws Mismatch at `line`.
void check_nothing_was_written(const PassResult& result, const Line& line);

}  // namespace scenarios
