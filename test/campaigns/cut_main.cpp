#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "campaigns/cut.h"
#include "support/file_content.h"
#include "support/run_main.h"

namespace {

using campaigns::CutCounts;
using campaigns::CutPlan;

constexpr auto usage =
    "usage: cut_runner --program PATH [--every N [--from K]] [--jobs N] [--pass N [--point N]] [--verbose] FILE...\n"
    "Ends the program at points of each pass of each scenario (one out of every N; default: at each), runs it again\n"
    "until all is quiet, and compares the end with that of a play without a cut. K, from 0 to N-1, says which one out\n"
    "of N: the runs with all K together play each point once. --verbose tells each pass when it is done.\n";

struct Order {
    std::string program;
    unsigned long every = 1;
    unsigned long from = 0;
    unsigned jobs = 1;
    int pass = 0;    ///< only in this pass of the scenarios, from 1; 0: in each
    long point = 0;  ///< only at this point; 0: at each that `every` picks
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
        if (!word.starts_with("--")) {
            order.files.push_back(word);
            continue;
        }
        if (i + 1 == argc) throw std::invalid_argument(word + " needs a value");
        const std::string value = argv[++i];
        if (word == "--program")
            order.program = value;
        else if (word == "--every")
            order.every = std::max(1ul, std::stoul(value));
        else if (word == "--from")
            order.from = std::stoul(value);
        else if (word == "--jobs")
            order.jobs = static_cast<unsigned>(std::stoul(value));
        else if (word == "--pass")
            order.pass = std::stoi(value);
        else if (word == "--point")
            order.point = std::stol(value);
        else
            throw std::invalid_argument("there is no option " + word);
    }
    if (order.program.empty()) throw std::invalid_argument("--program is missing");
    if (order.files.empty()) throw std::invalid_argument("no scenario is named");
    if (order.from >= order.every) throw std::invalid_argument("--from counts from 0 to one less than --every");
    return order;
}

/// A pass of a scenario that is to be cut, and where.
struct Task {
    const CutPlan* plan;
    int pass;
    std::vector<long> points;
};

/// Which points are picked differs from pass to pass, so that a few out of many still fall on all kinds.
std::vector<long> picked_points(const Order& order, const CutPlan& plan, int pass, long points) {
    if (order.point != 0) return {order.point};
    const auto start = std::hash<std::string>{}(plan.script.name + std::to_string(pass));
    std::vector<long> picked;
    for (long point = 1; point <= points; ++point)
        if ((start + static_cast<unsigned long>(point)) % order.every == order.from) picked.push_back(point);
    return picked;
}

void add_tasks(const CutPlan& plan, int pass, const std::vector<long>& points, std::size_t most,
               std::vector<Task>& tasks) {
    for (std::size_t first = 0; first < points.size(); first += most) {
        const auto begin = points.begin() + static_cast<std::ptrdiff_t>(first);
        const auto count = std::min(most, points.size() - first);
        tasks.push_back({&plan, pass, {begin, begin + static_cast<std::ptrdiff_t>(count)}});
    }
}

/// Of at most so many points each.
std::vector<Task> tasks_of(const Order& order, const std::vector<CutPlan>& plans, std::size_t most) {
    std::vector<Task> tasks;
    for (const auto& plan : plans)
        for (std::size_t i = 0; i < plan.points.size(); ++i) {
            const int pass = static_cast<int>(i) + 1;
            if (order.pass == 0 || order.pass == pass)
                add_tasks(plan, pass, picked_points(order, plan, pass, plan.points[i]), most, tasks);
        }
    return tasks;
}

/// Few enough points for a task that all jobs end at about the same time, enough that the play without a cut, once for
/// each task, costs little.
std::vector<Task> shared_out(const Order& order, const std::vector<CutPlan>& plans) {
    std::size_t most = 24;
    auto tasks = tasks_of(order, plans, most);
    while (tasks.size() < order.jobs && most > 1) tasks = tasks_of(order, plans, most /= 2);
    return tasks;
}

void do_side_by_side(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1u, jobs); ++i)
        threads.emplace_back([&] {
            for (auto at = next++; at < count; at = next++) job(at);
        });
}

/// A scenario that cannot be played is told and counted.
std::vector<CutPlan> plans_of(const Order& order, std::atomic<long long>& failures) {
    std::vector<CutPlan> plans(order.files.size());
    do_side_by_side(order.jobs, order.files.size(), [&](std::size_t i) {
        const std::filesystem::path file = order.files[i];
        try {
            plans[i] =
                campaigns::plan_cuts(scenarios::parse_script(file.stem(), support::file_content(file)), order.program);
        } catch (const std::exception& problem) {
            ++failures;
            std::cout << "FAIL  " + file.stem().string() + ": " + problem.what() + "\n" << std::flush;
        }
    });
    return plans;
}

/// A pass may come to a few points fewer than when they were counted; many fewer, and hardly anything was tested.
bool hits_enough(const campaigns::CutCounts& counts) {
    return counts.played - counts.reached <= std::max(1LL, counts.played / 10);
}

/// The counts of each scenario, added up by several threads.
class Tally {
  public:
    void add(const std::string& scenario, const campaigns::CutCounts& counts) {
        const std::lock_guard guard(mutex_);
        for (auto* sum : {&all_, &by_scenario_[scenario]}) {
            sum->played += counts.played;
            sum->reached += counts.reached;
            sum->failures += counts.failures;
        }
    }

    [[nodiscard]] const campaigns::CutCounts& all() const { return all_; }
    /// The scenarios that came to too few of their points, with the counts.
    [[nodiscard]] std::vector<std::string> missed() const {
        std::vector<std::string> texts;
        for (const auto& [name, counts] : by_scenario_)
            if (!hits_enough(counts))
                texts.push_back(name + " came to " + std::to_string(counts.reached) + " of " +
                                std::to_string(counts.played) + " points only");
        return texts;
    }

  private:
    std::mutex mutex_;
    campaigns::CutCounts all_;
    std::map<std::string, campaigns::CutCounts> by_scenario_;
};

/// Cuts all, and tells the counts.
bool cut_all(const Order& order) {
    using std::chrono::steady_clock;
    const auto seconds_since = [](steady_clock::time_point start) {
        return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - start).count());
    };
    const auto began = steady_clock::now();
    Tally tally;
    std::atomic<long long> failures = 0;
    const auto plans = plans_of(order, failures);
    const auto tasks = shared_out(order, plans);
    do_side_by_side(order.jobs, tasks.size(), [&](std::size_t i) {
        const auto& task = tasks[i];
        const auto task_began = steady_clock::now();
        const auto counts = campaigns::cut(task.plan->script, order.program, task.pass, task.points);
        tally.add(task.plan->script.name, counts);
        if (order.is_talkative)
            std::cout << task.plan->script.name + " --pass " + std::to_string(task.pass) + ": " +
                             std::to_string(counts.played) + " played, " + seconds_since(task_began) + " s\n"
                      << std::flush;
    });
    long long scenarios = 0;
    long long passes = 0;
    long long points = 0;
    for (const auto& plan : plans) {
        scenarios += plan.points.empty() ? 0 : 1;
        passes += static_cast<long long>(plan.points.size());
        for (const long count : plan.points) points += count;
    }
    const auto& all = tally.all();
    failures += all.failures;
    for (const auto& missed : tally.missed()) {
        ++failures;
        std::cout << "FAIL  " + missed + "\n";
    }
    std::cout << "cut: " << scenarios << " scenarios, " << passes << " passes, " << points << " points, " << all.played
              << " played, " << all.reached << " reached, " << failures << " failures, " << seconds_since(began) << " s"
              << std::endl;
    return failures == 0 && all.played > 0;
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "cut_runner", usage, argc, argv, [&] { return read_order(argc, argv); }, cut_all);
}
