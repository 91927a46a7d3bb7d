#include <filesystem>
#include <iostream>

#include "scenarios/modes.h"
#include "scenarios/stage.h"

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
        else
            order.files.emplace_back(word);
    }
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

int failures_of(const std::filesystem::path& file, const Order& order) {
    const auto script = scenarios::parse_script(file.stem(), scenarios::content_of(file));
    int failures = 0;
    for (const auto& mode : scenarios::modes())
        if (is_wanted(mode, script, order)) failures += comes_out(mode, script, order, file) ? 0 : 1;
    return failures;
}

}  // namespace

int main(int argc, char** argv) {
    const auto order = read_order(argc, argv);
    if (order.program.empty() || order.files.empty()) {
        std::cerr << usage;
        return 2;
    }
    int failures = 0;
    for (const auto& file : order.files) failures += failures_of(file, order);
    return failures == 0 ? 0 : 1;
}
