#include "pdhs/state/installation.h"

namespace pdhs {

Result<std::optional<std::string>> find_value(Connection& connection, const std::string& name) {
    auto query = connection.query("SELECT value FROM installation WHERE name = ?", name);
    PDHS_TRY(const bool found, query.next());
    return found ? std::optional(query.text(0)) : std::nullopt;
}

Result<void> insert_value(Connection& connection, const std::string& name, const std::string& value) {
    return connection.run(
        "INSERT INTO installation(name, value) VALUES(?, ?)"
        " ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        name, value);
}

}  // namespace pdhs
