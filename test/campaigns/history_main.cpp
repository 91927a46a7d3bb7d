#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "campaigns/history.h"
#include "campaigns/invariants.h"
#include "support/run_main.h"

namespace {

constexpr std::uint64_t told_each = 500;  // histories between two lines of progress

/// Where a brake holds at the end, nothing is looked at there: of more than one history out of so many, that would show
/// little.
constexpr std::uint64_t one_braked_of = 20;
constexpr std::uint64_t enough_to_count = 20;  // of fewer a single one may be too many

constexpr std::size_t enough_looked_at = 95;  // percent of the records at the end

constexpr auto usage =
    "usage: history_runner --program PATH [--seed N] [--count N] [--jobs N] [--show]\n"
    "Plays histories made up from the seeds N, N+1, … and looks whether what must hold does. One that does not come "
    "out\n"
    "is made as short as it can be; its text is a scenario.\n";

struct Order {
    std::string program;
    std::uint64_t seed = 1;
    std::uint64_t count = 1;
    unsigned jobs = 1;
    bool only_shows = false;
};

Order read_order(int argc, char** argv) {
    Order order;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--show") {
            order.only_shows = true;
            continue;
        }
        if (i + 1 == argc) throw std::invalid_argument(word + " needs a value");
        const std::string value = argv[++i];
        if (word == "--program")
            order.program = value;
        else if (word == "--seed")
            order.seed = std::stoull(value);
        else if (word == "--count")
            order.count = std::stoull(value);
        else if (word == "--jobs")
            order.jobs = static_cast<unsigned>(std::stoul(value));
        else
            throw std::invalid_argument("there is no option " + word);
    }
    if (order.count == 0) throw std::invalid_argument("--count 0 plays nothing");
    if (order.program.empty() && !order.only_shows) throw std::invalid_argument("--program is missing");
    return order;
}

/// What does not hold; nothing if all does.
std::optional<std::string> problem_of(const std::vector<campaigns::Step>& steps, const Order& order,
                                      campaigns::Invariants& invariants) {
    std::optional<std::string> problem;
    try {
        scenarios::play(campaigns::script_of(steps), order.program, invariants);
    } catch (const scenarios::Mismatch& mismatch) {
        problem = "line " + std::to_string(mismatch.line()) + ": " + mismatch.what();
    } catch (const std::exception& error) {
        problem = error.what();
    }
    return problem;
}

/// Takes out steps one by one, from the end, as long as something does not hold.
void shorten(std::vector<campaigns::Step>& steps, std::string& problem, const Order& order) {
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        for (auto at = steps.size(); at-- > 0 && steps.size() > 1;) {
            auto fewer = steps;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
            campaigns::Invariants invariants;
            if (auto still = problem_of(fewer, order, invariants)) {
                steps = std::move(fewer);
                problem = *still;
                goes_on = true;
            }
        }
    }
}

/// How often each kind of event and fault took place, or could not.
void tell(const std::map<std::string, int>& happenings) {
    std::string text;
    for (const auto& [what, times] : happenings)
        text += (text.empty() ? "" : ", ") + what + " " + std::to_string(times);
    std::cout << "what happened: " << text << std::endl;
}

/// Plays all, and tells the counts.
bool play_all(const Order& order) {
    const auto began = std::chrono::steady_clock::now();
    std::atomic<std::uint64_t> next = order.seed;
    std::mutex mutex;
    int failures = 0;
    int passes = 0;
    std::map<std::string, int> happenings;
    std::uint64_t braked = 0;
    campaigns::LookedAt looked_at;
    std::uint64_t played = 0;
    const auto work = [&] {
        for (auto seed = next++; seed < order.seed + order.count; seed = next++) {
            auto steps = campaigns::history_of(seed);
            campaigns::Invariants invariants;
            auto problem = problem_of(steps, order, invariants);
            if (problem) shorten(steps, *problem, order);
            const std::scoped_lock lock(mutex);
            passes += invariants.passes();
            for (const auto& [what, times] : invariants.happenings()) happenings[what] += times;
            braked += invariants.ended_braked() ? 1 : 0;
            looked_at.those += invariants.looked_at().those;
            looked_at.of += invariants.looked_at().of;
            if (problem) {
                ++failures;
                std::cout << "FAIL  --seed " << seed << ": " << *problem << "\n"
                          << campaigns::text_of(steps) << std::endl;
            }
            if (++played % told_each == 0)
                std::cerr << played << " of " << order.count << ", " << failures << " failures" << std::endl;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned job = 0; job < std::max(1u, order.jobs); ++job) threads.emplace_back(work);
    }
    tell(happenings);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    std::cout << "histories: " << order.count << " from seed " << order.seed << ", " << passes
              << " passes before rest, " << braked << " ended with a brake, " << failures << " failures, "
              << seconds.count() << " s" << std::endl;
    std::cout << "at the end " << looked_at.those << " of " << looked_at.of << " records had to stand on both sides"
              << std::endl;
    const bool is_worth_it =
        order.count < enough_to_count ||
        (braked * one_braked_of <= order.count && looked_at.those * 100 >= looked_at.of * enough_looked_at);
    if (!is_worth_it)
        std::cout << "FAIL  too many ended with a brake, or might be alone, where nothing is looked at" << std::endl;
    return failures == 0 && is_worth_it;
}

bool show(const Order& order) {
    std::cout << campaigns::text_of(campaigns::history_of(order.seed));
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "history_runner", usage, argc, argv, [&] { return read_order(argc, argv); },
        [](const Order& order) { return order.only_shows ? show(order) : play_all(order); });
}
