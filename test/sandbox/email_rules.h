#pragma once
#include <string>

namespace sandbox {

/// HubSpot takes this e-mail: an RFC 2822 address without quotation marks and without blanks, whose domain ends in a
/// top-level domain that exists. `.con`, `.lcom`, `.test`, `.example` and `.invalid` do not.
bool is_valid_email(const std::string& email);

}  // namespace sandbox
