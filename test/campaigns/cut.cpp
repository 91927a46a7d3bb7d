#include "campaigns/cut.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <optional>
#include <regex>

#include "campaigns/settling.h"
#include "scenarios/play.h"

namespace campaigns {

namespace {

using scenarios::Line;
using scenarios::Onward;
using scenarios::PassResult;
using scenarios::Script;
using scenarios::Stage;

/// `in cut: at most N of a series`: the N, where the scenario has this line.
std::optional<int> most_of_series(const Script& script) {
    for (const auto& line : script.lines)
        if (line.text.starts_with("in cut: ")) return scenarios::number_of(line, scenarios::words_of(line.text).at(4));
    return std::nullopt;
}

std::string with_shorter_series(const std::string& text, int most) {
    static const std::regex series(R"(^(\S+ 1\.\.)(\d+)( .*))");
    std::smatch parts;
    if (!std::regex_match(text, parts, series)) return text;
    return parts[1].str() + std::to_string(std::min(most, std::stoi(parts[2]))) + parts[3].str();
}

Script with_shorter_series(Script script) {
    const auto most = most_of_series(script);
    if (!most) return script;
    for (auto& line : script.lines)
        for (auto& below : line.block) below.text = with_shorter_series(below.text, *most);
    return script;
}

/// What a scenario expects of the passes before the cut is not true where its series are shorter.
class Onlooker : public scenarios::Observer {
  public:
    explicit Onlooker(const Script& script) : is_lenient_(most_of_series(script).has_value()) {}
    [[nodiscard]] bool is_lenient() const override { return is_lenient_; }

  private:
    bool is_lenient_;
};

/// Counts the points of each pass.
class Census : public Onlooker {
  public:
    using Onlooker::Onlooker;

    void before_pass(Stage& stage, const Line& /*pass*/, bool /*is_plain*/) override {
        stage.set_environment("PDHSTEST_CUT_COUNT", count_file(stage));
    }

    Onward when_ended(Stage& stage, const Line& /*pass*/, const PassResult& /*result*/) override {
        long points = 0;
        std::ifstream(count_file(stage)) >> points;
        std::filesystem::remove(count_file(stage));
        stage.unset_environment("PDHSTEST_CUT_COUNT");
        points_.push_back(points);
        return Onward::go_on;
    }

    [[nodiscard]] const std::vector<long>& points() const { return points_; }

  private:
    static std::string count_file(const Stage& stage) { return stage.folder() / "points"; }

    std::vector<long> points_;
};

/// One play: up to a pass, which may be cut, and from there to rest.
class CutPlay : public Onlooker {
  public:
    /// Passes count from 1. Without a point there is no cut.
    CutPlay(const Script& script, int pass, std::optional<long> point) : Onlooker(script), pass_(pass), point_(point) {}

    void before_pass(Stage& stage, const Line& /*pass*/, bool /*is_plain*/) override {
        if (++passes_ == pass_ && point_) stage.set_environment("PDHSTEST_CUT_AT", std::to_string(*point_));
    }

    Onward when_ended(Stage& stage, const Line& pass, const PassResult& result) override {
        if (passes_ != pass_) return Onward::go_on;
        was_cut_ = result.end.signal == SIGKILL;
        stage.unset_environment("PDHSTEST_CUT_AT");
        come_to_rest(stage, pass);
        rest_ = signature_of(stage);
        live_another_day(stage, pass);
        end_ = signature_of(stage);
        return Onward::leave;
    }

    /// At rest, before anything is listed again.
    [[nodiscard]] const Signature& rest() const { return rest_; }
    [[nodiscard]] const Signature& end() const { return end_; }
    /// Whether the program came to the point.
    [[nodiscard]] bool was_cut() const { return was_cut_; }

  private:
    int pass_;
    std::optional<long> point_;
    int passes_ = 0;
    bool was_cut_ = false;
    Signature rest_;
    Signature end_;
};

bool opts_out(const Script& script) {
    return std::any_of(script.lines.begin(), script.lines.end(),
                       [](const Line& line) { return line.text.starts_with("not in cut: "); });
}

void tell_failure(const std::string& where, const std::string& why) {
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    std::cout << "FAIL  " << where << ": " << why << std::endl;
}

/// Why the play failed, or else nothing.
std::optional<std::string> failure_of(CutPlay& observer, const Script& script, const std::string& program) {
    try {
        scenarios::play(script, program, observer);
        return std::nullopt;
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

/// How the play with the cut failed, or else nothing.
std::optional<std::string> failure_of_cut(CutPlay& observer, const Script& script, const std::string& program,
                                          const CutPlay& whole) {
    if (auto failure = failure_of(observer, script, program)) return failure;
    const auto differs_at_rest = difference(whole.rest(), observer.rest());
    if (!differs_at_rest.empty()) return "at rest another end than without the cut:" + differs_at_rest;
    const auto differs = difference(whole.end(), observer.end());
    if (!differs.empty()) return "a day later another end than without the cut:" + differs;
    return std::nullopt;
}

}  // namespace

CutPlan plan_cuts(Script script, const std::string& program) {
    if (opts_out(script)) return {std::move(script), {}};
    script = with_shorter_series(std::move(script));
    Census census(script);
    scenarios::play(script, program, census);
    return {std::move(script), census.points()};
}

CutCounts cut(const Script& script, const std::string& program, int pass, const std::vector<long>& points) {
    const auto where = script.name + " --pass " + std::to_string(pass);
    CutPlay whole(script, pass, std::nullopt);
    if (const auto failure = failure_of(whole, script, program)) {
        tell_failure(where, *failure);
        return {.failures = 1};
    }
    CutCounts counts;
    for (const long point : points) {
        CutPlay with_cut(script, pass, point);
        ++counts.played;
        if (const auto failure = failure_of_cut(with_cut, script, program, whole)) {
            tell_failure(where + " --point " + std::to_string(point), *failure);
            ++counts.failures;
        }
        counts.reached += with_cut.was_cut() ? 1 : 0;
    }
    return counts;
}

}  // namespace campaigns
