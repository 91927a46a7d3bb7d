#include "pdhs/state/store.h"

#include <mutex>

#include "pdhs/state/blocks.h"
#include "pdhs/state/candidates.h"
#include "pdhs/state/copy.h"
#include "pdhs/state/created.h"
#include "pdhs/state/cut_listings.h"
#include "pdhs/state/dossiers.h"
#include "pdhs/state/failures.h"
#include "pdhs/state/forgetting.h"
#include "pdhs/state/history.h"
#include "pdhs/state/ingest.h"
#include "pdhs/state/installation.h"
#include "pdhs/state/intents.h"
#include "pdhs/state/ledger.h"
#include "pdhs/state/missing.h"
#include "pdhs/state/reading_history.h"
#include "pdhs/state/resolve_changes.h"
#include "pdhs/state/schema.h"
#include "pdhs/state/state_file.h"
#include "pdhs/state/stored_brakes.h"
#include "pdhs/state/told.h"
#include "pdhs/state/totals.h"

namespace pdhs {

namespace {

constexpr auto history_is_kept = std::chrono::hours{24 * 30};

/// One connection behind one mutex; what each function does, stands with its table.
class SqliteStore : public Store {
  public:
    explicit SqliteStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

    Result<long long> begin_pass(Time now) override {
        return write([&] { return insert_pass(*connection_, now); });
    }

    Result<void> end_pass(const PassRecord& record) override {
        return write([&]() -> Result<void> {
            PDHS_CHECK(complete_pass(*connection_, record));
            PDHS_CHECK(delete_passes_before(*connection_, record.started - history_is_kept));
            return delete_ledger_before(*connection_, record.started - history_is_kept);
        });
    }

    Result<std::vector<PastPass>> recent_passes(int most) override {
        return read([&] { return latest_passes(*connection_, most); });
    }
    Result<std::optional<PastPass>> last_good_pass() override {
        return read([&] { return latest_good_pass(*connection_); });
    }

    Result<IngestCount> ingest(std::span<const Record> records, Version version, Time now) override {
        const std::scoped_lock guard(mutex_);
        return ingest_page(*connection_, records, version, now);
    }

    Result<std::vector<RecordNumber>> numbers_of(std::span<const RecordRef> refs) override {
        const std::scoped_lock guard(mutex_);
        std::vector<RecordNumber> numbers;
        for (const auto& ref : refs) {
            PDHS_TRY(const auto head, find_record(*connection_, ref));
            if (head) numbers.push_back(head->number);
        }
        return numbers;
    }

    Result<std::vector<RecordNumber>> live_records_without(Crm crm, const NumberSet& seen, Time since,
                                                           Time now) override {
        return read([&] { return live_numbers_without(*connection_, crm, seen, since, now); });
    }
    Result<void> note_missing(std::span<const RecordNumber> numbers) override {
        return write([&] { return insert_missing(*connection_, numbers); });
    }
    Result<std::vector<std::string>> missing(Crm crm, long long most) override {
        return read([&] { return missing_ids(*connection_, crm, most); });
    }
    Result<void> no_longer_missing(std::span<const RecordNumber> numbers) override {
        return write([&] { return delete_missing(*connection_, numbers); });
    }
    Result<std::vector<std::string>> oldest_ids(Crm crm, long long most) override {
        return read([&] { return oldest_live_ids(*connection_, crm, most); });
    }
    Result<void> forget_platform(Crm crm) override {
        return write([&] { return delete_platform(*connection_, crm); });
    }

    Result<void> mark_gone(const RecordRef& ref, Time now) override {
        return write([&] { return lose_record(*connection_, ref, now); });
    }

    Result<StandingNews> note_standing(std::span<const Standing> standing) override {
        const std::scoped_lock guard(mutex_);
        return replace_told(*connection_, standing);
    }

    Result<ResolveNews> resolve_changes(const Decide& decide) override {
        const std::scoped_lock guard(mutex_);
        return resolve_waiting(*connection_, decide);
    }

    Result<std::vector<Twins>> twins() override {
        const std::scoped_lock guard(mutex_);
        return twins_of_ambiguous(*connection_);
    }
    Result<std::vector<Candidate>> candidates() override {
        const std::scoped_lock guard(mutex_);
        return lonely_candidates(*connection_);
    }

    Result<void> note_again(std::span<const RecordNumber> numbers, Time now) override {
        return write([&] { return set_noted(*connection_, numbers, now); });
    }

    Result<std::vector<RecordNumber>> numbers_with_address(const std::string& address) override {
        return read([&] { return pdhs::numbers_with_address(*connection_, address); });
    }
    Result<std::vector<KnownRecord>> known_with(std::span<const RecordNumber> numbers) override {
        return read([&] { return pdhs::known_with(*connection_, numbers); });
    }

    Result<void> open_intents(std::span<const NewIntent> intents, const LedgerEntry& cost) override {
        return write([&]() -> Result<void> {
            for (const auto& intent : intents) PDHS_CHECK(insert_intent(*connection_, intent));
            return insert_ledger_entries(*connection_, std::span(&cost, 1));
        });
    }

    Result<void> record_created(const CreateRecord& created, Time now) override {
        return write([&] { return join_created(*connection_, created, now); });
    }

    Result<void> take_back_intent(RecordNumber source, Crm target, const std::optional<OpenIntent>& former) override {
        return write([&] { return restore_intent(*connection_, source, target, former); });
    }

    Result<void> park(const ParkRecord& record) override {
        return write([&]() -> Result<void> {
            PDHS_CHECK(insert_failure(*connection_, record));
            if (record.parked.unknown) return {};
            return restore_intent(*connection_, record.source, record.target, record.former_intent);
        });
    }

    Result<long long> settle_intents() override {
        PDHS_TRY(const bool is_anything_open, read([&] { return has_open_creates(*connection_); }));
        if (!is_anything_open) return 0;
        return write([&]() -> Result<long long> {
            PDHS_CHECK(delete_settled_failures(*connection_));
            PDHS_CHECK(bind_settled_intents(*connection_));
            return delete_settled_intents(*connection_);
        });
    }

    Result<ReadHistory> read_history(Crm crm) override {
        return read([&] { return find_read_history(*connection_, crm); });
    }
    Result<void> set_read_history(Crm crm, const ReadHistory& history) override {
        return write([&] { return insert_read_history(*connection_, crm, history); });
    }
    Result<std::optional<CutListing>> cut_listing(Crm crm) override {
        return read([&] { return find_cut_listing(*connection_, crm); });
    }
    Result<NumberSet> seen_by_cut_listing(Crm crm) override {
        return read([&] { return find_seen(*connection_, crm); });
    }
    Result<void> keep_cut_listing(Crm crm, const CutListing& cut, const NumberSet& seen) override {
        return write([&] { return insert_cut_listing(*connection_, crm, cut, seen); });
    }
    Result<void> forget_cut_listing(Crm crm) override {
        return write([&] { return delete_cut_listing(*connection_, crm); });
    }
    Result<std::optional<Time>> oldest_intent(Crm crm, Time after) override {
        return read([&] { return oldest_intent_on(*connection_, crm, after); });
    }

    Result<std::optional<Block>> block(Crm crm) override {
        return read([&] { return find_block(*connection_, crm); });
    }
    Result<void> set_block(Crm crm, const std::optional<Block>& block) override {
        return write([&] { return replace_block(*connection_, crm, block); });
    }
    Result<std::vector<Brake>> brakes() override {
        return read([&] { return all_brakes(*connection_); });
    }
    Result<void> set_brake(const Brake& brake) override {
        return write([&] { return insert_brake(*connection_, brake); });
    }
    Result<void> forget_brake(BrakeKind kind, Crm crm) override {
        return write([&] { return delete_brake(*connection_, kind, crm); });
    }

    Result<void> add_to_ledger(std::span<const LedgerEntry> entries) override {
        return write([&] { return insert_ledger_entries(*connection_, entries); });
    }
    Result<QuotaFacts> quota_facts(Crm crm, Time now) override {
        return read([&] { return find_quota_facts(*connection_, crm, now); });
    }

    Result<MirrorCounts> counts() override {
        const std::scoped_lock guard(mutex_);
        return mirror_counts(*connection_);
    }

    Result<std::optional<std::string>> get_value(const std::string& name) override {
        const std::scoped_lock guard(mutex_);
        return find_value(*connection_, name);
    }

    Result<void> set_value(const std::string& name, const std::string& value) override {
        return write([&] { return insert_value(*connection_, name, value); });
    }

  private:
    template <class Work>
    auto read(Work&& work) -> decltype(work()) {
        const std::scoped_lock guard(mutex_);
        return work();
    }

    template <class Work>
    auto write(Work&& work) -> decltype(work()) {
        const std::scoped_lock guard(mutex_);
        return in_transaction(*connection_, work);
    }

    std::mutex mutex_;
    std::unique_ptr<Connection> connection_;
};

Result<void> check_is_whole(Connection& connection, const std::string& path) {
    auto query = connection.query("PRAGMA page_size");
    PDHS_TRY(const bool found, query.next());
    if (found && is_cut_within_a_page(path, query.integer(0))) return damaged_state(path, "its end is missing");
    return {};
}

/// An existing file for writing. A foreign, damaged or newer one is refused before anything about it is changed.
Result<std::unique_ptr<Connection>> open_for_writing(const std::string& path) {
    PDHS_TRY(auto connection, Connection::open(path, Access::write));
    PDHS_TRY(const auto version, state_version(*connection));
    if (!version.is_empty) PDHS_CHECK(check_is_whole(*connection, path));
    PDHS_CHECK(check_is_known(path, version, migration_steps()));
    PDHS_CHECK(connection->run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"));
    return connection;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& path) {
    PDHS_CHECK(prepare_state_file(path));
    PDHS_TRY(auto connection, open_for_writing(path));
    PDHS_CHECK(migrate(*connection, migration_steps()));
    PDHS_CHECK(check_tables(*connection));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(connection)));
}

namespace {

Result<std::unique_ptr<Store>> throw_away(std::unique_ptr<Connection> connection) {
    PDHS_CHECK(connection->run_script("PRAGMA synchronous = OFF"));
    PDHS_CHECK(migrate(*connection, migration_steps()));
    PDHS_CHECK(check_tables(*connection));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(connection)));
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open_copy(const std::string& path) {
    PDHS_TRY(auto connection, copy_of_state(path));
    PDHS_TRY(const auto version, state_version(*connection));
    if (!version.is_empty) PDHS_CHECK(check_is_whole(*connection, path));
    return throw_away(std::move(connection));
}

Result<std::unique_ptr<Store>> Store::open_empty() {
    PDHS_TRY(auto connection, Connection::open("", Access::temporary));
    return throw_away(std::move(connection));
}

Result<void> Store::add_to_ledger_of(const std::string& path, std::span<const LedgerEntry> entries) {
    PDHS_TRY(const bool exists, state_file_exists(path));
    if (!exists || entries.empty()) return {};
    PDHS_TRY(auto connection, open_for_writing(path));
    PDHS_TRY(const auto version, state_version(*connection));
    // Migrating is for the holder of the lock; what a dry run cost is worth less than that.
    if (version.version != static_cast<long long>(migration_steps().size())) return {};
    return in_transaction(*connection, [&] { return insert_ledger_entries(*connection, entries); });
}

}  // namespace pdhs
