#pragma once
#include <string>
#include <vector>

#include "pdhs/core/identity.h"
#include "pdhs/core/plan.h"
#include "pdhs/state/sqlite.h"

namespace pdhs {

// Table `keys`: what live records can be found by. Only what resolve() can compare is stored apart, so that a name or
// a switchboard's number on thousands of records with addresses does not make them neighbours.

enum class KeyKind {
    address,
    name_beside_address,   ///< of a record that has addresses
    name_alone,            ///< of a record that has none
    phone_beside_address,  ///< of a nameless record that has addresses
    phone_alone,           ///< of a nameless record that has none
};

struct StoredKey {
    KeyKind kind = KeyKind::address;
    std::string key;
    bool shared = false;
    bool proven = false;
};

[[nodiscard]] Result<std::vector<StoredKey>> keys_of_number(Connection& connection, RecordNumber number);

/// Replaces all keys of a record but its proven addresses.
[[nodiscard]] Result<void> replace_keys(Connection& connection, RecordNumber number, const Keys& keys);
/// Adds an address that the platform says belongs to the record.
[[nodiscard]] Result<void> add_proven_address(Connection& connection, RecordNumber number, const std::string& address);
[[nodiscard]] Result<void> delete_keys(Connection& connection, RecordNumber number);
/// Stores key.shared: whether an address of a record is one of several people.
[[nodiscard]] Result<void> store_sharing(Connection& connection, RecordNumber number, const StoredKey& key);

/// Adds to `numbers` the records that resolve() has to see together with one that has these keys; may add that one
/// itself, and one several times.
[[nodiscard]] Result<void> add_neighbours(Connection& connection, const std::vector<StoredKey>& keys,
                                          std::vector<RecordNumber>& numbers);

}  // namespace pdhs
