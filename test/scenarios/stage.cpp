#include "scenarios/stage.h"

#include <csignal>
#include <fstream>
#include <iterator>
#include <system_error>

namespace scenarios {

namespace {

namespace fs = std::filesystem;

/// Longer than any pass may take, retries and slow machines included.
constexpr std::chrono::seconds patience{900};

constexpr auto state_file = "pdhs-sync.db";
constexpr auto log_file = "output.log";

/// Tokens that occur nowhere by chance.
const std::vector<std::string> given_tokens = {"pat-na1-5ec7e700-c0de-4bad-8bad-feedfacebeef",
                                               "5ec7e7c0de5ec7e7c0de5ec7e7c0de5ec7e7c0de"};

sandbox::Options sandbox_options() {
    sandbox::Options options;
    options.hubspot.token = given_tokens[0];
    options.pipedrive.token = given_tokens[1];
    options.pipedrive.limits.charge_refused = sandbox::Switch::on;
    return options;
}

/// Quotas are filled up at midnight: scenarios must not depend on when they are played.
std::chrono::milliseconds until_next_noon() {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto noon = std::chrono::floor<std::chrono::days>(now) + std::chrono::hours{12};
    return noon > now ? noon - now : noon + std::chrono::days{1} - now;
}

std::optional<sandbox::Json> report_in(const std::string& text) {
    if (!text.starts_with('{')) return std::nullopt;
    return sandbox::parse_json(text);
}

std::uintmax_t size_of(const fs::path& file) {
    std::error_code is_absent;
    const auto size = fs::file_size(file, is_absent);
    return is_absent ? 0 : size;
}

/// What stands in a file from that place on.
std::string content_from(const fs::path& file, std::uintmax_t place) {
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(place));
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// What was written into the log since it had that size; what there was may have become output.log.1 meanwhile.
std::string log_since(std::uintmax_t size, const fs::path& folder) {
    if (size_of(folder / log_file) >= size) return content_from(folder / log_file, size);
    return content_from(folder / (std::string(log_file) + ".1"), size) + support::file_content(folder / log_file);
}

void write_at(const fs::path& file, std::streamoff place, const std::string& bytes) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(place);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream) throw std::runtime_error("cannot write into " + file.string());
}

}  // namespace

Stage::Stage(const std::string& program)
    : program_(fs::absolute(program)),
      secrets_(given_tokens),
      crms_(sandbox_options()),
      hubspot_door_(Side::hubspot, crms_.hubspot_port(), [this] { send(SIGKILL); }),
      pipedrive_door_(Side::pipedrive, crms_.pipedrive_port(), [this] { send(SIGKILL); }),
      people_(crms_) {
    settings_ = {{"HUBSPOT_API_Key", given_tokens[0]},
                 {"PIPEDRIVE_TOKEN", given_tokens[1]},
                 {"HUBSPOT_BASE_URL", hubspot_door_.url()},
                 {"PIPEDRIVE_BASE_URL", pipedrive_door_.url()},
                 {"PDHS_LOG_LEVEL", "trace"}};
    environment_ = {{"PATH", "/usr/bin:/bin"}, {"HOME", folder_.path().string()}};
    advance_clock(until_next_noon());
}

sandbox::Service& Stage::service(Side side) {
    if (side == Side::hubspot) return crms_.hubspot();
    return crms_.pipedrive();
}

void Stage::set(const std::string& name, const std::optional<std::string>& value) {
    settings_.erase(name);
    if (value) settings_[name] = *value;
}

void Stage::advance_clock(std::chrono::milliseconds time) {
    clock_offset_ += time;
    crms_.clock().advance(time.count());
}

void Stage::delete_state() {
    for (const auto* const ending : {"", "-wal", "-shm", ".lock"})
        fs::remove(folder() / (std::string(state_file) + ending));
}

void Stage::truncate_state() {
    fs::resize_file(folder() / state_file, 1000);
}

void Stage::make_state_newer() {
    constexpr std::streamoff place_of_user_version = 60;  // https://www.sqlite.org/fileformat.html
    write_at(folder() / state_file, place_of_user_version, std::string("\x00\x01\x00\x00", 4));
}

std::string Stage::env_file() const {
    std::string text;
    for (const auto& [name, value] : settings_) text += name + "=" + value + "\n";
    return text;
}

support::ProcessStart Stage::start(const std::vector<std::string>& arguments, const std::string& output) {
    const std::scoped_lock lock(mutex_);
    std::ofstream(folder() / ".env") << env_file();
    support::ProcessStart start{{program_}, environment_, folder(), {}, {}};
    start.arguments.insert(start.arguments.end(), arguments.begin(), arguments.end());
    start.environment["PDHSTEST_CLOCK_OFFSET_MS"] = std::to_string((clock_offset_ + machine_is_ahead_).count());
    start.stdout_file = folder() / ("stdout." + output);
    start.stderr_file = folder() / ("stderr." + output);
    return start;
}

PassResult Stage::run_beside(const std::vector<std::string>& arguments) {
    const auto how = start(arguments, std::to_string(++runs_beside_));
    PassResult result;
    result.end = support::Process(how).wait(patience);
    result.standard_output = support::file_content(how.stdout_file);
    result.standard_error = support::file_content(how.stderr_file);
    result.report = report_in(result.standard_output);
    return result;
}

PassResult Stage::run(const std::vector<std::string>& arguments) {
    for (const auto side : both_sides) service(side).reset_counters();
    // Always the same two files, which the laws look through: thousands of passes would else leave thousands.
    const auto how = start(arguments, "pass");
    const auto size_of_log = size_of(folder() / log_file);
    PassResult result;
    {
        std::unique_lock lock(mutex_);
        support::Process process(how);
        running_ = &process;
        lock.unlock();
        result.end = process.wait(patience);
        lock.lock();
        running_ = nullptr;
    }
    // What a killed program had sent may still be on its way in real time; the scenario's clock must not run ahead of
    // it.
    for (const auto side : both_sides) door(side).wait_for_what_is_under_way();
    result.standard_output = support::file_content(how.stdout_file);
    result.standard_error = support::file_content(how.stderr_file);
    result.report = report_in(result.standard_output);
    result.log = log_since(size_of_log, folder());
    for (const auto side : both_sides) {
        result.counters[side] = service(side).counters();
        result.journal[side] = service(side).journal();
    }
    return result;
}

void Stage::send(int signal) {
    const std::scoped_lock lock(mutex_);
    if (running_ != nullptr) running_->send(signal);
}

bool Stage::is_running() {
    const std::scoped_lock lock(mutex_);
    return running_ != nullptr && !running_->ends_within(std::chrono::milliseconds{0});
}

}  // namespace scenarios
