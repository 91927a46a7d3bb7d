#include "pdhs/state/blocks.h"

namespace pdhs {

namespace {

FailureKind kind_named(const std::string& name) {
    for (const auto kind : {FailureKind::daily_quota, FailureKind::migrating})
        if (name == name_of(kind)) return kind;
    return FailureKind::blocked;
}

}  // namespace

Result<std::optional<Block>> find_block(Connection& connection, Crm crm) {
    auto query = connection.query("SELECT kind, message, since, until, strikes, probed FROM blocks WHERE crm = ?", crm);
    PDHS_TRY(const bool found, query.next());
    if (!found) return std::optional<Block>();
    return std::optional(Block{kind_named(query.text(0)), query.text(1), query.time(2), query.time(3),
                               static_cast<int>(query.integer(4)), query.time(5)});
}

Result<void> replace_block(Connection& connection, Crm crm, const std::optional<Block>& block) {
    if (!block) return connection.run("DELETE FROM blocks WHERE crm = ?", crm);
    return connection.run(
        "INSERT OR REPLACE INTO blocks(crm, kind, message, since, until, strikes, probed) VALUES(?, ?, ?, ?, ?, ?, ?)",
        crm, name_of(block->kind), block->message, block->since, block->until, static_cast<long long>(block->strikes),
        block->probed);
}

}  // namespace pdhs
