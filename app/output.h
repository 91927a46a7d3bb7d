#pragma once
#include <cstdio>
#include <string>

/// Writes all of a text at once. A reader that has gone away, or a full disk, ends no pass: false, and nothing else.
bool write_text(std::FILE* file, const std::string& text);

/// Writes a report to stdout, and says on stderr when that failed, unless its reader has simply gone away.
void write_report(const std::string& text);
