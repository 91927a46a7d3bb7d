#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "campaigns/cut.h"
#include "scenarios/stage.h"

namespace {

constexpr auto usage =
    "usage: cut_runner --program PATH [--every N] [--jobs N] [--pass N] [--point N] [--verbose] FILE...\n"
    "Ends the program at points of each pass of each scenario (one out of every N; default: at each), runs it again\n"
    "until all is quiet, and compares the end with that of a play without a cut.\n";

struct Order {
    campaigns::CutOrder cut;
    unsigned jobs = 1;
    bool is_talkative = false;
    std::vector<std::string> files;
};

Order read_order(int argc, char** argv) {
    Order order;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--verbose") {
            order.is_talkative = true;
            continue;
        }
        const bool has_value = word.starts_with("--") && i + 1 < argc;
        if (!has_value) {
            order.files.push_back(word);
            continue;
        }
        const std::string value = argv[++i];
        if (word == "--program") order.cut.program = value;
        if (word == "--every") order.cut.every = std::max(1, std::stoi(value));
        if (word == "--jobs") order.jobs = static_cast<unsigned>(std::stoul(value));
        if (word == "--pass") order.cut.pass = std::stoi(value);
        if (word == "--point") order.cut.point = std::stol(value);
    }
    return order;
}

void add(campaigns::CutCounts& sum, const campaigns::CutCounts& more) {
    sum.scenarios += more.scenarios;
    sum.passes += more.passes;
    sum.points += more.points;
    sum.played += more.played;
    sum.failures += more.failures;
}

campaigns::CutCounts cut_all(const Order& order) {
    campaigns::CutCounts sum;
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto at = next++; at < order.files.size(); at = next++) {
            const std::filesystem::path file = order.files[at];
            const auto script = scenarios::parse_script(file.stem(), scenarios::content_of(file));
            const auto counts = campaigns::cut(script, order.cut);
            const std::scoped_lock lock(mutex);
            add(sum, counts);
            if (order.is_talkative)
                std::cout << script.name << ": " << counts.points << " points, " << counts.played << " played"
                          << std::endl;
        }
    };
    std::vector<std::jthread> threads;
    for (unsigned job = 0; job < std::max(1u, order.jobs); ++job) threads.emplace_back(work);
    threads.clear();
    return sum;
}

}  // namespace

int main(int argc, char** argv) {
    const auto order = read_order(argc, argv);
    if (order.cut.program.empty() || order.files.empty()) {
        std::cerr << usage;
        return 2;
    }
    const auto began = std::chrono::steady_clock::now();
    const auto sum = cut_all(order);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    std::cout << "cut: " << sum.scenarios << " scenarios, " << sum.passes << " passes, " << sum.points << " points, "
              << sum.played << " played, " << sum.failures << " failures, " << seconds.count() << " s" << std::endl;
    return sum.failures == 0 && sum.played > 0 ? 0 : 1;
}
