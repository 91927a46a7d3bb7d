#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/temporary_folder.h"

namespace bench {

/// What both CRMs have counted since they began.
struct Counted {
    std::int64_t hubspot_requests = 0;
    std::int64_t pipedrive_requests = 0;
    std::int64_t created = 0;
    std::int64_t refused_429 = 0;

    [[nodiscard]] std::int64_t requests() const { return hubspot_requests + pipedrive_requests; }
    bool operator==(const Counted&) const = default;
};

Counted operator-(const Counted& later, const Counted& earlier);

/// Both CRMs as a program of their own (pdhs-sandbox), so that their cost is not taken for that of who asks them.
class CrmProcess {
  public:
    /// `program` is started with these options. Throws std::runtime_error when it does not come up.
    CrmProcess(const std::string& program, const std::vector<std::string>& options);

    /// The lines of an env file: addresses and tokens.
    [[nodiscard]] const std::string& env_file() const { return env_file_; }
    /// A setting of the env file. Throws std::out_of_range.
    [[nodiscard]] const std::string& setting(const std::string& name) const { return settings_.at(name); }
    void advance_clock(std::chrono::milliseconds time) const;
    [[nodiscard]] Counted counted() const;
    /// The time that they have kept a processor busy, to 10 ms.
    [[nodiscard]] std::chrono::milliseconds cpu() const;

  private:
    void await_ready_file();

    support::TemporaryFolder folder_;
    std::optional<support::Process> process_;
    std::string env_file_;
    std::map<std::string, std::string> settings_;
};

}  // namespace bench
