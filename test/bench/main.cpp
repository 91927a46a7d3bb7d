#include <exception>
#include <iostream>

#include "bench/telling.h"

namespace {

int play(const bench::Order& order) {
    const auto result = bench::play_day(order);
    std::cout << bench::shown(result);
    const auto faults = bench::faults_of(result);
    for (const auto& fault : faults) std::cout << "\nFAIL  " << fault;
    std::cout << (faults.empty() ? "\nAll is well.\n" : "\n");
    return faults.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return play(bench::read_order({argv + 1, argv + argc}));
    } catch (const std::exception& error) {
        std::cerr << "bench_day: " << error.what() << "\n" << bench::usage;
        return 2;
    }
}
