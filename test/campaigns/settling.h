#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/stage.h"

namespace campaigns {

/// How a world looks from outside, without ids and times: what stands on both sides, and what the program's own state
/// says of it, with who is bound to whom. Equal signatures are equal ends.
using Signature = std::vector<std::string>;

[[nodiscard]] Signature signature_of(scenarios::Stage& stage);

/// The lines that only one of them has, for people; "" when they are equal.
[[nodiscard]] std::string difference(const Signature& expected, const Signature& found);

// Each of these throws scenarios::Mismatch, at `line`, when a law of scenarios is broken.

/// Some time, then a pass with these options. Returns how many records it wrote.
std::int64_t run_after(scenarios::Stage& stage, const scenarios::Line& line, std::chrono::milliseconds time,
                       const std::vector<std::string>& options = {});

/// Ends all outages that histories know; what was mended already stays as it is.
void end_outages(scenarios::Stage& stage, const scenarios::Line& line);

/// How a world came to rest.
struct Rest {
    int writing = 0;  ///< passes that wrote, three minutes after the last, though nobody was parked when they began
    int hours = 0;    ///< until no platform was left alone and no listing was cut any more
};

/// What took longer than all that the program may wait for; nothing if nothing did. What was left behind is written by
/// the first pass, what that one found out by the second; a platform is asked again after an hour, and in that pass or
/// the next its listing goes on.
[[nodiscard]] std::optional<std::string> what_took_too_long(const Rest& rest);

/// All faults end, and the pass of `line` is run again as it stands there. Passes go on 30 seconds apart, as the
/// schedule has them; what is still under way arrives after the second one. Then they are three minutes apart, until
/// two in a row wrote nothing. Throws as well when that does not happen. Hours pass only where a platform has to be
/// left alone so long, or a listing was cut: all else that is there now is there without another listing.
Rest come_to_rest(scenarios::Stage& stage, const scenarios::Line& line);

/// A day goes by: nobody is parked any longer, and each side is listed again. Throws as well when what_took_too_long()
/// says that something did.
void live_another_day(scenarios::Stage& stage, const scenarios::Line& line);

}  // namespace campaigns
