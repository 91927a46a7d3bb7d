#include "bench/pass_desk.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace bench {

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto longest_run = 60min;

Cost measured(const support::ProcessStart& start) {
    const auto began = steady_clock::now();
    support::Process process(start);
    const auto end = process.wait(longest_run);
    const auto wall = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began);
    if (end.status != 0 || end.signal != 0)
        throw std::runtime_error(start.arguments.front() + " failed with " + std::to_string(end.status) + ":\n" +
                                 support::file_content(start.stdout_file) + support::file_content(start.stderr_file));
    return {wall, end.cpu, 0};
}

}  // namespace

PassDesk::PassDesk(std::string program, const CrmProcess& crms) : program_(std::move(program)), crms_(crms) {
    set_env_file(crms.env_file());
}

void PassDesk::set_env_file(const std::string& text) {
    const auto file = folder_.file(".env");
    std::filesystem::remove(file);
    support::write_file(file, text);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
}

void PassDesk::advance_clock(std::chrono::milliseconds time) {
    crms_.advance_clock(time);
    offset_ += time;
}

Cost PassDesk::run(std::vector<std::string> options) {
    auto arguments = starter_;
    arguments.insert(arguments.end(), {program_, "run", "--quiet"});
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto peak_file = folder_.file("peak");
    auto cost =
        measured({std::move(arguments),
                  {{"PDHSTEST_CLOCK_OFFSET_MS", std::to_string(offset_.count())}, {"PDHSTEST_PEAK_FILE", peak_file}},
                  folder_.path().string(),
                  folder_.file("stdout"),
                  folder_.file("stderr")});
    std::ifstream(peak_file) >> cost.peak_bytes;
    cost.peak_bytes *= 1'024;  // it is told in the system's kilobytes
    return cost;
}

Cost PassDesk::settle() {
    advance_clock(2h);
    return run();
}

Cost PassDesk::run_often(int times) {
    std::vector<Cost> costs;
    for (int i = 0; i < times; ++i) {
        advance_clock(30s);
        costs.push_back(run());
    }
    return median_of(costs);
}

std::uintmax_t PassDesk::state_bytes() const {
    return std::filesystem::file_size(folder_.file("pdhs-sync.db"));
}

Cost cost_of(std::vector<std::string> arguments, const support::TemporaryFolder& folder) {
    return measured({std::move(arguments),
                     {{"PATH", "/usr/bin:/bin"}},
                     folder.path().string(),
                     folder.file("stdout"),
                     folder.file("stderr")});
}

}  // namespace bench
