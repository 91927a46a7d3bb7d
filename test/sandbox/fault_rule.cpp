#include "sandbox/fault_rule.h"

#include <array>
#include <utility>

namespace sandbox {

std::string fault_name(const Fault& fault) {
    // In the order of the variant.
    static constexpr std::array names{"Answer",          "CutBody",    "ReplaceInBody", "Truncate",
                                      "Trickle",         "Hang",       "Delay",         "DropBeforeEffect",
                                      "DropAfterEffect", "LateEffect", "EndlessBody"};
    static_assert(names.size() == std::variant_size_v<Fault>);
    return names.at(fault.index());
}

FaultRule dead_kept_alive(std::string method, int times) {
    return {.method = std::move(method),
            .connection = ConnectionAge::kept_alive,
            .times = times,
            .fault = faults::DropAfterEffect{}};
}

}  // namespace sandbox
