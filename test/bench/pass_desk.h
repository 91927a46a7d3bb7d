#pragma once
#include <string>
#include <vector>

#include "bench/cost.h"
#include "bench/crm_process.h"
#include "support/temporary_folder.h"

namespace bench {

/// So many quiet passes a figure is the median of.
inline constexpr int passes_measured = 15;

/// A folder in which the program makes passes between two CRMs.
class PassDesk {
  public:
    /// `program` is pdhs-sync-test.
    PassDesk(std::string program, const CrmProcess& crms);

    /// Lines of an env file to run with from now on, in place of those that name the CRMs.
    void set_env_file(const std::string& text);
    /// Has the program started by another one from now on, whose words these are: a profiler, say.
    void set_starter(std::vector<std::string> words) { starter_ = std::move(words); }
    /// Of the CRMs and of the program.
    void advance_clock(std::chrono::milliseconds time);
    /// `run` with these options. Throws std::runtime_error with what it said when it does not exit with 0.
    Cost run(std::vector<std::string> options = {});
    /// The first pass, long after all of the contacts were entered (or they would be fresh changes); its cost.
    Cost settle();
    /// Median of so many passes, 30 s apart by that clock.
    Cost run_often(int times);

    /// The state file's size, without its log of changes.
    [[nodiscard]] std::uintmax_t state_bytes() const;

  private:
    std::string program_;
    std::vector<std::string> starter_;
    const CrmProcess& crms_;
    support::TemporaryFolder folder_;
    std::chrono::milliseconds offset_{0};
};

/// Runs any program in a folder, with PATH as its whole environment, and measures it but for its memory. Throws
/// std::runtime_error when it does not exit with 0.
Cost cost_of(std::vector<std::string> arguments, const support::TemporaryFolder& folder);

}  // namespace bench
