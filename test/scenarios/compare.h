#pragma once
#include <functional>
#include <string>
#include <vector>

#include "scenarios/people.h"

namespace scenarios {

/// All addresses of a record, in lower case.
std::vector<std::string> addresses_of(const LiveRecord& record);

/// The whole name of a record.
std::string name_of_human(const LiveRecord& record);

/// Whether a record holds exactly the values that the row names, field by field, in their order. A field that the row
/// does not name may hold anything; the value `none` means that it holds nothing.
bool matches(const Row& row, const LiveRecord& record);

/// What is wrong when exactly the rows' records shall be there; "" when nothing is. A row called `new` is a record that
/// the program made, each other name is the record that the scenario calls so.
std::string difference(const std::vector<Row>& rows, const std::vector<LiveRecord>& records,
                       const std::function<std::string(const Row&)>& id_of,
                       const std::function<bool(const std::string&)>& was_given);

/// What is wrong when each address that stands on one side has to stand on the other; "" when nothing is.
std::string missing_address(const std::vector<LiveRecord>& here, const std::vector<LiveRecord>& there);

/// An address that two of these records have in common, or a name that two of them have without an address; "" if none.
std::string twins_among(const std::vector<LiveRecord>& records);

/// One record on one line, for people.
std::string shown(const LiveRecord& record);

}  // namespace scenarios
