#include "pdhs/state/keys.h"

#include <algorithm>
#include <span>

namespace pdhs {

namespace {

/// Which kinds of key make neighbours with a key of this kind: one of the two records must have no address.
std::span<const KeyKind> reached_from(KeyKind kind) {
    static constexpr KeyKind by_address[] = {KeyKind::address};
    static constexpr KeyKind by_name[] = {KeyKind::name_alone, KeyKind::name_beside_address};
    static constexpr KeyKind by_phone[] = {KeyKind::phone_alone, KeyKind::phone_beside_address};
    switch (kind) {
        case KeyKind::address:
            return by_address;
        case KeyKind::name_alone:
            return by_name;
        case KeyKind::name_beside_address:
            return std::span(by_name).first(1);
        case KeyKind::phone_alone:
            return by_phone;
        case KeyKind::phone_beside_address:
            return std::span(by_phone).first(1);
    }
    return {};
}

Result<void> insert_key(Connection& connection, RecordNumber number, KeyKind kind, const std::string& key) {
    return connection.run(
        "INSERT INTO keys(kind, key, number, shared, proven) VALUES(?, ?, ?, 0, 0)"
        " ON CONFLICT DO NOTHING",
        kind, key, number);
}

bool has_address(const std::vector<StoredKey>& keys) {
    return std::any_of(keys.begin(), keys.end(), [](const StoredKey& key) { return key.kind == KeyKind::address; });
}

}  // namespace

Result<std::vector<StoredKey>> keys_of_number(Connection& connection, RecordNumber number) {
    std::vector<StoredKey> keys;
    auto query = connection.query("SELECT kind, key, shared, proven FROM keys WHERE number = ?", number);
    PDHS_CHECK(query.each([&](const Query& row) {
        keys.push_back({row.as<KeyKind>(0), row.text(1), row.integer(2) != 0, row.integer(3) != 0});
    }));
    return keys;
}

Result<void> replace_keys(Connection& connection, RecordNumber number, const Keys& keys) {
    PDHS_CHECK(connection.run("DELETE FROM keys WHERE number = ? AND proven = 0", number));
    for (const auto& email : keys.emails) PDHS_CHECK(insert_key(connection, number, KeyKind::address, email));
    PDHS_TRY(const auto stored, keys_of_number(connection, number));
    const bool beside_address = has_address(stored);
    if (!keys.name.empty())
        return insert_key(connection, number, beside_address ? KeyKind::name_beside_address : KeyKind::name_alone,
                          keys.name);
    for (const auto& phone : keys.phones)
        PDHS_CHECK(insert_key(connection, number, beside_address ? KeyKind::phone_beside_address : KeyKind::phone_alone,
                              phone));
    return {};
}

Result<void> add_proven_address(Connection& connection, RecordNumber number, const std::string& address) {
    return connection.run(
        "INSERT INTO keys(kind, key, number, shared, proven) VALUES(?, ?, ?, 0, 1)"
        " ON CONFLICT DO NOTHING",
        KeyKind::address, address, number);
}

Result<void> delete_keys(Connection& connection, RecordNumber number) {
    return connection.run("DELETE FROM keys WHERE number = ?", number);
}

Result<void> store_sharing(Connection& connection, RecordNumber number, const StoredKey& key) {
    return connection.run("UPDATE keys SET shared = ? WHERE kind = ? AND key = ? AND number = ?",
                          static_cast<long long>(key.shared), key.kind, key.key, number);
}

Result<void> add_neighbours(Connection& connection, const std::vector<StoredKey>& keys,
                            std::vector<RecordNumber>& numbers) {
    for (const auto& key : keys)
        for (const auto kind : reached_from(key.kind)) {
            auto query = connection.query("SELECT number FROM keys WHERE kind = ? AND key = ?", kind, key.key);
            PDHS_CHECK(query.each([&](const Query& row) { numbers.push_back(row.integer(0)); }));
        }
    return {};
}

}  // namespace pdhs
