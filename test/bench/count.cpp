#include "bench/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "bench/figures.h"
#include "bench/pass_desk.h"

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr int contacts_on_both = 2'000;  // contacts; more would take longer and tell no more

/// Runs programs under callgrind.
class Callgrind {
  public:
    explicit Callgrind(std::string valgrind) : valgrind_(std::move(valgrind)) {}

    /// What a program's command line has to begin with.
    [[nodiscard]] std::vector<std::string> starter() const {
        return {valgrind_, "--tool=callgrind", "--callgrind-out-file=" + output()};
    }
    /// Of the last program.
    [[nodiscard]] std::int64_t instructions() const { return instructions_in(support::file_content(output())); }
    /// What it takes to come up and to end, the dynamic linker's work above all: the machine's, not ours.
    [[nodiscard]] std::int64_t instructions_to_come_up(const std::string& program) const {
        auto words = starter();
        words.insert(words.end(), {program, "--version"});
        cost_of(words, folder_);
        return instructions();
    }

  private:
    [[nodiscard]] std::string output() const { return folder_.file("callgrind.out"); }

    std::string valgrind_;
    support::TemporaryFolder folder_;
};

struct CountedPass {
    std::string what;
    std::string seed;
    std::function<void(PassDesk&)> prepare;
    std::vector<std::string> options;
};

std::vector<CountedPass> passes() {
    const auto size = shown_number(contacts_on_both);
    const auto both = "both:" + std::to_string(contacts_on_both);
    const auto make_quiet = [](PassDesk& desk) {
        desk.settle();
        desk.run_often(2);
    };
    const auto wait = [](PassDesk& desk) { desk.advance_clock(2h); };
    return {{"quiet pass, " + size + " on both sides", both, make_quiet, {}},
            {"full listing, " + size + " unchanged on each side", both, make_quiet, {"--full"}},
            {"first meeting, " + size + " on both sides", both, wait, {}},
            {"first import, 200 on each side", "apart:200", wait, {}}};
}

std::vector<Count>::const_iterator find(const std::vector<Count>& counts, const std::string& what) {
    return std::find_if(counts.begin(), counts.end(), [&](const Count& count) { return count.what == what; });
}

}  // namespace

std::vector<Count> count_passes(const Programs& programs, const std::string& callgrind) {
    const Callgrind counter(callgrind);
    const auto to_come_up = counter.instructions_to_come_up(programs.pdhs_sync);
    std::vector<Count> counts;
    for (const auto& pass : passes()) {
        const CrmProcess crms(programs.sandbox, {"--seed", pass.seed});
        PassDesk desk(programs.pdhs_sync, crms);
        pass.prepare(desk);
        const auto before = crms.counted();
        desk.set_starter(counter.starter());
        desk.run(pass.options);
        const auto counted = crms.counted() - before;
        counts.push_back(
            {pass.what, counter.instructions() - to_come_up, counted.hubspot_requests, counted.pipedrive_requests});
    }
    return counts;
}

std::vector<std::string> differences(const std::vector<Count>& expected, const std::vector<Count>& counted) {
    std::vector<std::string> lines;
    for (const auto& count : counted) {
        const auto found = find(expected, count.what);
        if (found == expected.end()) {
            lines.push_back(count.what + ": nothing is expected of it yet");
            continue;
        }
        const auto compare = [&](const char* unit, std::int64_t wanted, std::int64_t is, double tolerance) {
            const auto change =
                static_cast<double>(is - wanted) / static_cast<double>(std::max<std::int64_t>(wanted, 1));
            if (std::abs(change) > tolerance)
                lines.push_back(fmt::format("{}: {} {}, expected {} ({:+.1f} %)", count.what, shown_number(is), unit,
                                            shown_number(wanted), 100 * change));
        };
        compare("instructions", found->instructions, count.instructions, instructions_tolerance);
        compare("requests to HubSpot", found->hubspot_requests, count.hubspot_requests, 0);
        compare("requests to Pipedrive", found->pipedrive_requests, count.pipedrive_requests, 0);
    }
    for (const auto& count : expected)
        if (find(counted, count.what) == counted.end()) lines.push_back(count.what + ": expected, and not counted");
    return lines;
}

std::string to_json(const std::vector<Count>& counts) {
    std::string text = "[\n";
    for (const auto& count : counts) {
        const nlohmann::ordered_json line{{"what", count.what},
                                          {"instructions", count.instructions},
                                          {"hubspot_requests", count.hubspot_requests},
                                          {"pipedrive_requests", count.pipedrive_requests}};
        text += "  " + line.dump() + (&count == &counts.back() ? "\n" : ",\n");
    }
    return text + "]\n";
}

std::vector<Count> counts_from_json(const std::string& text) {
    std::vector<Count> counts;
    for (const auto& line : nlohmann::json::parse(text))
        counts.push_back(
            {line.at("what"), line.at("instructions"), line.at("hubspot_requests"), line.at("pipedrive_requests")});
    return counts;
}

std::int64_t instructions_in(const std::string& callgrind_output) {
    std::istringstream lines(callgrind_output);
    for (std::string line; std::getline(lines, line);)
        for (const std::string name : {"totals: ", "summary: "})
            if (line.starts_with(name)) return std::stoll(line.substr(name.size()));
    throw std::runtime_error("callgrind wrote no sum");
}

}  // namespace bench
