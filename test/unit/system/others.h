#pragma once
#include <string>

namespace pdhs {

/// Gives other users the right to read a file of ours.
void let_others_read(const std::string& path);

}  // namespace pdhs
