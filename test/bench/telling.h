#pragma once
#include <string>
#include <vector>

#include "bench/day.h"

namespace bench {

/// A day's result as tables for people.
std::string shown(const DayResult& result);

/// What must not be, each as one sentence; nothing when all is well.
std::vector<std::string> faults_of(const DayResult& result);

}  // namespace bench
