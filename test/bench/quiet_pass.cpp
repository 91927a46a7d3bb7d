#include "bench/figures.h"
#include "bench/pass_desk.h"
#include "bench/passes.h"

namespace bench {

std::vector<LimitRow> quiet_pass(const Programs& programs, int contacts) {
    const CrmProcess crms(programs.sandbox, {"--seed", "both:" + std::to_string(contacts)});
    PassDesk desk(programs.pdhs_sync, crms);
    desk.settle();
    desk.run_often(1);
    const auto before = crms.counted();
    const auto cost = desk.run_often(passes_measured);
    const auto requests = static_cast<double>((crms.counted() - before).requests());
    const auto name = "Quiet pass, " + shown_number(contacts) + " on both sides: ";
    return {{name + "requests", requests / passes_measured, 2},
            {name + "CPU", in_milliseconds(cost.cpu), 20, "ms"},
            {name + "wall time", in_milliseconds(cost.wall), {}, "ms"},
            {name + "peak memory", in_megabytes(cost.peak_bytes), 20, "MB"}};
}

}  // namespace bench
