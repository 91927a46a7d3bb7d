#pragma once
#include <cstdio>
#include <string>

#include "pdhs/report/text.h"

/// Writes all of a text at once. A reader that has gone away, or a full disk, ends no pass: false, and nothing else.
bool write_text(std::FILE* file, const std::string& text);

/// Writes an error to stderr, each of its lines under the program's name.
void write_error(const std::string& message);

/// Colour on a terminal, unless NO_COLOR is set.
[[nodiscard]] pdhs::Terminal terminal_of_stdout();

/// Writes a report to stdout, and says on stderr when that failed, unless its reader has simply gone away. Returns
/// whether nothing failed.
bool write_report(const std::string& text);
