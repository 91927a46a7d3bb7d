#pragma once
#include <string>
#include <vector>

#include "scenarios/stage.h"

namespace campaigns {

/// How a world looks from outside, without ids and times: what stands on both sides, and what the program's own state
/// says of it. Equal signatures are equal ends.
using Signature = std::vector<std::string>;

[[nodiscard]] Signature signature_of(scenarios::Stage& stage);

/// The lines that only one of them has, for people; "" when they are equal.
[[nodiscard]] std::string difference(const Signature& expected, const Signature& found);

/// All faults end, the pass of `line` is run again as it stands there, and further ones, three minutes apart, until
/// three in a row wrote nothing; then the same a day later. Throws scenarios::Mismatch, at `line`, when a law of
/// scenarios is broken or it does not come to rest.
void settle(scenarios::Stage& stage, const scenarios::Line& line);

}  // namespace campaigns
