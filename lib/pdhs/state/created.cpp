#include "pdhs/state/created.h"

#include <algorithm>

#include "pdhs/state/bonds.h"
#include "pdhs/state/failures.h"
#include "pdhs/state/identities.h"
#include "pdhs/state/ingest.h"
#include "pdhs/state/intents.h"
#include "pdhs/state/keys.h"

namespace pdhs {

namespace {

Result<void> add_proven_addresses(Connection& connection, RecordNumber number, const CreateRecord& created) {
    const auto own = keys_of(created.record);
    for (const auto& email : created.proven_emails)
        for (const auto& address : email_keys(email))
            if (std::find(own.emails.begin(), own.emails.end(), address) == own.emails.end())
                PDHS_CHECK(add_proven_address(connection, number, address));
    // With its first address a record is found by its name in another way.
    return replace_keys(connection, number, own);
}

Result<void> clear_what_was_open(Connection& connection, const RecordHead& source, Crm target) {
    PDHS_CHECK(delete_intents_of(connection, source.identity, target));
    PDHS_CHECK(delete_intent(connection, source.number, target));
    return delete_failures_of(connection, source.identity, target);
}

}  // namespace

Result<void> join_created(Connection& connection, const CreateRecord& created, Time now) {
    PDHS_TRY(const auto source, load_record(connection, created.source));
    PDHS_TRY(const auto ingested, ingest_record(connection, created.record, Version::present, now));
    PDHS_TRY(const auto stored, load_record(connection, ingested.number));
    PDHS_CHECK(wake_neighbours(connection, stored.head));
    PDHS_CHECK(add_proven_addresses(connection, ingested.number, created));
    const bool source_is_contact = source.record.ref.crm == Crm::hubspot;
    PDHS_CHECK(insert_bond(connection, {source_is_contact ? created.source : ingested.number,
                                        source_is_contact ? ingested.number : created.source, created.origin}));
    PDHS_CHECK(clear_what_was_open(connection, source.head, created.target));
    if (source.head.status != RecordStatus::alive) return {};
    return unite_identities(connection, source.head.identity, stored.head.identity);
}

}  // namespace pdhs
