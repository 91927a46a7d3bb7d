#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pdhs/core/identity.h"
#include "pdhs/core/plan.h"
#include "pdhs/core/result.h"

namespace pdhs {

/// Whom a person asks about: an address (lower case), or a record.
using Asked = std::variant<std::string, RecordRef>;

/// Reads "ada@x.com", "hubspot:123" or "pipedrive:45". ErrorKind::usage for anything else.
[[nodiscard]] Result<Asked> parse_asked(const std::string& text);

/// A record of the other platform that a record is bound to.
struct Partner {
    RecordRef ref;
    BondOrigin origin = BondOrigin::created;
    RecordStatus state = RecordStatus::alive;

    bool operator==(const Partner&) const = default;
};

/// A record as the state knows it.
struct KnownRecord {
    RecordNumber number = 0;
    Record record;
    RecordStatus state = RecordStatus::alive;
    Time noted{};  ///< when a change in it was last noticed, by the wall clock
    std::vector<std::string> shared_addresses = {};
    std::vector<Partner> partners = {};
    std::optional<Time> next_try = {};  ///< when it is tried again at the earliest, if its create failed before
};

/// Something that a log line tells about one of the records.
struct PastDeed {
    Time at{};
    long long pass = 0;
    std::string message;
    std::string detail;  ///< a reason, or the platform's own words; may be empty

    bool operator==(const PastDeed&) const = default;
};

/// All that is known about one human.
struct Dossier {
    std::string asked;
    std::string state_path = {};
    std::vector<KnownRecord> records;
    std::vector<Action> next;            ///< what the next pass that reads both sides would do about them
    std::vector<PastDeed> deeds = {};    ///< oldest first
    PerCrm<std::optional<Time>> polled;  ///< when changes were last read
    bool both_were_read_once = false;

    [[nodiscard]] bool is_known() const { return !records.empty(); }
};

}  // namespace pdhs
