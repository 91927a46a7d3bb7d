#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>

#include "bench/count.h"
#include "support/file_content.h"
#include "support/run_main.h"

namespace {

constexpr auto usage =
    "usage: bench_counts --program PATH --sandbox PATH --valgrind PATH --expected FILE [--write]\n"
    "Counts the instructions and requests of some passes, under callgrind, and compares them with what is expected.\n"
    "Exits with 1 if something differs. --write: writes what is expected, in place of comparing.\n";

struct Order {
    bench::Programs programs;
    std::string valgrind;
    std::string expected;
    bool writes = false;
};

Order read_order(const std::vector<std::string>& words) {
    Order order;
    const std::map<std::string, std::string*> paths = {{"--program", &order.programs.pdhs_sync},
                                                       {"--sandbox", &order.programs.sandbox},
                                                       {"--valgrind", &order.valgrind},
                                                       {"--expected", &order.expected}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto path = paths.find(words[i]);
        if (path != paths.end() && i + 1 < words.size())
            *path->second = std::filesystem::absolute(words[++i]).string();
        else if (words[i] == "--write")
            order.writes = true;
        else
            throw std::invalid_argument("what is " + words[i] + "?");
    }
    for (const auto& path : paths)
        if (path.second->empty()) throw std::invalid_argument(path.first + " is missing");
    return order;
}

/// True: nothing differs.
bool compare(const std::vector<bench::Count>& counts, const std::string& file) {
    const auto expected = bench::counts_from_json(support::file_content(file));
    const auto lines = bench::differences(expected, counts);
    for (const auto& line : lines) std::cerr << line << "\n";
    if (!lines.empty())
        std::cerr << "If that is meant, write what is expected anew (--write) and say why in the commit.\n";
    return lines.empty();
}

/// True: what is expected was written, or is what was counted.
bool count(const Order& order) {
    const auto counts = bench::count_passes(order.programs, order.valgrind);
    std::cout << bench::to_json(counts);
    if (!order.writes) return compare(counts, order.expected);
    std::ofstream file(order.expected);
    if (!(file << bench::to_json(counts) << std::flush)) throw std::runtime_error("cannot write " + order.expected);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "bench_counts", usage, argc, argv,
        [&] {
            return read_order({argv + 1, argv + argc});
        },
        count);
}
