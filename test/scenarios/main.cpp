#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "scenarios/modes.h"
#include "support/file_content.h"
#include "support/run_main.h"

namespace {

constexpr auto usage =
    "usage: scenario_runner --program PATH [--mode NAME | --one-mode] FILE...\n"
    "Plays each scenario in each mode that fits it; with --one-mode in that which runs most of the program. See "
    "README.md beside the corpus.\n";

struct Order {
    std::string program;
    std::string mode;  ///< empty: all
    bool one_mode = false;
    std::vector<std::filesystem::path> files;
};

bool is_mode(const std::string& name) {
    const auto& modes = scenarios::modes();
    return std::any_of(modes.begin(), modes.end(), [&](const scenarios::Mode& mode) { return mode.name == name; });
}

Order read_order(int argc, char** argv) {
    Order order;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--program" && i + 1 < argc)
            order.program = argv[++i];
        else if (word == "--mode" && i + 1 < argc)
            order.mode = argv[++i];
        else if (word == "--one-mode")
            order.one_mode = true;
        else if (word.starts_with("-"))
            throw std::invalid_argument("there is no option " + word + ", or its value is missing");
        else
            order.files.emplace_back(word);
    }
    if (order.program.empty()) throw std::invalid_argument("--program is missing");
    if (order.files.empty()) throw std::invalid_argument("no scenario is named");
    if (!order.mode.empty() && order.one_mode) throw std::invalid_argument("--mode or --one-mode, not both");
    if (!order.mode.empty() && !is_mode(order.mode)) throw std::invalid_argument("there is no mode " + order.mode);
    return order;
}

/// Plays one scenario in one mode; false, with a message, when it does not come out.
bool comes_out(const scenarios::Mode& mode, const scenarios::Script& script, const Order& order,
               const std::string& file) {
    try {
        mode.play(script, order.program);
        std::cout << "ok    " << script.name << " [" << mode.name << "]\n";
        return true;
    } catch (const scenarios::Mismatch& mismatch) {
        std::cout << "FAIL  " << file << ":" << mismatch.line() << " [" << mode.name << "] " << script.headline << "\n"
                  << mismatch.what() << "\n";
    } catch (const std::exception& error) {
        std::cout << "FAIL  " << file << " [" << mode.name << "] " << error.what() << "\n";
    }
    return false;
}

bool is_wanted(const scenarios::Mode& mode, const scenarios::Script& script, const Order& order) {
    if (order.one_mode) return mode.name == scenarios::richest_mode(script).name;
    return (order.mode.empty() || order.mode == mode.name) && mode.fits(script);
}

/// What was played, and how much of it did not come out.
struct Counts {
    int plays = 0;
    int failures = 0;
};

scenarios::Script read_script(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file)) throw std::runtime_error("there is no such file");
    return scenarios::parse_script(file.stem(), support::file_content(file));
}

void play_modes(const std::filesystem::path& file, const Order& order, Counts& counts) {
    const auto script = read_script(file);
    for (const auto& mode : scenarios::modes()) {
        if (!is_wanted(mode, script, order)) continue;
        ++counts.plays;
        counts.failures += comes_out(mode, script, order, file) ? 0 : 1;
    }
}

/// Plays all; false when something does not come out, or when nothing was played.
bool play_all(const Order& order) {
    Counts counts;
    for (const auto& file : order.files) {
        try {
            play_modes(file, order, counts);
        } catch (const std::exception& error) {
            std::cout << "FAIL  " << file.string() << " " << error.what() << "\n";
            ++counts.failures;
        }
    }
    if (counts.plays == 0) std::cerr << "scenario_runner: nothing was played\n";
    return counts.failures == 0 && counts.plays > 0;
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "scenario_runner", usage, argc, argv, [&] { return read_order(argc, argv); }, play_all);
}
