#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/people.h"

// Who is who, as README says it, written down once more: so that what the program takes for two people is judged by
// other code than its own.
namespace campaigns {

[[nodiscard]] bool have_one_in_common(const std::set<std::string>& here, const std::set<std::string>& there);

/// What has been seen of all records so far.
class Sightings {
  public:
    /// All that stand on a side now, in milliseconds of the platforms' clock.
    void see(scenarios::Side side, const std::vector<scenarios::LiveRecord>& records, std::int64_t now_ms);
    /// Whether it stood there at that time, and has not changed since.
    [[nodiscard]] bool has_stood_since(scenarios::Side side, const scenarios::LiveRecord& record,
                                       std::int64_t time_ms) const;
    /// Addresses that two records of one side with different names ever had, each beside a further one: such are keys
    /// of nobody. The program may still see who has gone, so they stay.
    [[nodiscard]] const std::set<std::string>& shared_addresses() const { return shared_; }

  private:
    struct Sighting {
        std::string shown;
        std::int64_t since_ms = 0;
    };
    using Holder = std::pair<std::string, std::string>;  ///< id and name

    void note_addresses(scenarios::Side side, const scenarios::LiveRecord& record);

    std::map<std::pair<scenarios::Side, std::string>, Sighting> last_;
    std::map<std::pair<scenarios::Side, std::string>, std::set<Holder>> holders_;  ///< by address
    std::set<std::string> shared_;
};

/// Whom the newcomer is a second record of, among those `here` on its own side: by any address of those `there`, on the
/// other side, whom it may have been made from; who has no address, by name and phone.
[[nodiscard]] std::optional<scenarios::LiveRecord> whom_it_repeats(const scenarios::LiveRecord& newcomer,
                                                                   const std::vector<scenarios::LiveRecord>& here,
                                                                   const std::vector<scenarios::LiveRecord>& there,
                                                                   const std::set<std::string>& shared_addresses);

}  // namespace campaigns
