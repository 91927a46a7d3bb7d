#include "pdhs/state/ingest.h"

#include "pdhs/state/bonds.h"
#include "pdhs/state/failures.h"
#include "pdhs/state/identities.h"
#include "pdhs/state/intents.h"
#include "pdhs/state/keys.h"

namespace pdhs {

namespace {

bool is_unchanged(const std::optional<RecordHead>& head, const Record& record) {
    return head && head->status == RecordStatus::alive && head->fingerprint == fingerprint_of(record);
}

/// Whether the mirror holds a later version of the record. Asked only where something differs.
Result<bool> is_outdated(Connection& connection, const std::optional<RecordHead>& head, const Record& record,
                         Version version) {
    if (version == Version::present || !head || head->status != RecordStatus::alive || !record.changed) return false;
    PDHS_TRY(const auto stored, changed_at(connection, head->number));
    return stored && *record.changed < *stored;
}

/// The numbers of the records if none of them is new or changed, else nothing.
Result<std::optional<IngestCount>> count_unchanged(Connection& connection, std::span<const Record> records,
                                                   Version version) {
    PDHS_TRY(const auto reading, Transaction::begin_reading(connection));
    IngestCount count;
    for (const auto& record : records) {
        PDHS_TRY(const auto head, find_record(connection, record.ref));
        if (is_unchanged(head, record)) {
            count.numbers.push_back(head->number);
            continue;
        }
        PDHS_TRY(const bool outdated, is_outdated(connection, head, record, version));
        if (!outdated) return std::optional<IngestCount>();
    }
    return std::optional(count);
}

/// Takes a record out of all that is looked up among live ones.
Result<void> withdraw(Connection& connection, const RecordHead& head, RecordStatus status, Time now) {
    if (head.status == RecordStatus::alive) {
        PDHS_CHECK(wake_neighbours(connection, head));
        PDHS_CHECK(delete_keys(connection, head.number));
        PDHS_CHECK(forget_identity(connection, head.identity));
    }
    return end_record(connection, head.number, status, now);
}

Result<void> hand_over(Connection& connection, RecordNumber from, RecordNumber to) {
    PDHS_CHECK(move_intents(connection, from, to));
    return move_failures(connection, from, to);
}

/// The survivor of a merge on HubSpot takes the place of a contact that was merged into it.
Result<void> take_place_of(Connection& connection, RecordNumber survivor, const RecordRef& merged, Time now) {
    PDHS_TRY(const auto head, find_record(connection, merged));
    if (!head || head->number == survivor || head->status == RecordStatus::merged) return {};
    PDHS_CHECK(withdraw(connection, *head, RecordStatus::merged, now));
    PDHS_CHECK(move_bonds(connection, head->number, survivor));
    return hand_over(connection, head->number, survivor);
}

Result<RecordNumber> write_record(Connection& connection, const std::optional<RecordHead>& head, const Record& record,
                                  Time now) {
    if (!head) return insert_record(connection, record, now);
    if (head->status == RecordStatus::alive) PDHS_CHECK(wake_neighbours(connection, *head));
    PDHS_CHECK(update_record(connection, *head, record, now));
    PDHS_CHECK(delete_refusals(connection, head->number));
    return head->number;
}

}  // namespace

Result<IngestCount> ingest_page(Connection& connection, std::span<const Record> records, Version version, Time now) {
    PDHS_TRY(auto unchanged, count_unchanged(connection, records, version));
    if (unchanged) return std::move(*unchanged);
    return in_transaction(connection, [&]() -> Result<IngestCount> {
        IngestCount count;
        for (const auto& record : records) {
            PDHS_TRY(const auto ingested, ingest_record(connection, record, version, now));
            if (ingested.what == Ingested::What::outdated) continue;
            count.numbers.push_back(ingested.number);
            if (ingested.what == Ingested::What::changed) ++count.changed;
        }
        return count;
    });
}

Result<Ingested> ingest_record(Connection& connection, const Record& record, Version version, Time now) {
    PDHS_TRY(const auto head, find_record(connection, record.ref));
    if (is_unchanged(head, record)) return Ingested{head->number, Ingested::What::unchanged};
    PDHS_TRY(const bool outdated, is_outdated(connection, head, record, version));
    if (outdated) return Ingested{head->number, Ingested::What::outdated};
    PDHS_TRY(const auto number, write_record(connection, head, record, now));
    PDHS_CHECK(replace_keys(connection, number, keys_of(record)));
    if (record.ref.crm == Crm::hubspot)
        for (const auto& id : record.merged_ids) PDHS_CHECK(take_place_of(connection, number, {Crm::hubspot, id}, now));
    return Ingested{number, Ingested::What::changed};
}

Result<void> lose_record(Connection& connection, const RecordRef& ref, Time now) {
    PDHS_TRY(const auto head, find_record(connection, ref));
    if (!head || head->status != RecordStatus::alive) return {};
    PDHS_CHECK(withdraw(connection, *head, RecordStatus::gone, now));
    PDHS_TRY(const auto remaining, live_members_of(connection, head->identity));
    if (remaining.empty()) return {};
    return hand_over(connection, head->number, remaining.front());
}

Result<void> wake_neighbours(Connection& connection, const RecordHead& head) {
    PDHS_TRY(const auto keys, keys_of_number(connection, head.number));
    std::vector<RecordNumber> neighbours;
    PDHS_CHECK(add_neighbours(connection, keys, neighbours));
    for (const auto neighbour : neighbours) PDHS_CHECK(mark_waiting(connection, neighbour));
    return mark_identity_waiting(connection, head.identity);
}

}  // namespace pdhs
