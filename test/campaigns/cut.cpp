#include "campaigns/cut.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iostream>
#include <mutex>

#include "campaigns/settling.h"
#include "scenarios/play.h"

namespace campaigns {

namespace {

using scenarios::Line;
using scenarios::Mismatch;
using scenarios::Onward;
using scenarios::PassResult;
using scenarios::Script;
using scenarios::Stage;

/// Later passes of long series differ little from these.
constexpr int passes_cut = 6;

/// One play: up to a pass, which may be cut, and from there to rest.
class CutPlay : public scenarios::Observer {
  public:
    /// Passes count from 1. `point` 0: no cut, the points are counted.
    CutPlay(int pass, long point) : pass_(pass), point_(point) {}

    void before_pass(Stage& stage, const Line& /*pass*/, bool /*is_plain*/) override {
        if (++passes_ != pass_) return;
        if (point_ > 0)
            stage.set_environment("PDHSTEST_CUT_AT", std::to_string(point_));
        else
            stage.set_environment("PDHSTEST_CUT_COUNT", count_file(stage));
    }

    Onward when_ended(Stage& stage, const Line& pass, const PassResult& /*result*/) override {
        if (passes_ != pass_) return Onward::go_on;
        std::ifstream(count_file(stage)) >> points_;
        std::filesystem::remove(count_file(stage));
        stage.unset_environment("PDHSTEST_CUT_AT");
        stage.unset_environment("PDHSTEST_CUT_COUNT");
        settle(stage, pass);
        end_ = signature_of(stage);
        return Onward::leave;
    }

    [[nodiscard]] bool was_there() const { return !end_.empty(); }
    [[nodiscard]] long points() const { return points_; }
    [[nodiscard]] const Signature& end() const { return end_; }

  private:
    static std::string count_file(const Stage& stage) { return stage.folder() / "points"; }

    int pass_;
    long point_;
    int passes_ = 0;
    long points_ = 0;
    Signature end_;
};

bool opts_out(const Script& script) {
    return std::any_of(script.lines.begin(), script.lines.end(),
                       [](const Line& line) { return line.text.starts_with("not in cut: "); });
}

class Cutting {
  public:
    Cutting(const Script& script, const CutOrder& order) : script_(script), order_(order) {}

    CutCounts run() {
        if (opts_out(script_)) return counts_;
        counts_.scenarios = 1;
        for (int pass = 1; pass <= last_pass() && cut_pass(pass); ++pass) {
        }
        return counts_;
    }

  private:
    [[nodiscard]] int last_pass() const { return order_.pass == 0 ? passes_cut : order_.pass; }

    /// False: the scenario has no such pass.
    bool cut_pass(int pass) {
        if (pass < order_.pass) return true;
        CutPlay whole(pass, 0);
        if (!play(whole, pass, 0)) return false;
        if (!whole.was_there()) return false;
        ++counts_.passes;
        counts_.points += whole.points();
        for (long point = 1; point <= whole.points(); ++point)
            if (is_picked(pass, point)) cut_at(pass, point, whole.end());
        return true;
    }

    [[nodiscard]] bool is_picked(int pass, long point) const {
        if (order_.point != 0) return point == order_.point;
        const auto start = std::hash<std::string>{}(script_.name + std::to_string(pass));
        return (start + static_cast<unsigned long>(point)) % static_cast<unsigned long>(order_.every) == 0;
    }

    void cut_at(int pass, long point, const Signature& expected) {
        CutPlay play_to_end(pass, point);
        ++counts_.played;
        if (!play(play_to_end, pass, point)) return;
        const auto differs = difference(expected, play_to_end.end());
        if (!differs.empty()) fail(pass, point, "another end than without the cut:" + differs);
    }

    bool play(CutPlay& observer, int pass, long point) {
        try {
            scenarios::play(script_, order_.program, observer);
            return true;
        } catch (const std::exception& problem) {
            fail(pass, point, problem.what());
            return false;
        }
    }

    void fail(int pass, long point, const std::string& why) {
        static std::mutex one_at_a_time;
        const std::scoped_lock lock(one_at_a_time);
        ++counts_.failures;
        std::cout << "FAIL  " << script_.name << " --pass " << pass << " --point " << point << ": " << why << std::endl;
    }

    const Script& script_;
    const CutOrder& order_;
    CutCounts counts_;
};

}  // namespace

CutCounts cut(const Script& script, const CutOrder& order) {
    return Cutting(script, order).run();
}

}  // namespace campaigns
