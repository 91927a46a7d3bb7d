#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/clock.h"
#include "sandbox/exchange.h"

namespace sandbox {

/// What on_request() tells before a request is handled.
struct RequestSeen {
    std::string kind;  ///< "list", "get", "search", "create", "batch_create", "batch_read" ...: see each CRM's header
    int nth = 0;       ///< 1-based number of this request at this CRM since the last reset_counters()
    int nth_of_kind = 0;  ///< the same, among the requests of its kind
};

/// One line of the journal. The path carries its query without secrets; headers are never kept.
struct JournalEntry {
    std::string kind;
    std::string method;
    std::string path;
    std::string body;  ///< as sent by the client
    int status = 0;
    std::int64_t time_ms = 0;
};

/// Records that a call wrote.
struct Written {
    int created = 0;
    int updated = 0;
    int removed = 0;
};

/// What API clients did; the UI functions cost nothing and are not counted.
struct Counters {
    std::map<std::string, std::int64_t> by_kind;  ///< requests, refused ones included
    std::int64_t requests = 0;
    std::int64_t created = 0;            ///< records
    std::int64_t updated = 0;            ///< records
    std::int64_t removed = 0;            ///< records archived, deleted or merged away
    std::int64_t tokens = 0;             ///< spent from the daily budget; HubSpot: one a request
    std::int64_t refused_429 = 0;        ///< by limits or by force()
    std::int64_t highest_in_window = 0;  ///< most requests of one token in a burst window (10 s, Pipedrive 2 s)

    /// Records written in any way.
    std::int64_t writes() const { return created + updated + removed; }
    void add(const Written& written);
};

/// Does a forced answer replace the work, or only its answer?
enum class Effect { none, done };

/// An answer given in place of the CRM's own, ahead of authentication and limits.
struct ForcedAnswer {
    std::string method{};  ///< "" = any
    std::string kind{};    ///< "" = any
    int nth = 1;           ///< the first matching request it applies to, 1-based, counted from force() on
    int times = 1;         ///< how often from then on; -1 = for ever
    Effect effect = Effect::none;
    Response answer{};
};

/// Whether an account of these options takes the token; none is no token.
template <class Options>
bool is_known_token(const std::string& token, const Options& options) {
    const auto& further = options.further_tokens;
    return !token.empty() &&
           (token == options.token || std::find(further.begin(), further.end(), token) != further.end());
}

/// What both CRMs have in common: counting, journal, hooks, forced answers. Thread safe.
class Service {
  public:
    explicit Service(const Clock& clock);
    virtual ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Handles one request; called by the server, and by tests that need no socket.
    Response handle(const Request& request);

    /// Calls back before each request is handled, on the server's thread and without any lock held, so that the
    /// callback may act on the CRMs. An empty function ends it.
    void on_request(std::function<void(const RequestSeen&)> callback);

    /// Calls back after each request was handled and stands in the journal, on the server's thread and without any lock
    /// held. An empty function ends it.
    void on_answer(std::function<void(const JournalEntry&, const Response&)> callback);

    /// Adds a forced answer. Of several that match, the one added first wins.
    void force(ForcedAnswer forced);
    void clear_forced();
    /// Forced answers that no request was given so far.
    int unused_forced() const;

    /// From now on each write whose body holds `text`, in any case, has no effect and is answered so.
    void poison(const std::string& text, Response answer);
    void end_poison();

    Counters counters() const;
    std::vector<JournalEntry> journal() const;
    /// Forgets counters and journal; budgets and windows stay as spent.
    void reset_counters();
    /// What all clients have spent of today's quota: requests, or Pipedrive's tokens.
    virtual std::int64_t spent_today() const = 0;

  protected:
    const Clock& clock() const;
    /// A short name for what the request asks; "unknown" when there is no such route.
    virtual std::string kind_of(const Request& request) const = 0;
    /// The CRM's own answer.
    virtual Response answer(const Request& request, const std::string& kind) = 0;
    /// Changes counters under their lock.
    void count(const std::function<void(Counters&)>& change);

  private:
    struct ForcedState;

    RequestSeen record_arrival(const Request& request);
    Response decide(const Request& request, const std::string& kind);
    std::optional<Response> poisoned(const Request& request, const std::string& kind) const;
    JournalEntry record_answer(const Request& request, const std::string& kind, int status);

    const Clock& clock_;
    mutable std::mutex mutex_;
    Counters counters_;
    std::vector<JournalEntry> journal_;
    std::function<void(const RequestSeen&)> on_request_;
    std::function<void(const JournalEntry&, const Response&)> on_answer_;
    std::vector<ForcedState> forced_;
    std::map<std::string, Response> poison_;
};

}  // namespace sandbox
