#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "campaigns/duplicates.h"
#include "campaigns/lives.h"
#include "campaigns/spent.h"
#include "scenarios/play.h"

namespace campaigns {

/// How many records were looked at, at rest and a day later, and of how many.
struct LookedAt {
    std::size_t those = 0;
    std::size_t of = 0;
};

/// What holds in every history, whatever happens in it. Beside the laws of scenarios (no token anywhere, reads and
/// creates only, no two records of ours for one human, nothing spent that is not reported):
/// - after each request: nobody was created who stood there before the pass, by whatever address or name (on HubSpot:
///   for longer than its search lags), no human has two records of ours, and a create came after a read of its side in
///   this pass that had come to its end, and after such listings of both sides in the life of this state;
/// - after each pass: the ledger has what the report tells, or, if the pass was killed, what least_booked() says; and a
///   side on which somebody was created is reported as read to its end;
/// - at the end, when all is well again: passes come to rest as soon as what_took_too_long() says, and all stand on
///   both sides, by anything they were ever known by, or one went from there, or the program says why not; a day later
///   nothing waits unless a brake holds it, and such a reason is left only to those without an address of their own.
/// Throws scenarios::Mismatch.
class Invariants : public scenarios::Observer {
  public:
    [[nodiscard]] bool is_lenient() const override { return true; }
    void before_pass(scenarios::Stage& stage, const scenarios::Line& pass, bool is_plain) override;
    void after_request(scenarios::Stage& stage, const scenarios::Line& pass, scenarios::Side side,
                       const sandbox::JournalEntry& entry, const sandbox::Response& answer) override;
    scenarios::Onward when_ended(scenarios::Stage& stage, const scenarios::Line& pass,
                                 const scenarios::PassResult& result) override;
    void at_end(scenarios::Stage& stage, const scenarios::Line& last, const scenarios::PassResult& last_pass) override;

    void note_act(const scenarios::Line& act, scenarios::Done done) override;

    [[nodiscard]] int passes() const { return passes_; }
    /// What took place, and how often: acts by their first word, faults by
    /// their name, switches of platforms by theirs. Behind "not done: " stands what
    /// could not be done when its turn came, or whose turn never came.
    [[nodiscard]] const std::map<std::string, int>& happenings() const { return happenings_; }
    /// The others are such as may stand on one side only, for a reason that the program tells or a listing is to find.
    [[nodiscard]] LookedAt looked_at() const { return looked_at_; }
    /// Whether a brake held at the end, so that nothing was looked at there.
    [[nodiscard]] bool ended_braked() const { return is_braked_; }

  private:
    /// At rest, or a day later.
    enum class Moment { rest, next_day };

    void check_everybody(scenarios::Stage& stage, const scenarios::Line& last, Moment moment);
    void note_faults(scenarios::Stage& stage);
    /// Those on a side whom a pass that creates on `target` cannot but know as they are.
    [[nodiscard]] std::vector<scenarios::LiveRecord> known_on(scenarios::Side side, scenarios::Side target,
                                                              scenarios::Stage& stage) const;
    void note_reads(const sandbox::Json& report);
    void check_newcomers(scenarios::Stage& stage, scenarios::Side side, const scenarios::Line& pass) const;
    void note_request(scenarios::Stage& stage, scenarios::Side side, const sandbox::JournalEntry& entry,
                      const sandbox::Response& answer);
    void check_ledger(scenarios::Stage& stage, const scenarios::PassResult& result, const scenarios::Line& pass) const;
    void check_booked(scenarios::Side side, std::int64_t booked, const scenarios::PassResult& result,
                      const scenarios::Line& pass) const;

    Sightings sightings_;
    std::map<scenarios::Side, std::set<std::string>> before_;  ///< ids
    std::int64_t began_ms_ = 0;                                ///< the pass, by the platforms' clock
    std::map<scenarios::Side, std::int64_t> read_to_end_on_;   ///< when the last pass began that did so
    std::mutex mutex_;                                         ///< for what requests change
    std::set<scenarios::Side> read_to_end_;                    ///< in this pass
    std::set<scenarios::Side> listed_;                         ///< to the end, in the life of this state
    std::map<scenarios::Side, std::optional<std::int64_t>> ledger_before_;
    std::map<scenarios::Side, std::vector<Served>> served_;  ///< in this pass
    std::map<scenarios::Side, std::int64_t> counted_;        ///< by the platforms, until the last of those
    Lives lives_;
    LookedAt looked_at_;
    int passes_ = 0;
    bool fault_lasts_ = false;         ///< until it is said to be over
    std::vector<std::string> faults_;  ///< ordered for the pass that comes
    std::map<std::string, int> happenings_;
    bool is_braked_ = false;
};

}  // namespace campaigns
