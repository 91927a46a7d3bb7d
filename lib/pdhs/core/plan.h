#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/contact.h"
#include "pdhs/core/report.h"

namespace pdhs {

/// The state's number of a record; stable while the state file lives.
using RecordNumber = long long;

/// A create whose outcome is not known.
struct OpenIntent {
    std::optional<Time> asked_at;  ///< by the target platform's `Date`, as far as it was known when the request left
    std::string key = {};          ///< key_text() of what was sent; empty when several were sent with different ones

    bool operator==(const OpenIntent&) const = default;
};

/// A contact that the target platform refused, or whose create had no proper answer, before.
struct Parked {
    int tries = 0;
    Time next_try{};
    bool unknown = false;  ///< its creates had no proper answer: it goes last and alone
    std::string reason;

    bool operator==(const Parked&) const = default;
};

/// An identity that stands on one platform only, with the facts that a decision needs.
struct Candidate {
    RecordNumber number = 0;              ///< of the source record
    Record source;                        ///< the oldest live record of the identity
    std::vector<std::string> email_keys;  ///< the source's addresses that are keys, shared ones left out
    bool has_shared_address = false;
    bool uncertain = false;          ///< like several others, see Group
    bool seen_in_this_pass = false;  ///< the source was read in this pass
    bool was_looked_for = false;     ///< the target's primary store was asked for all its further addresses
    bool vanished = false;           ///< it stood on the target before
    Time noted{};                    ///< when a change in the source was last noticed, by the wall clock
    std::optional<OpenIntent> intent = {};
    std::optional<Parked> parked = {};

    [[nodiscard]] Crm target() const { return other(source.ref.crm); }
};

/// Several live records of one platform that are one identity: left alone, and listed so that somebody can merge them.
struct Twins {
    RecordNumber number = 0;      ///< of the second oldest, which stands for them
    std::vector<Record> records;  ///< at least two, oldest first
};

/// What the reads of this pass allow on one platform.
struct TargetFacts {
    bool was_read_completely = false;     ///< in this pass
    std::optional<Time> read_began = {};  ///< that read's beginning, by the platform's `Date`
    ReadMode mode = ReadMode::full;       ///< how it was read
};

/// What a plan depends on besides the candidates.
struct PlanPolicy {
    Time now{};                        ///< the wall clock
    bool both_were_read_once = false;  ///< in the life of this state, to their ends
    PerCrm<TargetFacts> targets;
    bool recreate_vanished = true;
    std::vector<std::string> ignore;  ///< lower-case addresses and "@domain"s
    Millis settle{0};
    bool further_addresses_are_told = true;  ///< by HubSpot's primary store; false: it failed to answer
};

/// One decision. A create has a draft; a skip or hold has a reason in its action.
struct Planned {
    RecordNumber number = 0;
    Action action;
    std::optional<Draft> draft = {};
    bool alone = false;                            ///< goes last, one draft a request
    int failed_tries = 0;                          ///< earlier creates of it that were refused or had no proper answer
    bool needs_fresh_source = false;               ///< the source must be read by id before it is created
    std::optional<OpenIntent> former_intent = {};  ///< an earlier create of it, whose outcome is not known either

    bool operator==(const Planned&) const = default;
};

/// Whether the target shows by a search only, which is behind, that nobody stands there with one of the further
/// addresses: HubSpot refuses a second contact with the address that is sent, not with the others.
[[nodiscard]] bool must_be_looked_for(const Candidate& candidate, const PlanPolicy& policy);

/// Those who have to wait for HubSpot's search, and were noted in the future, by a clock that was wrong: they would
/// wait until then.
[[nodiscard]] std::vector<RecordNumber> noted_ahead(std::span<const Candidate> candidates, Time now);

/// Decides for each candidate, in their order; those that go alone come last.
[[nodiscard]] std::vector<Planned> plan(std::span<const Candidate> candidates, const PlanPolicy& policy);

/// What is said about twins: a skip ("ambiguous") of the second one, whose detail names them all.
[[nodiscard]] Planned listed(const Twins& twins);

/// Takes away what was tried before in this pass.
void leave_out(std::vector<Planned>& planned, std::span<const Planned> tried);

/// Turns a create into one that waits, for this reason.
void hold(Planned& planned, std::string_view reason);

/// How many are to be created on the platform now: what is held back is not.
[[nodiscard]] long long creates_on(const std::vector<Planned>& planned, Crm crm);

/// Holds back all creates beyond `most_creates` (>= 0) as "max_creates": the first of each platform, both having a
/// share as equal as may be.
void hold_beyond(std::vector<Planned>& planned, long long most_creates);
/// Holds back all creates on a platform beyond the first `affordable` (>= 0) as "budget"; returns how many.
long long hold_unaffordable(std::vector<Planned>& planned, Crm on, long long affordable);

/// The action's `key`: the first address, or "name:…;phone:…".
[[nodiscard]] std::string key_text(const Candidate& candidate);

}  // namespace pdhs
