#include "pdhs/crm/pipedrive/create.h"

#include <deque>
#include <vector>

#include "pdhs/crm/pipedrive/create_verdict.h"
#include "pdhs/crm/pipedrive/json_person.h"
#include "pdhs/crm/pipedrive/limits.h"

namespace pdhs::pipedrive {

namespace {

constexpr std::size_t most_in_flight = 8;
constexpr int most_repeats = 3;
/// Who asks for more is left to a later pass.
constexpr Millis longest_pause{30'000};

/// A draft whose request surely had no effect and that is to be sent once more.
struct Repeat {
    std::size_t draft;
    Failure failure;
};

/// One call of create_persons(): which draft goes out next, and what follows from each answer.
class Creation {
  public:
    Creation(Connection& connection, std::span<const Draft> drafts, const CreateHooks& hooks)
        : connection_(connection), drafts_(drafts), hooks_(hooks), repeats_made_(drafts.size()) {}

    /// Repeats can arise when everything was handed out already: then there is another round.
    CreateEnd run(std::size_t in_flight) {
        do {
            sent_.clear();
            connection_.http().exchange(
                in_flight, [this] { return next(); },
                [this](std::size_t number, const HttpOutcome& outcome) { done(sent_.at(number), outcome); });
        } while (!repeats_.empty() && may_go_on());
        for (const auto& [draft, failure] : repeats_)
            report(draft, {.kind = CreateResult::Kind::not_sent, .failure = failure});
        end_.usage = connection_.take_usage();
        return std::move(end_);
    }

  private:
    [[nodiscard]] const PersonDraft& draft_at(std::size_t index) const { return std::get<PersonDraft>(drafts_[index]); }
    [[nodiscard]] bool has_work() const { return !repeats_.empty() || next_draft_ < drafts_.size(); }
    [[nodiscard]] std::size_t next_in_turn() const { return repeats_.empty() ? next_draft_ : repeats_.front().draft; }

    NextRequest next() {
        if (!has_work() || !may_go_on()) return Finished{};
        if (const auto pause = connection_.wait(); pause > Millis{0}) return WaitFor{pause};
        const auto draft = next_in_turn();
        if (!may_start(draft)) return Finished{};
        start(draft);
        return create_person(draft_at(draft));
    }

    /// An exchange that is interrupted asks for nothing more: this has to be looked at between two of them as well.
    bool may_go_on() {
        if (!ended_ && connection_.interrupted()) end_with(interrupted_before_sending());
        return !ended_;
    }

    bool may_start(std::size_t draft) {
        const auto allowed = hooks_.before({&draft, 1});
        if (!allowed) end_with({.kind = FailureKind::state, .message = allowed.error().message, .code = {}});
        if (allowed && !*allowed) ended_ = true;
        return !ended_;
    }

    void start(std::size_t draft) {
        if (repeats_.empty())
            ++next_draft_;
        else
            repeats_.pop_front();
        sent_.push_back(draft);
        connection_.started();
    }

    void done(std::size_t draft, const HttpOutcome& outcome) {
        connection_.ended(outcome, create_tokens);
        const auto verdict = judge_create(outcome, draft_at(draft));
        if (verdict.next == CreateVerdict::Next::repeat && repeat_later(draft, *verdict.result.failure)) return;
        if (verdict.next != CreateVerdict::Next::go_on) end_with(*verdict.result.failure);
        report(draft, verdict.result);
    }

    /// Also when creating has ended meanwhile: run() reports those who wait.
    bool repeat_later(std::size_t draft, const Failure& failure) {
        const auto pause = failure.retry_after.value_or(burst_until_told.window);
        if (repeats_made_[draft] == most_repeats || pause > longest_pause) return false;
        ++repeats_made_[draft];
        repeats_.push_back({draft, failure});
        connection_.pause(pause);
        return true;
    }

    void report(std::size_t draft, const CreateResult& result) {
        if (const auto recorded = hooks_.after(draft, result); !recorded)
            end_with({.kind = FailureKind::state, .message = recorded.error().message, .code = {}});
    }

    /// The first failure counts, but for one of the caller's own storage, which is worse than any other.
    void end_with(Failure failure) {
        ended_ = true;
        if (!end_.failure || failure.kind == FailureKind::state) end_.failure = std::move(failure);
    }

    Connection& connection_;
    std::span<const Draft> drafts_;
    const CreateHooks& hooks_;
    std::size_t next_draft_ = 0;
    std::deque<Repeat> repeats_;
    std::vector<int> repeats_made_;  ///< by draft
    std::vector<std::size_t> sent_;  ///< drafts by the number of their request in this round
    bool ended_ = false;             ///< nothing more is started
    CreateEnd end_;
};

}  // namespace

HttpRequest create_person(const PersonDraft& draft) {
    return {.method = HttpMethod::post,
            .target = "/api/v2/persons",
            .body = encode_person(draft),
            .repeatable = Repeatable::never};
}

CreateEnd create_persons(Connection& connection, std::span<const Draft> drafts, CreatePace pace,
                         const CreateHooks& hooks) {
    return Creation(connection, drafts, hooks).run(pace == CreatePace::one_by_one ? 1 : most_in_flight);
}

}  // namespace pdhs::pipedrive
