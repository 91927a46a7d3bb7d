#pragma once
#include <string>

#include "sandbox/contact.h"
#include "sandbox/json.h"

namespace sandbox {

/// Is this one of the operators that search knows?
bool is_search_operator(const std::string& name);

/// Does the contact pass one filter {propertyName, operator, value | values | highValue}? Text compares without
/// regard to case, except that `values` must be in lower case to match; dates are epoch milliseconds or ISO text.
bool passes_filter(const Contact& contact, const Json& filter);

/// Orders two values of a property as search does: numbers and times by size, text by its lower-case bytes.
bool is_less(const std::string& property, const std::string& left, const std::string& right);

}  // namespace sandbox
