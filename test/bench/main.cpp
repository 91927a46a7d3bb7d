#include <sys/resource.h>

#include <algorithm>
#include <exception>
#include <iostream>

#include "bench/telling.h"

namespace {

/// Passes inherit it: one that would leave files open fails.
void keep_few_files_open() {
    constexpr rlim_t most_files = 64;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::min(limit.rlim_max, most_files);
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

int play(const bench::Order& order) {
    keep_few_files_open();
    const auto result = bench::play_day(order);
    std::cout << bench::shown(result);
    const auto faults = bench::faults_of(result);
    for (const auto& fault : faults) std::cout << "\nFAIL  " << fault;
    std::cout << (faults.empty() ? "\nAll is well.\n" : "\n");
    return faults.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    bench::Order order;
    try {
        order = bench::read_order({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "bench_day: " << error.what() << "\n" << bench::usage;
        return 2;
    }
    try {
        return play(order);
    } catch (const std::exception& error) {
        std::cerr << "bench_day: " << error.what() << "\n";
        return 1;
    }
}
