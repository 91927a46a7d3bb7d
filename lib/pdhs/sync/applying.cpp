#include "pdhs/sync/applying.h"

#include <algorithm>
#include <future>

#include "pdhs/core/backoff.h"
#include "pdhs/sync/spending.h"

namespace pdhs {

namespace {

using Work = std::vector<Planned*>;

/// Remembers across passes that creates ended badly, so that the next pass begins with a single one.
std::string probing_flag(Crm crm) {
    return "probe_creates." + std::string(name_of(crm));
}

/// Carries out the creates on one platform; lives in one thread.
class Applier {
  public:
    Applier(World& world, Crm target, PlatformTime platform_time, const CreateLimits& limits, CreateStreak& streak,
            Teller& teller)
        : world_(world),
          target_(target),
          platform_time_(platform_time),
          limits_(limits),
          streak_(streak),
          teller_(teller) {}

    Applied run(const Work& work) {
        total_ = work.size();
        if (auto done = send_all(work); !done) applied_.state_error = done.error();
        if (world_.interrupt.requested()) stop_reason_ = "interrupted";
        for (auto* planned : work)
            if (planned->action.outcome == Action::Outcome::planned) leave_out(*planned);
        if (applied_.failure) applied_.stopped_by = stop_reason_;
        return std::move(applied_);
    }

  private:
    Result<void> send_all(Work work) {
        const auto alone =
            std::stable_partition(work.begin(), work.end(), [](auto* planned) { return !planned->alone; });
        auto first = work.begin();
        PDHS_TRY(const bool probe, must_probe());
        if (probe && first != work.end()) {
            PDHS_CHECK(send({*first}, CreatePace::one_by_one));
            if (!was_answered(**first)) return {};
            ++first;
        }
        const auto last_together = std::max(first, alone);
        PDHS_CHECK(send({first, last_together}, CreatePace::normal));
        PDHS_CHECK(send({last_together, work.end()}, CreatePace::one_by_one));
        return probe_next_time(streak_.must_end());
    }

    Result<bool> must_probe() {
        PDHS_TRY(const auto flag, world_.store.get_value(probing_flag(target_)));
        return flag == "1";
    }

    Result<void> probe_next_time(bool probe) {
        PDHS_TRY(const bool is_set, must_probe());
        if (is_set == probe) return {};
        return world_.store.set_value(probing_flag(target_), probe ? "1" : "0");
    }

    static bool was_answered(const Planned& planned) {
        const auto outcome = planned.action.outcome;
        return outcome == Action::Outcome::created || outcome == Action::Outcome::exists ||
               outcome == Action::Outcome::failed;
    }

    Result<void> send(const Work& work, CreatePace pace) {
        if (work.empty() || !may_go_on()) return {};
        batch_ = work;
        std::vector<Draft> drafts;
        for (const auto* planned : work) drafts.push_back(*planned->draft);
        const CreateHooks hooks{[this](auto indices) { return note(before(indices)); },
                                [this](auto index, const auto& result) { return note(after(index, result)); }};
        auto end = world_.platforms[target_]->create(drafts, pace, hooks);
        applied_.usage += end.usage;
        if (end.failure) {
            applied_.failure = end.failure;
            stop(end.failure->kind == FailureKind::interrupted ? "interrupted" : platform_ended_reason);
        }
        if (state_error_) return *state_error_;
        return {};
    }

    /// A hook's error has to outlive the platform, which only stops.
    template <class T>
    Result<T> note(Result<T> result) {
        if (!result) state_error_ = result.error();
        return result;
    }

    bool may_go_on() {
        if (applied_.failure || state_error_) return false;
        if (world_.interrupt.requested()) return stop("interrupted");
        const auto now = std::chrono::steady_clock::now();
        if (limits_.deadline && now >= *limits_.deadline) return stop("deadline");
        if (streak_.must_end()) return stop(platform_ended_reason);
        if (limits_.outdated && has_begun_ && now >= *limits_.outdated) return stop(outdated_reason);
        return true;
    }

    bool stop(std::string_view reason) {
        stop_reason_ = reason;
        return false;
    }

    Result<bool> before(std::span<const std::size_t> indices) {
        if (!may_go_on()) return false;
        if (!world_.lock->still_held())
            return fail(ErrorKind::state,
                        "the lock file was removed or replaced while this pass was running; nothing more is created");
        std::vector<NewIntent> intents;
        const auto asked_at = platform_time_.at(std::chrono::steady_clock::now());
        for (const auto i : indices) intents.push_back({batch_[i]->number, target_, asked_at, batch_[i]->action.key});
        const Usage cost{1, target_ == Crm::pipedrive ? prices.pipedrive.create * std::ssize(indices) : 0};
        PDHS_CHECK(world_.store.open_intents(intents, ledger_entry(target_, world_.clock.now(), cost)));
        applied_.booked += cost;
        has_begun_ = true;
        return true;
    }

    Result<void> after(std::size_t index, const CreateResult& result) {
        auto& planned = *batch_[index];
        PDHS_CHECK(record(planned, result));
        if (result.kind != CreateResult::Kind::not_sent) teller_.outcome(planned.action);
        if (world_.progress)
            world_.progress({Progress::Step::creating, target_, ++done_, static_cast<long long>(total_)});
        return {};
    }

    Result<void> record(Planned& planned, const CreateResult& result) {
        switch (result.kind) {
            case CreateResult::Kind::created:
                return present(planned, result, Action::Outcome::created);
            case CreateResult::Kind::exists:
                return present(planned, result, Action::Outcome::exists);
            case CreateResult::Kind::refused:
                return refused(planned, *result.failure);
            case CreateResult::Kind::unknown:
                return unknown(planned, *result.failure);
            case CreateResult::Kind::not_sent:
                return not_sent(planned, result);
        }
        return {};
    }

    Result<void> present(Planned& planned, const CreateResult& result, Action::Outcome outcome) {
        streak_.created_or_present();
        planned.action.outcome = outcome;
        if (!result.record) return exists_unseen(planned);
        planned.action.id = result.record->ref.id;
        CreateRecord created{planned.number, target_, *result.record};
        if (outcome == Action::Outcome::exists) {
            created.origin = BondOrigin::email;
            if (const auto* draft = std::get_if<ContactDraft>(&*planned.draft); draft && !draft->email.empty())
                created.proven_emails = {draft->email};
        }
        return world_.store.record_created(created, world_.clock.now());
    }

    /// The platform says that it exists but shows it to nobody: ask again later, less and less often.
    Result<void> exists_unseen(Planned& planned) {
        planned.action.detail = std::string(title_of(target_)) + " says that it exists, but does not show it";
        return park(planned, parking_time(planned.failed_tries + 1), Certainty::known);
    }

    Result<void> refused(Planned& planned, const Failure& failure) {
        streak_.refused(failure.code);
        planned.action.outcome = Action::Outcome::failed;
        planned.action.reason = failure.code.empty() ? "refused" : failure.code;
        planned.action.detail = failure.message;
        return park(planned, parking_time(planned.failed_tries + 1), Certainty::known);
    }

    Result<void> unknown(Planned& planned, const Failure& failure) {
        streak_.unknown();
        planned.action.outcome = Action::Outcome::unknown;
        planned.action.reason = name_of(failure.kind);
        planned.action.detail = failure.message;
        const bool is_first = planned.failed_tries == 0;
        return park(planned, is_first ? Millis{0} : parking_time(planned.failed_tries), Certainty::unknown);
    }

    Result<void> not_sent(Planned& planned, const CreateResult& result) {
        const bool interrupted = result.failure && result.failure->kind == FailureKind::interrupted;
        if (interrupted) stop("interrupted");
        leave_out(planned);
        return world_.store.take_back_intent(planned.number, target_, planned.former_intent);
    }

    enum class Certainty { known, unknown };

    Result<void> park(const Planned& planned, Millis time, Certainty certainty) {
        const Parked parked{planned.failed_tries + 1, world_.clock.now() + time, certainty == Certainty::unknown,
                            planned.action.detail};
        return world_.store.park({planned.number, target_, parked, planned.former_intent});
    }

    void leave_out(Planned& planned) {
        leave_pending(planned, stop_reason_);
        applied_.stopped_by = stop_reason_;
    }

    static void leave_pending(Planned& planned, const std::string& reason) {
        planned.action.outcome = Action::Outcome::pending;
        planned.action.reason = reason;
    }

    World& world_;
    Crm target_;
    PlatformTime platform_time_;
    const CreateLimits& limits_;
    CreateStreak& streak_;
    Teller& teller_;
    Work batch_;
    std::string stop_reason_{platform_ended_reason};
    bool has_begun_ = false;
    std::optional<Error> state_error_;
    std::size_t total_ = 0;
    long long done_ = 0;
    Applied applied_;
};

Work work_for(std::vector<Planned>& planned, Crm target) {
    Work work;
    for (auto& entry : planned)
        if (entry.draft && entry.action.on == target) work.push_back(&entry);
    return work;
}

}  // namespace

PerCrm<Applied> apply(World& world, std::vector<Planned>& planned, const PerCrm<PlatformTime>& times,
                      const CreateLimits& limits, PerCrm<CreateStreak>& streaks, Teller& teller) {
    const auto run_on = [&](Crm crm) {
        return Applier(world, crm, times[crm], limits, streaks[crm], teller).run(work_for(planned, crm));
    };
    auto hubspot = std::async(std::launch::async, run_on, Crm::hubspot);
    auto pipedrive = run_on(Crm::pipedrive);
    return {hubspot.get(), std::move(pipedrive)};
}

}  // namespace pdhs
