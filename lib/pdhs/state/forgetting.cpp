#include "pdhs/state/forgetting.h"

#include <array>

namespace pdhs {

namespace {

/// In this order; each takes the platform once.
constexpr std::array<SqlText, 16> of_the_platform = {
    "DELETE FROM keys WHERE number IN (SELECT number FROM records WHERE crm = ?)",
    "DELETE FROM missing WHERE number IN (SELECT number FROM records WHERE crm = ?)",
    "DELETE FROM intents WHERE target = ?",
    "DELETE FROM intents WHERE source IN (SELECT number FROM records WHERE crm = ?)",
    "DELETE FROM failures WHERE target = ?",
    "DELETE FROM failures WHERE source IN (SELECT number FROM records WHERE crm = ?)",
    "DELETE FROM told WHERE target = ?",
    "DELETE FROM told WHERE source IN (SELECT number FROM records WHERE crm = ?)",
    "DELETE FROM reading WHERE crm = ?",
    "DELETE FROM cut_listings WHERE crm = ?",
    "DELETE FROM seen_by_cut_listing WHERE crm = ?",
    "DELETE FROM blocks WHERE crm = ?",
    "DELETE FROM brakes WHERE crm = ?",
    "DELETE FROM quotas WHERE crm = ?",
    // The row stays, so that its number is never given away; under an id that no platform gives.
    "UPDATE records SET status = 1, waiting = 0, id = 'forgotten ' || number WHERE crm = ? AND status = 0",
    "UPDATE records SET id = 'forgotten ' || number WHERE crm = ? AND id NOT LIKE 'forgotten %'",
};

}  // namespace

Result<void> delete_platform(Connection& connection, Crm crm) {
    for (const auto& sql : of_the_platform) PDHS_CHECK(connection.run(sql, crm));
    // Bonds join both platforms, and every identity is decided anew.
    PDHS_CHECK(connection.run("DELETE FROM bonds"));
    PDHS_CHECK(connection.run("DELETE FROM lonely"));
    PDHS_CHECK(connection.run("DELETE FROM ambiguous"));
    return connection.run("UPDATE records SET identity = number, waiting = 1 WHERE status = 0");
}

}  // namespace pdhs
