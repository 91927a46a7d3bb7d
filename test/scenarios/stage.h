#pragma once
#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/json.h"
#include "sandbox/sandbox.h"
#include "scenarios/door.h"
#include "scenarios/people.h"
#include "support/process.h"
#include "support/temporary_folder.h"

namespace scenarios {

/// All that one pass of the program left behind.
struct PassResult {
    support::ProcessEnd end;
    std::string standard_output;
    std::string standard_error;
    std::optional<sandbox::Json> report;  ///< when standard output is JSON
    std::string log;                      ///< what it added to output.log
    std::map<Side, sandbox::Counters> counters;
    std::map<Side, std::vector<sandbox::JournalEntry>> journal;
};

/// The world of one play: both sides, the lines to them, a clock, a folder with the env file, and the program.
/// Nothing is shared with another play. The folder goes when the stage goes.
class Stage {
  public:
    /// `program` is the path of the program under test.
    explicit Stage(const std::string& program);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    [[nodiscard]] People& people() { return people_; }
    [[nodiscard]] Door& door(Side side) { return side == Side::hubspot ? hubspot_door_ : pipedrive_door_; }
    [[nodiscard]] sandbox::Sandbox& crms() { return crms_; }
    [[nodiscard]] sandbox::Service& service(Side side);
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    /// The tokens of both sides, and all further ones.
    [[nodiscard]] const std::vector<std::string>& secrets() const { return secrets_; }
    void add_secret(const std::string& secret) { secrets_.push_back(secret); }

    /// A line of the env file; nothing as value takes it out.
    void set(const std::string& name, const std::optional<std::string>& value);
    void set_environment(const std::string& name, const std::string& value) { environment_[name] = value; }
    void unset_environment(const std::string& name) { environment_.erase(name); }
    /// Moves the clock of both sides and of the program.
    void advance_clock(std::chrono::milliseconds time);
    /// From now on the program's clock is so far ahead of that of both sides; below zero: behind.
    void set_machine_clock(std::chrono::milliseconds ahead) { machine_is_ahead_ = ahead; }

    void delete_state();
    /// What a disk that was full, or a careless copy, leaves of the state file.
    void truncate_state();
    /// As if a later version of the program had written the state file.
    void make_state_newer();

    /// Runs the program with these arguments from beginning to end.
    PassResult run(const std::vector<std::string>& arguments);
    /// The same while another one runs; requests are not counted apart.
    PassResult run_beside(const std::vector<std::string>& arguments);
    /// Sends a signal to the program that run() waits for.
    void send(int signal);
    /// Whether the program that run() waits for still runs.
    [[nodiscard]] bool is_running();

  private:
    /// `output` tells its files of standard output and error from those of others.
    [[nodiscard]] support::ProcessStart start(const std::vector<std::string>& arguments, const std::string& output);
    [[nodiscard]] std::string env_file() const;

    std::string program_;
    support::TemporaryFolder folder_;
    std::vector<std::string> secrets_;
    sandbox::Sandbox crms_;
    std::mutex mutex_;
    support::Process* running_ = nullptr;
    Door hubspot_door_;
    Door pipedrive_door_;
    People people_;
    std::map<std::string, std::string> settings_;
    std::map<std::string, std::string> environment_;
    std::chrono::milliseconds clock_offset_{0};
    std::chrono::milliseconds machine_is_ahead_{0};
    std::atomic<int> runs_beside_ = 0;
};

}  // namespace scenarios
