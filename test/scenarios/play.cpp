#include "scenarios/play.h"

#include <algorithm>
#include <functional>

#include "scenarios/acts.h"
#include "scenarios/expectations.h"
#include "scenarios/faults.h"
#include "scenarios/laws.h"

namespace scenarios {

namespace {

/// A line `when SIDE REQUEST N: ACT` below a pass.
struct Event {
    Side side = Side::hubspot;
    std::string request;
    int nth = 1;
    Line act;
    bool has_happened = false;
    std::optional<Mismatch> problem{};  ///< with which it could not be done
    bool came_too_late = false;         ///< the pass had ended by then
};

Event parse_event(const Line& line) {
    const auto colon = line.text.find(": ");
    if (word_at(line, 0) != "when" || colon == std::string::npos)
        throw Mismatch(line.number, "'" + line.text + "' is neither an expectation nor 'when SIDE REQUEST N: ...'");
    const Line condition{line.number, line.text.substr(0, colon), {}};
    return {side_of(line, word_at(condition, 1)),
            word_at(condition, 2),
            number_of(line, word_at(condition, 3)),
            {line.number, trimmed(line.text.substr(colon + 1)), {}},
            false};
}

/// Lets things happen while a pass runs, on the threads that serve its requests.
class Events {
  public:
    Events(Stage& stage, const Line& pass) : stage_(stage) {
        for (const auto& line : pass.block)
            if (!is_expectation(line)) events_.push_back(parse_event(line));
        for (const auto side : both_sides)
            stage_.service(side).on_request([this, side](const sandbox::RequestSeen& seen) { notice(side, seen); });
    }
    ~Events() {
        for (const auto side : both_sides) stage_.service(side).on_request({});
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    [[nodiscard]] bool empty() const { return events_.empty(); }

    /// Throws what went wrong in an event, or Mismatch for one that never came.
    void check() const {
        const std::scoped_lock lock(mutex_);
        for (const auto& event : events_)
            if (event.problem) throw Mismatch(*event.problem);
        for (const auto& event : events_)
            if (!event.has_happened) throw Mismatch(event.act.number, "this never happened");
    }

    /// Throws what a second pass did that the first one should have kept from it.
    void check_second_passes() const {
        const std::scoped_lock lock(mutex_);
        for (const auto& event : events_)
            if (event.problem && word_at(event.act, 0) == "another" && !event.came_too_late)
                throw Mismatch(*event.problem);
    }

    void tell(Observer& observer) const {
        const std::scoped_lock lock(mutex_);
        for (const auto& event : events_)
            observer.note_act(event.act, event.has_happened && !event.problem ? Done::yes : Done::no);
    }

  private:
    void notice(Side side, const sandbox::RequestSeen& seen) {
        for (auto& event : events_)
            if (is_now(event, side, seen)) happen(event);
    }

    bool is_now(Event& event, Side side, const sandbox::RequestSeen& seen) {
        const std::scoped_lock lock(mutex_);
        const bool is_it = event.side == side && (event.request == "any" || event.request == seen.kind) &&
                           event.nth == (event.request == "any" ? seen.nth : seen.nth_of_kind);
        if (is_it) event.has_happened = true;
        return is_it;
    }

    void happen(Event& event) {
        try {
            act(stage_, event.act);
        } catch (const std::exception& error) {
            const std::scoped_lock lock(mutex_);
            event.problem = Mismatch(event.act.number, error.what());
            event.came_too_late = !stage_.is_running();
        }
    }

    Stage& stage_;
    std::vector<Event> events_;
    mutable std::mutex mutex_;
};

/// Lets the observer look at each request of a pass.
class Watch {
  public:
    Watch(Stage& stage, const Line& pass, Observer& observer) : stage_(stage) {
        for (const auto side : both_sides)
            stage.service(side).on_answer(
                [this, &pass, &observer, side](const sandbox::JournalEntry& entry, const sandbox::Response& answer) {
                    try {
                        observer.after_request(stage_, pass, side, entry, answer);
                    } catch (const Mismatch& mismatch) {
                        const std::scoped_lock lock(mutex_);
                        if (!problem_) problem_ = mismatch;
                    }
                });
    }
    ~Watch() {
        for (const auto side : both_sides) stage_.service(side).on_answer({});
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Throws what the observer threw first.
    void check() const {
        const std::scoped_lock lock(mutex_);
        if (problem_) throw Mismatch(*problem_);
    }

  private:
    Stage& stage_;
    mutable std::mutex mutex_;
    std::optional<Mismatch> problem_;
};

bool reports_as_json(const Line& pass, const PassResult& result) {
    const auto says = [&](const std::string& text) {
        return std::any_of(pass.block.begin(), pass.block.end(), [&](const Line& line) { return line.text == text; });
    };
    return result.end.signal == 0 && !says("no-report") && pass.text.find("--format") == std::string::npos;
}

/// A line `passes N every D [options]`.
struct Series {
    int passes = 0;
    std::chrono::milliseconds interval{};
    std::vector<std::string> options;
};

Series parse_series(const Line& line) {
    auto words = words_of(line.text);
    if (word_at(line, 2) != "every") throw Mismatch(line.number, "passes N every D [options]");
    const auto interval = duration_of(line, word_at(line, 3));
    return {number_of(line, words[1]), interval, {words.begin() + 4, words.end()}};
}

class Player {
  public:
    Player(const Script& script, const std::string& program, Observer& observer)
        : script_(script), stage_(program), observer_(observer) {}

    void play_all() {
        for (const auto& line : script_.lines) {
            play_line(line);
            if (is_left_) return;
        }
        if (!observer_.is_lenient()) check_faults_happened(stage_, script_.lines.back());
        observer_.at_end(stage_, script_.lines.back(), last_);
    }

  private:
    void play_line(const Line& line) {
        const auto verb = word_at(line, 0);
        if (verb == "pass") return play_single_pass(line);
        if (verb == "passes") return play_passes(line);
        if (verb == "fault") is_calm_ = false;
        if (verb == "faults") is_calm_ = true;
        try {
            act(stage_, line);
            observer_.note_act(line, Done::yes);
        } catch (const std::exception&) {
            if (!observer_.is_lenient()) throw;
            observer_.note_act(line, Done::no);
        }
    }

    void play_single_pass(const Line& line) {
        const auto words = words_of(line.text);
        const bool is_eventful = std::any_of(line.block.begin(), line.block.end(), std::not_fn(is_expectation));
        play_pass(line, {words.begin() + 1, words.end()}, is_calm_ && !is_eventful && words.size() == 1);
    }

    /// None of them is plain: a dry run before each would spend what is counted here.
    void play_passes(const Line& line) {
        const auto series = parse_series(line);
        for (int i = 1; i <= series.passes; ++i) {
            if (is_left_) return;
            stage_.advance_clock(series.interval);
            try {
                play_pass(line, series.options, false);
            } catch (const Mismatch& mismatch) {
                throw Mismatch(mismatch.line(), "pass " + std::to_string(i) + " of " + std::to_string(series.passes) +
                                                    ": " + mismatch.what());
            }
        }
    }

    void play_pass(const Line& line, const std::vector<std::string>& options, bool is_plain) {
        observer_.before_pass(stage_, line, is_plain);
        run(line, arguments_of_pass(options));
        if (!is_left_) check(line);
    }

    void run(const Line& line, const std::vector<std::string>& arguments) {
        const Events events(stage_, line);
        const Watch watch(stage_, line, observer_);
        last_ = stage_.run(arguments);
        watch.check();
        is_left_ = observer_.when_ended(stage_, line, last_) == Onward::leave;
        events.tell(observer_);
        if (is_left_) return;
        if (observer_.is_lenient())
            events.check_second_passes();
        else
            events.check();
    }

    void check(const Line& line) {
        check_laws(stage_, last_, line);
        if (reports_as_json(line, last_)) check_report(last_, line);
        for (const auto& below : line.block)
            if (is_expectation(below) && !observer_.is_lenient()) check_expectation(stage_, last_, below);
        observer_.after_pass(stage_, line, last_);
    }

    const Script& script_;
    Stage stage_;
    Observer& observer_;
    PassResult last_;
    bool is_calm_ = true;
    bool is_left_ = false;
};

}  // namespace

void play(const Script& script, const std::string& program, Observer& observer) {
    Player(script, program, observer).play_all();
}

}  // namespace scenarios
