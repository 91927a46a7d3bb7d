#include "bench/order.h"

#include <functional>
#include <map>
#include <stdexcept>

#include "scenarios/script.h"

namespace bench {

namespace {

const scenarios::Line nowhere;

std::int64_t number_in(const std::string& word) {
    const auto number = scenarios::number_of(nowhere, word);
    if (number < 0) throw std::runtime_error("'" + word + "' is below zero");
    return number;
}

int positive_in(const std::string& word) {
    const auto number = number_in(word);
    if (number == 0) throw std::runtime_error("'" + word + "' is too few");
    return static_cast<int>(number);
}

/// Pipedrive multiplies 30,000 tokens a seat by what the plan is worth.
std::int64_t tokens_of(const std::string& plan) {
    static const std::map<std::string, std::int64_t> tokens = {
        {"lite", 30'000}, {"growth", 60'000}, {"premium", 150'000}, {"ultimate", 210'000}};
    const auto found = tokens.find(plan);
    return found == tokens.end() ? positive_in(plan) : found->second;
}

void take_plan(Order& order, const std::string& word) {
    order.plan = word;
    order.tokens_of_seat = tokens_of(word);
}

void take_interval(Order& order, const std::string& word) {
    order.interval = scenarios::duration_of(nowhere, word);
    if (order.interval.count() <= 0) throw std::runtime_error("--every needs a time that goes by");
}

using Take = std::function<void(Order&, const std::string&)>;

const std::map<std::string, Take>& options() {
    static const std::map<std::string, Take> table = {
        {"--program", [](Order& order, const std::string& word) { order.program = word; }},
        {"--plan", take_plan},
        {"--seats", [](Order& order, const std::string& word) { order.seats = positive_in(word); }},
        {"--contacts",
         [](Order& order, const std::string& word) { order.contacts = static_cast<int>(number_in(word)); }},
        {"--new", [](Order& order, const std::string& word) { order.newcomers = static_cast<int>(number_in(word)); }},
        {"--import", [](Order& order, const std::string& word) { order.imported = static_cast<int>(number_in(word)); }},
        {"--hours",
         [](Order& order, const std::string& word) { order.duration = std::chrono::hours{positive_in(word)}; }},
        {"--every", take_interval},
        {"--grace", [](Order& order, const std::string& word) { order.grace = scenarios::duration_of(nowhere, word); }},
        {"--seed",
         [](Order& order, const std::string& word) { order.seed = static_cast<std::uint64_t>(number_in(word)); }},
    };
    return table;
}

}  // namespace

const char* const usage =
    "usage: bench_day --program PATH [--plan lite|growth|premium|ultimate|TOKENS] [--seats N] [--contacts N]\n"
    "                 [--new N] [--import N] [--hours H] [--every 30s] [--grace 1h] [--seed N]\n"
    "Plays days of passes against the sandbox on a clock of its own, and tells what they cost and how long people "
    "took\n"
    "to arrive. PATH is pdhs-sync-test. --contacts are on both sides from the beginning, --new appear on each side\n"
    "within 24 hours, --import in HubSpot all at once after one hour. Exit 1: a duplicate, a 429, more than 80 % of\n"
    "Pipedrive's tokens of a day, a crash, state, log or memory beyond their bounds, or somebody who appeared earlier\n"
    "than --grace before the end and is missing.\n";

Order read_order(const std::vector<std::string>& words) {
    Order order;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const auto option = options().find(words[i]);
        if (option == options().end()) throw std::runtime_error("there is no option " + words[i]);
        if (i + 1 == words.size()) throw std::runtime_error(words[i] + " needs a value");
        option->second(order, words[i + 1]);
    }
    if (order.program.empty()) throw std::runtime_error("--program is missing");
    return order;
}

}  // namespace bench
