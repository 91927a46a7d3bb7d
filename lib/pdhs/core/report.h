#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/contact.h"

namespace pdhs {

/// How a platform was read in this pass.
enum class ReadMode { none, full, changes };

/// What happened, or in a dry run would happen, with one identity on one platform.
struct Action {
    enum class Do { create, recreate, skip, hold };
    enum class Outcome {
        planned,  ///< dry run
        created,
        exists,   ///< the platform had it already; bound to it
        failed,   ///< refused
        unknown,  ///< the answer was lost; the next passes find out
        pending,  ///< cut off by a budget, a deadline, a limit or a signal, or held; goes on in a later pass
        none,     ///< a skip
    };
    Do what = Do::create;
    Crm on = Crm::hubspot;  ///< where it is, or is not, created
    RecordRef from;         ///< the record that is the reason
    std::string name;       ///< for people; may be empty
    std::string key;        ///< an e-mail key, or "name:…;phone:…"
    Outcome outcome = Outcome::planned;
    std::string id;      ///< the new or found record on `on`; empty if none
    std::string reason;  ///< a word such as "shared_address"; empty when it simply was missing there
    std::string detail;  ///< the platform's own words; empty if none

    bool operator==(const Action&) const = default;
};

/// One platform's part of a pass.
struct PlatformReport {
    ReadMode mode = ReadMode::none;
    bool complete = false;
    long long read = 0;  ///< live records seen
    long long created = 0;
    long long recreated = 0;
    long long exists = 0;
    long long failed = 0;    ///< tried in this pass, refused or unknown
    long long requests = 0;  ///< retries included
    long long tokens = 0;    ///< Pipedrive only
    std::string failure;     ///< why the platform ended early, for people; empty if it did not
    std::string note = {};   ///< why it was not read, or not to its end, although nothing failed; may be empty
};

/// Why a pass as a whole did not end well; `kind` is a word such as "unauthorized".
struct ReportError {
    std::string kind;
    std::string message;
};

/// The exit statuses of design section "Errors".
enum class ExitCode : int {
    ok = 0,
    contacts_failed = 1,
    unusable = 2,  ///< usage, settings, state
    needs_a_person = 3,
    try_later = 4,
    braked = 5,
    would_change = 10,  ///< --dry-run --detailed-exitcode
    locked = 75,
    interrupted = 130,  ///< SIGINT
    terminated = 143,   ///< SIGTERM
};

/// All that one pass has to tell.
struct Report {
    long long pass = 0;  ///< counts passes of this state; 0 if the state was not opened
    bool dry_run = false;
    ExitCode exit_code = ExitCode::ok;
    std::optional<ReportError> error;
    Time started{};
    Millis duration{};
    PerCrm<PlatformReport> platforms;
    long long pending = 0;
    long long parked = 0;
    long long ambiguous = 0;
    long long skipped = 0;
    bool paced = false;
    std::vector<Action> actions;
    std::vector<std::string> warnings;  ///< sentences for people: not errors, but worth knowing
};

/// Adds up what the actions say: created, recreated, exists, failed of each platform, pending, skipped and ambiguous.
/// Holds of contacts that only wait for a platform to be read are counted and then left out: they are everybody.
void tally(Report& report);

/// How many creates the actions plan (a dry run's).
[[nodiscard]] long long would_create(const Report& report);

/// "create", "recreate", "skip", "hold"
[[nodiscard]] std::string_view name_of(Action::Do what);
/// "planned", "created", "exists", "failed", "unknown", "pending", ""
[[nodiscard]] std::string_view name_of(Action::Outcome outcome);
/// "none", "full", "changes"
[[nodiscard]] std::string_view name_of(ReadMode mode);

}  // namespace pdhs
