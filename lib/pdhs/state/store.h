#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pdhs/core/block.h"
#include "pdhs/core/brakes.h"
#include "pdhs/core/contact.h"
#include "pdhs/core/dossier.h"
#include "pdhs/core/identity.h"
#include "pdhs/core/number_set.h"
#include "pdhs/core/pacing.h"
#include "pdhs/core/plan.h"
#include "pdhs/core/read_order.h"
#include "pdhs/core/result.h"
#include "pdhs/core/status.h"

namespace pdhs {

/// What a version of a record is worth beside the one that is stored.
enum class Version {
    present,        ///< a listing, a read by id or a create's answer: as the record is now
    perhaps_older,  ///< a search, whose index may still show what the record was before
};

/// How a page changed the mirror.
struct IngestCount {
    long long changed = 0;              ///< new records included
    std::vector<RecordNumber> numbers;  ///< of the page's records, in its order, without those in an older version
};

/// A bond that began or ended, for the report.
struct BondNews {
    enum class What { began, ended };
    What what = What::began;
    RecordRef contact;
    RecordRef person;
    BondOrigin origin = BondOrigin::email;
    std::string name;  ///< the contact's, else the person's, display name
    std::string key;   ///< its first address, else "name:…;phone:…"
};

/// What resolving found.
struct ResolveNews {
    std::vector<BondNews> bonds;
};

/// A create that is about to leave.
struct NewIntent {
    RecordNumber source = 0;
    Crm target = Crm::hubspot;
    std::optional<Time> asked_at = {};  ///< by the target platform's latest `Date`
    std::string key;                    ///< for people
};

/// What a create's answer changes in the state.
struct CreateRecord {
    RecordNumber source = 0;
    Crm target = Crm::hubspot;
    Record record;                                ///< what now stands on the target
    std::vector<std::string> proven_emails = {};  ///< addresses that the target says belong to it, shown or not
    BondOrigin origin = BondOrigin::created;
};

/// A contact that was refused or got no proper answer.
struct ParkRecord {
    RecordNumber source = 0;
    Crm target = Crm::hubspot;
    Parked parked;
    std::optional<OpenIntent> former_intent = {};  ///< refused: what was open before this create
};

/// API use on one platform.
struct LedgerEntry {
    Crm crm = Crm::hubspot;
    Time at{};
    long long requests = 0;
    long long tokens = 0;             ///< Pipedrive's unit; on HubSpot requests are what the quota counts
    std::optional<Quota> quota = {};  ///< as the last of these requests announced it
};

/// A pass, as history keeps it.
struct PassRecord {
    long long pass = 0;
    Time started{};
    Millis duration{};
    int exit_code = 0;
    PerCrm<long long> created{};
    std::string error;
};

/// A skip or hold of one record, as it was told.
struct Standing {
    RecordNumber source = 0;
    Crm target = Crm::hubspot;
    std::string reason;
    std::string detail;

    bool operator==(const Standing&) const = default;
};

/// What is new about standing skips and holds.
struct StandingNews {
    std::vector<std::size_t> began_or_changed;             ///< indices into what was handed over
    std::vector<std::pair<RecordRef, std::string>> ended;  ///< source and former reason
};

/// Counts over the whole mirror.
struct MirrorCounts {
    PerCrm<long long> live{};
    long long bonds = 0;
    long long ambiguous = 0;  ///< identities with several live records of one platform
    long long parked = 0;
    long long open_intents = 0;
    PerCrm<long long> missing{};
};

/// The state file (design section "State"): SQLite, mode 0600, WAL, synchronous=FULL. Every public function is one
/// transaction or a read, and may be called from any thread. Errors are ErrorKind::state and say which file and what
/// to do. An open state belongs to the holder of the PassLock, except for a copy.
class Store {
  public:
    /// Opens the file, or makes it. Refuses a file that a newer program wrote, migrates an older one, and refuses
    /// (never replaces) one that is damaged or no state of ours.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& path);
    /// A throw-away copy of the file's present content, also while a pass runs; an empty state if there is no file.
    /// Makes and changes no file.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open_copy(const std::string& path);
    /// A throw-away state that knows nothing.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open_empty();
    /// Adds API use to the ledger of an existing state without the lock (a dry run's only trace); no file: nothing.
    [[nodiscard]] static Result<void> add_to_ledger_of(const std::string& path, std::span<const LedgerEntry> entries);

    virtual ~Store() = default;

    /// Numbers the pass: one more than the last.
    [[nodiscard]] virtual Result<long long> begin_pass(Time now) = 0;
    /// Records the end of a pass, and forgets passes older than 30 days.
    [[nodiscard]] virtual Result<void> end_pass(const PassRecord& record) = 0;

    /// The latest first, those that did not end included.
    [[nodiscard]] virtual Result<std::vector<PastPass>> recent_passes(int most) = 0;
    /// The latest one with exit status 0 or 1.
    [[nodiscard]] virtual Result<std::optional<PastPass>> last_good_pass() = 0;

    /// Brings the mirror up to the records: new ones, changed ones, those alive again; merged_ids hand their bonds to
    /// the survivor. An unchanged record causes no write. Changed records and their neighbours by old and new keys
    /// wait for resolve_changes(). Of what is `perhaps_older` a version that was changed before the one that is stored
    /// of a living record is passed over.
    [[nodiscard]] virtual Result<IngestCount> ingest(std::span<const Record> records, Version version, Time now) = 0;
    /// The numbers of records that keep their ids alive although their rows were unusable; unknown ids are left out.
    [[nodiscard]] virtual Result<std::vector<RecordNumber>> numbers_of(std::span<const RecordRef> refs) = 0;
    /// The live records of a platform that are not among `seen`, and in which no change was noticed after `since`
    /// and up to `now`, oldest first.
    [[nodiscard]] virtual Result<std::vector<RecordNumber>> live_records_without(Crm crm, const NumberSet& seen,
                                                                                 Time since, Time now) = 0;
    /// A completed listing did not show these: they are missing until a read shows them or says what became of them.
    [[nodiscard]] virtual Result<void> note_missing(std::span<const RecordNumber> numbers) = 0;
    /// The ids of missing records of a platform, oldest first, at most so many.
    [[nodiscard]] virtual Result<std::vector<std::string>> missing(Crm crm, long long most) = 0;
    /// These records were shown after all.
    [[nodiscard]] virtual Result<void> no_longer_missing(std::span<const RecordNumber> numbers) = 0;
    /// The ids of the oldest live records of a platform, at most so many.
    [[nodiscard]] virtual Result<std::vector<std::string>> oldest_ids(Crm crm, long long most) = 0;
    /// Forgets all that is known of one platform, as if it had never been read. What is known of the other one stays,
    /// and waits for resolve_changes().
    [[nodiscard]] virtual Result<void> forget_platform(Crm crm) = 0;
    /// Marks a record as no longer there; its neighbours wait for resolve_changes().
    [[nodiscard]] virtual Result<void> mark_gone(const RecordRef& ref, Time now) = 0;

    /// Replaces the set of skips and holds that have been told, and returns the changes: each is told when it begins,
    /// changes its reason or detail, or ends, never per pass. There is at most one of a source and a target.
    [[nodiscard]] virtual Result<StandingNews> note_standing(std::span<const Standing> standing) = 0;

    /// Lets `decide` (pdhs::resolve) say who is who among all records that wait, each with its whole closed
    /// neighbourhood, and stores what it says.
    using Decide = std::function<Resolution(std::span<const Member>, std::span<const Bond>)>;
    [[nodiscard]] virtual Result<ResolveNews> resolve_changes(const Decide& decide) = 0;

    /// Identities that stand on one platform only, oldest source first. Facts only; `seen_in_this_pass` is left false.
    [[nodiscard]] virtual Result<std::vector<Candidate>> candidates() = 0;

    /// A change in these was last noticed now: they were noted by a clock that was wrong.
    [[nodiscard]] virtual Result<void> note_again(std::span<const RecordNumber> numbers, Time now) = 0;

    /// Identities with several live records of one platform, for each such platform, by ascending number.
    [[nodiscard]] virtual Result<std::vector<Twins>> twins() = 0;

    /// The live records that have this address, shared or not.
    [[nodiscard]] virtual Result<std::vector<RecordNumber>> numbers_with_address(const std::string& address) = 0;
    /// These records, all others that are the same human, and those they are bound to, by ascending number.
    [[nodiscard]] virtual Result<std::vector<KnownRecord>> known_with(std::span<const RecordNumber> numbers) = 0;

    /// Commits intents, durably, before their creates leave, and what these will cost. One for the same source and
    /// target replaces the older.
    [[nodiscard]] virtual Result<void> open_intents(std::span<const NewIntent> intents, const LedgerEntry& cost) = 0;
    /// The answer of a create: the record enters the mirror, is bound to the source, and the intent and any parking of
    /// the source are cleared. Waits for no resolve_changes() to count as present.
    [[nodiscard]] virtual Result<void> record_created(const CreateRecord& created, Time now) = 0;
    /// The request surely had no effect: its intent gives way to the one that was open before it, if there was one.
    [[nodiscard]] virtual Result<void> take_back_intent(RecordNumber source, Crm target,
                                                        const std::optional<OpenIntent>& former) = 0;
    /// A refused contact is parked and its intent taken back; one without a proper answer (parked.unknown) is parked
    /// and its intent stays open.
    [[nodiscard]] virtual Result<void> park(const ParkRecord& record) = 0;
    /// Clears intents whose source is now present on the target, and returns how many; a source that is bound to nobody
    /// is bound to the record that arrived, if there is one only. Intents and parkings of sources that are gone, and
    /// parkings of those that are present, are cleared too.
    [[nodiscard]] virtual Result<long long> settle_intents() = 0;

    /// How a platform was read; empty if it never was.
    [[nodiscard]] virtual Result<ReadHistory> read_history(Crm crm) = 0;
    [[nodiscard]] virtual Result<void> set_read_history(Crm crm, const ReadHistory& history) = 0;
    /// The listing that was cut off, if there is one, and the records that it had shown.
    [[nodiscard]] virtual Result<std::optional<CutListing>> cut_listing(Crm crm) = 0;
    [[nodiscard]] virtual Result<NumberSet> seen_by_cut_listing(Crm crm) = 0;
    /// The records are added to those that the listing had shown before.
    [[nodiscard]] virtual Result<void> keep_cut_listing(Crm crm, const CutListing& cut, const NumberSet& seen) = 0;
    [[nodiscard]] virtual Result<void> forget_cut_listing(Crm crm) = 0;
    /// By the platform's `Date`; nothing if no intent is open there that was opened after this moment.
    [[nodiscard]] virtual Result<std::optional<Time>> oldest_intent(Crm crm, Time after) = 0;

    [[nodiscard]] virtual Result<std::optional<Block>> block(Crm crm) = 0;
    /// Nothing takes the block away.
    [[nodiscard]] virtual Result<void> set_block(Crm crm, const std::optional<Block>& block) = 0;
    [[nodiscard]] virtual Result<std::vector<Brake>> brakes() = 0;
    /// Adds a brake; one of the same kind on the same platform is replaced.
    [[nodiscard]] virtual Result<void> set_brake(const Brake& brake) = 0;
    [[nodiscard]] virtual Result<void> forget_brake(BrakeKind kind, Crm crm) = 0;

    [[nodiscard]] virtual Result<void> add_to_ledger(std::span<const LedgerEntry> entries) = 0;
    /// What is known of a platform's daily quota; `limit_until_told` is left 0.
    [[nodiscard]] virtual Result<QuotaFacts> quota_facts(Crm crm, Time now) = 0;
    [[nodiscard]] virtual Result<MirrorCounts> counts() = 0;

    /// A small value that belongs to the installation (accounts, flags), by name; nothing if it was never set.
    [[nodiscard]] virtual Result<std::optional<std::string>> get_value(const std::string& name) = 0;
    [[nodiscard]] virtual Result<void> set_value(const std::string& name, const std::string& value) = 0;
};

}  // namespace pdhs
