#include "pdhs/system/broken_pipes.h"

namespace pdhs {

// They are errors here anyway.
BrokenPipesAreErrors::BrokenPipesAreErrors() = default;
BrokenPipesAreErrors::~BrokenPipesAreErrors() = default;

}  // namespace pdhs
