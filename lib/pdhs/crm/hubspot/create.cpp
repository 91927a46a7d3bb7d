#include "pdhs/crm/hubspot/create.h"

#include <set>
#include <utility>

#include "pdhs/core/backoff.h"
#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/fate.h"
#include "pdhs/crm/hubspot/standing.h"
#include "pdhs/crm/hubspot/target.h"

namespace pdhs::hubspot {

namespace {

using Indices = std::span<const std::size_t>;

bool is_about_the_contact(const Failure& failure) {
    return failure.kind == FailureKind::refused || failure.kind == FailureKind::exists;
}

/// The pause before a create goes out once more; nothing unless the platform itself asked for patience.
std::optional<Millis> pause_before_repeat(const Failure& failure, int tries_made) {
    if (failure.kind != FailureKind::rate_limited && failure.kind != FailureKind::locked) return std::nullopt;
    constexpr double middle = 0.5;
    return pause_before_retry(failure, tries_made, middle);
}

/// One create on its way.
class Creation {
  public:
    Creation(Connection& connection, const std::string& contacts_path, TraceIds& trace_ids,
             std::span<const Draft> drafts, const CreateHooks& hooks)
        : connection_(connection),
          contacts_path_(contacts_path),
          trace_ids_(trace_ids),
          drafts_(drafts),
          hooks_(hooks) {}

    CreateEnd run(CreatePace pace) {
        for (const auto& group : group_drafts(drafts_, pace)) {
            if (stopped_) break;
            if (group.endpoint == Endpoint::single)
                create_contact(group.drafts);
            else
                create_batch(group.drafts);
        }
        leave_unsent();
        return std::move(end_);
    }

  private:
    void create_contact(Indices draft) {
        const auto answer = ask(draft, contacts_path_, encode_create(contact(draft.front())));
        if (answer) tell(draft, {fate_of_single(contact(draft.front()), answer->body)});
    }

    void create_batch(Indices drafts) {
        std::vector<TracedDraft> inputs;
        for (const auto draft : drafts) inputs.push_back({trace_ids_.next(), contact(draft)});
        const auto answer = ask(drafts, batch_create_target(contacts_path_), encode_batch_create(inputs));
        if (answer) tell(drafts, fates_of_batch(inputs, answer->body));
    }

    /// Sends, and repeats what surely had no effect. Nothing when there is no answer of 2xx; all that follows from
    /// that has been done then.
    std::optional<HttpResponse> ask(Indices drafts, const std::string& target, const std::string& body) {
        for (int tries = 1; allowed(drafts); ++tries) {
            auto reply = connection_.send({HttpMethod::post, target, body, Repeatable::never});
            if (!reply.failure) return std::move(reply.response);
            const auto pause = pause_before_repeat(*reply.failure, tries);
            if (!pause) {
                take_failure(drafts, reply);
                return std::nullopt;
            }
            if (!connection_.pause(*pause)) stop(interrupted_before_sending());
        }
        return std::nullopt;
    }

    bool allowed(Indices drafts) {
        if (stopped_) return false;
        const auto answer = hooks_.before(drafts);
        if (!answer)
            stop({.kind = FailureKind::state, .message = answer.error().message, .code = {}});
        else if (!*answer)
            stopped_ = true;
        else
            open_.insert(drafts.begin(), drafts.end());
        return !stopped_;
    }

    void take_failure(Indices drafts, const Reply& reply) {
        const auto& failure = *reply.failure;
        if (is_about_the_contact(failure) && drafts.size() > 1) return halve(drafts);
        if (is_about_the_contact(failure)) return tell(drafts, {fate_of_refusal(failure, reply.response->body)});
        if (failure.surely_without_effect) return stop(failure);
        tell(drafts, std::vector<Fate>(drafts.size(), unknown_fate(failure)));
        if (failure.kind == FailureKind::interrupted) stop(failure);
    }

    void halve(Indices drafts) {
        const auto half = drafts.size() / 2;
        create_batch(drafts.first(half));
        create_batch(drafts.subspan(half));
    }

    /// Those that exist come last: their records have to be read first.
    void tell(Indices drafts, std::vector<Fate> fates) {
        std::vector<std::size_t> standing;
        std::vector<StandingContact> contacts;
        for (std::size_t at = 0; at < drafts.size(); ++at) {
            if (fates[at].result.kind == CreateResult::Kind::exists) {
                standing.push_back(at);
                contacts.push_back({fates[at].existing_id, contact(drafts[at]).email});
            } else {
                settle(drafts[at], fates[at].result);
            }
        }
        if (standing.empty() || after_failed_) return;
        auto records = read_standing(connection_, contacts_path_, contacts);
        for (std::size_t at = 0; at < standing.size(); ++at) {
            fates[standing[at]].result.record = std::move(records[at]);
            settle(drafts[standing[at]], fates[standing[at]].result);
        }
    }

    void settle(std::size_t draft, const CreateResult& result) {
        if (after_failed_) return;
        open_.erase(draft);
        const auto recorded = hooks_.after(draft, result);
        after_failed_ = !recorded;
        if (after_failed_) stop({.kind = FailureKind::state, .message = recorded.error().message, .code = {}});
    }

    /// What was announced and never left, or was refused in company and not asked for again.
    void leave_unsent() {
        const auto left = std::exchange(open_, {});
        for (const auto draft : left) settle(draft, {CreateResult::Kind::not_sent, std::nullopt, end_.failure});
    }

    void stop(Failure failure) {
        stopped_ = true;
        if (!end_.failure) end_.failure = std::move(failure);
    }

    const ContactDraft& contact(std::size_t draft) const { return std::get<ContactDraft>(drafts_[draft]); }

    Connection& connection_;
    const std::string& contacts_path_;
    TraceIds& trace_ids_;
    std::span<const Draft> drafts_;
    const CreateHooks& hooks_;
    std::set<std::size_t> open_;  ///< allowed by `before`, and not yet told to `after`
    bool stopped_ = false;
    bool after_failed_ = false;
    CreateEnd end_;
};

}  // namespace

CreateEnd create_contacts(Connection& connection, const std::string& contacts_path, TraceIds& trace_ids,
                          std::span<const Draft> drafts, CreatePace pace, const CreateHooks& hooks) {
    return Creation(connection, contacts_path, trace_ids, drafts, hooks).run(pace);
}

}  // namespace pdhs::hubspot
