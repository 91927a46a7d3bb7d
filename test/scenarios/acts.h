#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// Does what a line says that is no pass: what people do, what breaks, what has to be true then. Throws Mismatch when
/// it cannot be understood or is not true.
void act(Stage& stage, const Line& line);

/// The word at that place of the line, from 0. Throws Mismatch when the line is shorter.
std::string word_at(const Line& line, std::size_t place);

/// The arguments of a pass that reports as JSON, unless the options ask for another format.
std::vector<std::string> arguments_of_pass(const std::vector<std::string>& options = {});

}  // namespace scenarios
