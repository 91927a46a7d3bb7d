#pragma once
#include <span>

#include "pdhs/state/records.h"
#include "pdhs/state/sqlite.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// What became of one record of a page.
struct Ingested {
    RecordNumber number = 0;
    enum class What {
        unchanged,
        changed,
        outdated,  ///< passed over: the mirror holds a later version
    } what = What::unchanged;
};

/// Store::ingest(). Takes no transaction when nothing changed.
[[nodiscard]] Result<IngestCount> ingest_page(Connection& connection, std::span<const Record> records, Version version,
                                              Time now);

/// Brings one record up to this version of it, within the caller's transaction.
[[nodiscard]] Result<Ingested> ingest_record(Connection& connection, const Record& record, Version version, Time now);

/// Store::mark_gone(), within the caller's transaction. What is open for the record passes to the first one of its
/// identity that remains.
[[nodiscard]] Result<void> lose_record(Connection& connection, const RecordRef& ref, Time now);

/// All records whose standing may depend on this one wait: those of its identity and the neighbours by its keys.
[[nodiscard]] Result<void> wake_neighbours(Connection& connection, const RecordHead& head);

}  // namespace pdhs
