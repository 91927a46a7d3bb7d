#pragma once
#include <optional>
#include <string>
#include <vector>

#include "pdhs/core/account.h"
#include "pdhs/core/block.h"
#include "pdhs/core/failure.h"
#include "pdhs/core/finding.h"
#include "pdhs/core/forecast.h"
#include "pdhs/core/token_shape.h"

namespace pdhs {

/// What a few careful requests told of one platform. They were made in the order of the members, and no further after
/// the first that failed.
struct PlatformFacts {
    TokenShape shape = TokenShape::other;
    std::optional<Block> block = {};  ///< in force: nothing was asked
    std::string known_account = {};   ///< whose records the state holds; empty: not known
    std::string account = {};         ///< whose data the token opens; empty: not told
    std::string about = {};           ///< the account by names; may be empty
    std::string why_untold = {};      ///< why the account is not told
    bool has_new_token = false;       ///< another one than the one that the state knows
    View view = View::untold;
    std::optional<Failure> account_failure = {};
    std::optional<Failure> read_failure = {};
    Permission may_create = Permission::untold;
    std::optional<Failure> create_failure = {};  ///< why creating is denied or not told
    std::optional<Quota> quota = {};             ///< as answers announced it
    std::optional<Millis> ahead = {};            ///< the platform's clock, less this machine's
    Budget budget = {};                          ///< after these requests
};

/// What the settings say about findings.
struct CheckPolicy {
    int share_percent = 80;
    bool partial_view_is_accepted = false;
};

/// Whether reading the platform is in vain.
[[nodiscard]] bool has_failed(const PlatformFacts& facts);

/// The shape of the tokens, which counts only where one was not accepted.
[[nodiscard]] Finding token_finding(Crm crm, const PlatformFacts& facts);
/// Account, view, permissions and quota, as far as they were asked for. What a signal interrupted is no finding.
[[nodiscard]] std::vector<Finding> platform_findings(Crm crm, const PlatformFacts& facts, const CheckPolicy& policy,
                                                     Time now);
/// This machine's clock, beside the clocks of the platforms that told theirs.
[[nodiscard]] std::vector<Finding> clock_findings(const PerCrm<PlatformFacts>& facts);

/// What a first pass would do, from a dry run that read both sides to their ends.
struct FirstPass {
    PerCrm<long long> creates{};  ///< those that wait for the quota included
    PerCrm<long long> later{};    ///< those that wait for the quota
    long long left_alone = 0;
};
[[nodiscard]] FirstPass first_pass_of(const Report& dry_run);

/// All that `check` has to tell.
struct CheckReport {
    std::vector<Finding> findings;
    std::optional<PerCrm<Forecast>> forecast = {};  ///< nothing before both sides were listed to their ends
    std::optional<FirstPass> first_pass = {};       ///< nothing after the first pass, and where a finding stops one

    [[nodiscard]] ExitCode exit_code() const { return worst_of(findings); }
};

}  // namespace pdhs
