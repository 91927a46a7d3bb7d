#include "pdhs/sync/spending.h"

namespace pdhs {

LedgerEntry ledger_entry(Crm crm, Time at, const Usage& usage) {
    return {crm, at, usage.requests, usage.tokens, usage.quota};
}

Result<void> book(World& world, Crm crm, const Usage& usage) {
    const auto entry = ledger_entry(crm, world.clock.now(), usage);
    return world.store.add_to_ledger(std::span(&entry, 1));
}

Result<void> Spending::spend(Crm crm, const Usage& usage, const Usage& booked) {
    if (usage.requests == 0 && booked.requests == 0) return {};
    report_.platforms[crm].requests += usage.requests;
    report_.platforms[crm].tokens += usage.tokens;
    return book(world_, crm, usage - booked);
}

Result<Budget> Spending::budget(Crm crm) {
    return budget_now(world_.store, crm, options_, world_.clock.now());
}

Result<Budget> budget_now(Store& store, Crm crm, const PassOptions& options, Time now) {
    PDHS_TRY(auto facts, store.quota_facts(crm, now));
    facts.limit_until_told = options.limits_until_told[crm];
    return budget_of(facts, options.share_percent, now);
}

}  // namespace pdhs
