#include <sys/resource.h>

#include <algorithm>
#include <iostream>

#include "bench/telling.h"
#include "support/run_main.h"

namespace {

/// Passes inherit it: one that would leave files open fails.
void keep_few_files_open() {
    constexpr rlim_t most_files = 64;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::min(limit.rlim_max, most_files);
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

bool play(const bench::Order& order) {
    keep_few_files_open();
    const auto result = bench::play_day(order);
    std::cout << bench::shown(result);
    const auto faults = bench::faults_of(result);
    for (const auto& fault : faults) std::cout << "\nFAIL  " << fault;
    std::cout << (faults.empty() ? "\nAll is well.\n" : "\n");
    return faults.empty();
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "bench_day", bench::usage, argc, argv,
        [&] {
            return bench::read_order({argv + 1, argv + argc});
        },
        play);
}
