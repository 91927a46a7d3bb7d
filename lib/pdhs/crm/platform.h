#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/account.h"
#include "pdhs/core/contact.h"
#include "pdhs/core/failure.h"
#include "pdhs/core/pacing.h"
#include "pdhs/core/result.h"

namespace pdhs {

/// What requests cost. The client counts, the state adds up, the core decides.
struct Usage {
    long long requests = 0;           ///< retries included
    long long tokens = 0;             ///< Pipedrive's unit; on HubSpot always 0
    std::optional<Quota> quota = {};  ///< the latest that was announced

    Usage& operator+=(const Usage& more);
    /// What was used more than before; the quota is that of the later one. May be less than nothing.
    [[nodiscard]] Usage operator-(const Usage& before) const;
    bool operator==(const Usage&) const = default;
};

/// A row that has an id but nothing else that can be used: it keeps its record alive and is reported.
struct UnusableRow {
    RecordRef ref;
    std::string reason;

    bool operator==(const UnusableRow&) const = default;
};

/// One page of a read, in the order of the platform.
struct Page {
    std::vector<Record> records;
    std::vector<UnusableRow> unusable;
    std::string next = {};  ///< the place where a listing goes on after this page; empty after the last one
    Usage spent = {};       ///< what this read has cost so far, this page included
};

enum class Onward { go_on, stop };

/// Takes a page as it arrives, and says whether the next one is to be read. An error ends the read with
/// FailureKind::state.
using PageSink = std::function<Result<Onward>(const Page&)>;

/// Why a read ended before its last page although nothing failed.
enum class ReadStop {
    by_sink,
    out_of_time,    ///< by a sink that found that it takes too long: told by Reading, by no platform
    place_refused,  ///< the platform does not accept the place where a listing was to go on: begin anew
    too_many,       ///< there are more changes than can be read as changes: list instead
};

/// How a read ended. `complete`: every page was read to the last one; only then absence means anything.
struct ReadEnd {
    bool complete = false;
    std::optional<Failure> failure = {};  ///< set exactly when it is neither complete nor stopped
    std::optional<ReadStop> stop = {};
    std::optional<Time> began = {};  ///< the platform's `Date` of the first page of this read
    Usage usage = {};
};

/// Whose data a token opens.
struct AccountEnd {
    std::string id = {};  ///< of the HubSpot portal or the Pipedrive company; empty: the platform does not say
    View view = View::untold;
    std::optional<Failure> failure = {};  ///< only one that other requests to the platform would meet as well
    Usage usage = {};
    std::string about = {};       ///< the account, and on Pipedrive the user, by names for people; may be empty
    std::string why_untold = {};  ///< why the id stays empty although nothing failed; for people
};

/// Whether a token may create.
struct PermissionEnd {
    Permission permission = Permission::untold;
    std::optional<Failure> failure = {};  ///< why it is not granted; may be missing
    Usage usage = {};
};

/// What a look-up by id said about one asked id.
struct Lookup {
    enum class State {
        alive,    ///< `record` is that record
        merged,   ///< `record` is the one that it was merged into (its id differs)
        gone,     ///< 404, deleted or archived
        unknown,  ///< the platform did not say
    };
    std::string id;  ///< as asked
    State state = State::unknown;
    std::optional<Record> record = {};
};

struct LookupEnd {
    std::vector<Lookup> lookups;  ///< one for each asked id, in the order asked
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// The live records that have one of the asked addresses.
struct FoundByEmail {
    std::vector<Record> records;
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// What became of one draft.
struct CreateResult {
    enum class Kind {
        created,   ///< `record` is the new record
        exists,    ///< it was there already; `record` is what stands there, if it could be read
        refused,   ///< the platform will not take it as it is; `failure` says why
        unknown,   ///< it may or may not have been created; `failure` says what happened
        not_sent,  ///< surely without effect, and not the contact's fault: the platform ended first
    };
    Kind kind = Kind::not_sent;
    std::optional<Record> record = {};
    std::optional<Failure> failure = {};
};

/// What the caller does around each request of a create. Both are called in the thread that called create().
struct CreateHooks {
    /// Before a request leaves that would create these drafts (indices): record the intents. False or an error: the
    /// request is not sent, and no further one. It may be called again for the same drafts, when a refused batch is
    /// halved or a request that surely had no effect is repeated.
    std::function<Result<bool>(std::span<const std::size_t> drafts)> before;
    /// After an answer: exactly once for each draft that `before` allowed. An error ends the create.
    std::function<Result<void>(std::size_t draft, const CreateResult& result)> after;
};

/// How a create ended. A failure here is the platform's, not a contact's: nothing more can be created now.
struct CreateEnd {
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// How many drafts may go out together.
enum class CreatePace {
    normal,
    one_by_one,  ///< one draft a request, one request at a time
};

/// Organization names by id; ids that the platform does not show are absent.
struct NamesEnd {
    std::vector<std::pair<std::string, std::string>> names;
    std::optional<Failure> failure = {};
    Usage usage = {};
};

/// One CRM, as the engine knows it. Owns its HTTP client; belongs to one thread at a time.
class Platform {
  public:
    virtual ~Platform() = default;

    /// Every live record, page by page, from `place` on: empty, or the `next` of a page of an earlier listing.
    [[nodiscard]] virtual ReadEnd list_all(const std::string& place, const PageSink& sink) = 0;
    /// Every live record that was created or changed at or after `since` (by the platform's clock), as far as its index
    /// knows by now. Records that are no longer there do not show.
    [[nodiscard]] virtual ReadEnd changed_since(Time since, const PageSink& sink) = 0;
    /// Whose data the token opens.
    [[nodiscard]] virtual AccountEnd who_am_i() = 0;
    /// Whether the token may create, as far as that can be told without creating anything.
    [[nodiscard]] virtual PermissionEnd may_create() = 0;
    /// The records with these ids, read from the primary store.
    [[nodiscard]] virtual LookupEnd by_ids(std::span<const std::string> ids) = 0;
    /// The records that have one of these addresses, read from the primary store: what a search still hides. Nobody on
    /// Pipedrive, where no search is needed.
    [[nodiscard]] virtual FoundByEmail by_emails(std::span<const std::string> emails) = 0;
    /// Creates the drafts, each of the type that this platform takes, in order, as `hooks` allow.
    [[nodiscard]] virtual CreateEnd create(std::span<const Draft> drafts, CreatePace pace,
                                           const CreateHooks& hooks) = 0;
    /// Names of organizations (Pipedrive); HubSpot answers with none.
    [[nodiscard]] virtual NamesEnd organization_names(std::span<const std::string> ids) = 0;
};

}  // namespace pdhs
