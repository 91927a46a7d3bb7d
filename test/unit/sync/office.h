#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "pdhs/report/words.h"
#include "pdhs/sync/pass.h"
#include "support/catch.h"
#include "support/fake_platform.h"
#include "support/temporary_folder.h"

namespace pdhs {

class SettableClock final : public Clock {
  public:
    [[nodiscard]] Time now() const override { return now_; }
    void advance(Millis time) { now_ += time; }

  private:
    Time now_ = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{12};
};

class CollectingLog final : public Log {
  public:
    void write(LogLevel level, std::string_view message, const LogFields&) override {
        if (level < LogLevel::info) return;
        const std::lock_guard guard(mutex_);
        messages.emplace_back(message);
    }
    std::vector<std::string> messages;

  private:
    std::mutex mutex_;
};

/// Why somebody is left alone or has to wait is told to people, too.
inline void check_that_reasons_have_a_meaning(const Report& report) {
    for (const auto& action : report.actions) {
        const bool is_ours = action.outcome == Action::Outcome::none || action.outcome == Action::Outcome::pending;
        INFO(action.reason);
        CHECK((!is_ours || explained(action.reason) != action.reason));
    }
}

/// Both CRMs, a state in a real file, and a clock of its own.
struct Office {
    support::TemporaryFolder folder;
    SettableClock clock;
    Interrupt interrupt;
    CollectingLog log;
    FakePlatform hubspot{Crm::hubspot};
    FakePlatform pipedrive{Crm::pipedrive};
    std::string state_path = folder.file("pdhs-sync.db");
    Millis platforms_ahead{0};  ///< their clocks, of ours
    PerCrm<Secret> tokens{Secret("pat-na1-one"), Secret("0123456789")};

    /// What a pass, or whoever asks, has to do with.
    World world(Store& store, PassLock* lock) {
        hubspot.set_date(clock.now() + platforms_ahead);
        pipedrive.set_date(clock.now() + platforms_ahead);
        return {store, lock, {&hubspot, &pipedrive}, log, clock, interrupt, {}, tokens};
    }

    /// A pass that reads both sides in full.
    Report pass(PassOptions options = {}) {
        options.listing = Listing::now;
        return scheduled_pass(options);
    }

    /// A pass as a schedule runs it.
    Report scheduled_pass(const PassOptions& options = {}) {
        auto lock = PassLock::take(state_path, Millis{0}, interrupt);
        REQUIRE(lock.has_value());
        auto store = options.mode == RunMode::dry ? Store::open_copy(state_path) : Store::open(state_path);
        REQUIRE(store.has_value());
        auto here = world(**store, &*lock);
        auto report = sync_contacts(here, options);
        check_that_reasons_have_a_meaning(report);
        return report;
    }

    /// Passes three minutes apart until nothing is written and nothing waits any more; at most ten.
    Report settle() {
        Report report;
        for (int i = 0; i < 10; ++i) {
            clock.advance(std::chrono::minutes{3});
            const auto asked = hubspot.creates_asked() + pipedrive.creates_asked();
            report = pass();
            if (asked == hubspot.creates_asked() + pipedrive.creates_asked() && report.pending == 0) break;
        }
        return report;
    }
};

inline const Action& only_action(const Report& report) {
    REQUIRE(report.actions.size() == 1);
    return report.actions.front();
}

}  // namespace pdhs
