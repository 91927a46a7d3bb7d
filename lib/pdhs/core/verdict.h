#pragma once
#include <optional>
#include <string>

#include "pdhs/core/contact.h"
#include "pdhs/core/failure.h"
#include "pdhs/core/report.h"

namespace pdhs {

/// What decides a pass's exit status.
struct PassFacts {
    std::optional<std::string> state_failure = {};  ///< the state could not be read or written; how
    int signal = 0;                                 ///< SIGINT or SIGTERM, or 0
    bool dry_run = false;
    PerCrm<std::optional<Failure>> failures = {};  ///< what ended a platform's part
    std::optional<ReportError> delay = {};         ///< a quota or block that holds something back
    bool brake_holds = false;                      ///< a brake of design section 8 holds something back
    std::string brake_message = {};
    long long contacts_failed = 0;  ///< refused or unknown in this pass
    bool report_changes = false;    ///< --dry-run --detailed-exitcode
    long long would_create = 0;
};

struct Verdict {
    ExitCode exit_code = ExitCode::ok;
    std::optional<ReportError> error;  ///< set for 2, 3, 4, 5 and signals
};

/// The first match of design section "Errors": 2, 130/143, 3, 4, 5, 1, 10, else 0.
[[nodiscard]] Verdict verdict(const PassFacts& facts);

}  // namespace pdhs
