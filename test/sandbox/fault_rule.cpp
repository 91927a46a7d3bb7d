#include "sandbox/fault_rule.h"

#include <array>

namespace sandbox {

std::string fault_name(const Fault& fault) {
    // In the order of the variant.
    static constexpr std::array names{"Answer", "CutBody", "ReplaceInBody",    "Truncate",        "Trickle",
                                      "Hang",   "Delay",   "DropBeforeEffect", "DropAfterEffect", "LateEffect"};
    static_assert(names.size() == std::variant_size_v<Fault>);
    return names.at(fault.index());
}

}  // namespace sandbox
