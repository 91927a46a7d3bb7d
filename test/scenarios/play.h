#pragma once
#include "scenarios/stage.h"

namespace scenarios {

/// How a play goes on.
enum class Onward { go_on, leave };

/// Whether something took place.
enum class Done { no, yes };

/// What a mode adds to a play. Each function may run passes of its own and throws Mismatch when a law is broken.
class Observer {
  public:
    virtual ~Observer() = default;
    /// Before each pass of the scenario. `is_plain`: no options, no fault in force, nothing happens during it.
    virtual void before_pass(Stage& /*stage*/, const Line& /*pass*/, bool /*is_plain*/) {}
    /// After each request of a pass was handled, on the threads that serve them. A Mismatch that it throws is thrown
    /// when the pass has ended.
    virtual void after_request(Stage& /*stage*/, const Line& /*pass*/, Side /*side*/,
                               const sandbox::JournalEntry& /*entry*/, const sandbox::Response& /*answer*/) {}
    /// As soon as a pass of the scenario has ended, before anything is looked at. `leave`: the play ends here.
    virtual Onward when_ended(Stage& /*stage*/, const Line& /*pass*/, const PassResult& /*result*/) {
        return Onward::go_on;
    }
    /// Whether lines that cannot be done are passed over, and neither expectations nor events are looked at, but for
    /// second passes: for scenarios that nobody wrote.
    [[nodiscard]] virtual bool is_lenient() const { return false; }
    /// What became of a line, but of passes, or of what is said to happen during a pass. `no`: where plays are lenient
    /// it was passed over.
    virtual void note_act(const Line& /*act*/, Done /*done*/) {}
    /// After each pass of the scenario, before its expectations are looked at.
    virtual void after_pass(Stage& /*stage*/, const Line& /*pass*/, const PassResult& /*result*/) {}
    /// After the last line.
    virtual void at_end(Stage& /*stage*/, const Line& /*last*/, const PassResult& /*last_pass*/) {}
};

/// Plays a scenario from its first line to its last, on a stage of its own. Throws Mismatch at the first line that does
/// not come out.
void play(const Script& script, const std::string& program, Observer& observer);

}  // namespace scenarios
