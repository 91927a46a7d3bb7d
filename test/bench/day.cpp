#include "bench/day.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "sandbox/times.h"
#include "scenarios/stage.h"

namespace bench {

namespace {

using scenarios::PassResult;
using scenarios::Side;
using scenarios::Stage;
using std::chrono::milliseconds;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

/// The days are limited, as the platforms limit them. Bursts are not: the program would keep to them in real time.
void limit_days(Stage& stage, const Order& order) {
    constexpr int plenty = 1'000'000;
    stage.crms().hubspot().configure([](sandbox::HubspotOptions& options) {
        options.limits.mode = sandbox::LimitMode::enforced;
        options.limits.burst = options.limits.searches = plenty;
    });
    stage.crms().pipedrive().configure([&](sandbox::PipedriveOptions& options) {
        options.limits.mode = sandbox::LimitMode::enforced;
        options.limits.burst = options.limits.search_burst = plenty;
        options.limits.daily_tokens = order.tokens_of_day();
    });
}

std::string ending_of(const PassResult& pass) {
    return pass.end.signal != 0 ? "signal " + std::to_string(pass.end.signal) : std::to_string(pass.end.status);
}

std::uintmax_t size_of(const Stage& stage, const std::string& beginning) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(stage.folder()))
        if (entry.path().filename().string().starts_with(beginning)) bytes += entry.file_size();
    return bytes;
}

/// A midnight that leaves those who are there from the beginning behind: they are at least a day old.
std::int64_t midnight_after(std::int64_t now_ms) {
    return now_ms + day_ms + sandbox::until_midnight_ms(now_ms, 0);
}

class Day {
  public:
    explicit Day(const Order& order)
        : stage_(order.program), start_ms_(midnight_after(stage_.crms().clock().now_ms())), crowd_(order, start_ms_) {
        result_.order = order;
        result_.end_ms = start_ms_ + milliseconds{order.duration}.count();
        limit_days(stage_, order);
        stage_.set("PDHS_LOG_LEVEL", std::nullopt);
        stage_.set_environment("PDHSTEST_PEAK_FILE", peak_file());
    }

    DayResult play() {
        crowd_.settle(stage_);
        for (auto time_ms = start_ms_; time_ms < result_.end_ms;) {
            crowd_.enter_until(stage_, time_ms);
            add(run(), time_ms);
            tell_progress(time_ms);
            const auto next_ms = next_start_after(time_ms);
            if (next_ms >= result_.end_ms || next_ms / day_ms != time_ms / day_ms) end_day();
            time_ms = next_ms;
        }
        result_.newcomers = crowd_.newcomers();
        result_.duplicates = duplicates_among(stage_);
        return result_;
    }

  private:
    /// A scheduler starts at its times whatever happens; a pass that still runs makes the new one go at once.
    std::int64_t next_start_after(std::int64_t time_ms) {
        const auto interval = result_.order.interval.count();
        const auto skipped = (stage_.crms().clock().now_ms() - time_ms) / interval;
        result_.skipped_starts += static_cast<int>(skipped);
        return time_ms + interval * (skipped + 1);
    }

    PassResult run() {
        const auto began = std::chrono::steady_clock::now();
        auto pass = stage_.run({"run", "--format", "json"});
        const auto took = std::chrono::steady_clock::now() - began;
        result_.pass_ms.push_back(std::chrono::duration_cast<milliseconds>(took).count());
        return pass;
    }

    [[nodiscard]] std::string peak_file() const { return (stage_.folder() / "peak").string(); }

    void end_day() {
        const auto records = stage_.crms().hubspot().contacts().size() + stage_.crms().pipedrive().persons().size();
        result_.days.push_back({size_of(stage_, "pdhs-sync.db"), size_of(stage_, "output.log"), peak_bytes_,
                                static_cast<std::int64_t>(records)});
        peak_bytes_ = 0;
    }

    void add(const PassResult& pass, std::int64_t time_ms) {
        std::int64_t peak = 0;
        if (std::ifstream(peak_file()) >> peak) peak_bytes_ = std::max(peak_bytes_, peak * 1'024);
        ++result_.passes[ending_of(pass)];
        for (const auto& [side, counters] : pass.counters) {
            add_counters(side, counters);
            if (counters.created > 0) crowd_.look_around(stage_);
        }
        result_.tokens_by_day[time_ms / day_ms] += pass.counters.at(Side::pipedrive).tokens;
        if (pass.report) add_report(*pass.report, ending_of(pass));
    }

    void add_counters(Side side, const sandbox::Counters& counters) {
        auto& totals = result_.sides[side];
        for (const auto& [kind, count] : counters.by_kind) totals.requests[kind] += count;
        totals.created += counters.created;
        totals.refused_429 += counters.refused_429;
    }

    void add_report(const sandbox::Json& report, const std::string& ending) {
        result_.paced += report.value("paced", false) ? 1 : 0;
        for (const auto side : scenarios::both_sides)
            ++result_.sides[side].modes[report[scenarios::name_of(side)].value("mode", "")];
        if (report["error"].is_object()) result_.last_errors[ending] = report["error"].value("message", "");
    }

    /// For somebody who watches: a day takes minutes.
    void tell_progress(std::int64_t time_ms) const {
        const auto since_start = time_ms - start_ms_;
        if (isatty(STDERR_FILENO) == 0 || since_start % hour_ms != 0) return;
        std::fprintf(stderr, "\r%s ", ("hour " + std::to_string(since_start / hour_ms)).c_str());
    }

    Stage stage_;
    std::int64_t start_ms_;
    Crowd crowd_;
    std::int64_t peak_bytes_ = 0;
    DayResult result_;
};

}  // namespace

DayResult play_day(const Order& order) {
    return Day(order).play();
}

}  // namespace bench
