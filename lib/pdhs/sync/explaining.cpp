#include "pdhs/sync/explaining.h"

#include <algorithm>

#include "pdhs/sync/looking_ahead.h"

namespace pdhs {

namespace {

Result<std::vector<RecordNumber>> numbers_asked(Store& store, const Asked& asked) {
    if (const auto* address = std::get_if<std::string>(&asked)) return store.numbers_with_address(*address);
    return store.numbers_of(std::vector{std::get<RecordRef>(asked)});
}

bool is_about(const Action& action, const std::vector<KnownRecord>& records) {
    return std::any_of(records.begin(), records.end(),
                       [&](const KnownRecord& known) { return known.record.ref == action.from; });
}

}  // namespace

Result<Dossier> dossier_of(Store& store, const Asked& asked, const PassOptions& options, Time now) {
    Dossier dossier;
    const auto* address = std::get_if<std::string>(&asked);
    dossier.asked = address != nullptr ? *address : to_string(std::get<RecordRef>(asked));
    PDHS_TRY(const auto numbers, numbers_asked(store, asked));
    PDHS_TRY(dossier.records, store.known_with(numbers));
    PDHS_TRY(const auto ahead, look_ahead(store, options, now));
    dossier.both_were_read_once = ahead.both_were_read_once;
    for (const auto& entry : ahead.planned)
        if (is_about(entry.action, dossier.records)) dossier.next.push_back(entry.action);
    for (const auto crm : both_crms) {
        PDHS_TRY(const auto history, store.read_history(crm));
        dossier.polled[crm] = history.polled_at;
    }
    return dossier;
}

}  // namespace pdhs
