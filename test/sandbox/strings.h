#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sandbox {

/// ASCII only: other letters stay as they are.
std::string lower(std::string text);
/// Without blanks, tabs and line ends at either end.
std::string trimmed(const std::string& text);
/// The parts between separators, trimmed; empty ones are left out.
std::vector<std::string> split(const std::string& text, char separator);
std::string joined(const std::vector<std::string>& parts, const std::string& separator);
/// A non-negative decimal number of up to 18 digits and nothing else.
std::optional<std::int64_t> to_number(const std::string& text);
/// Code points of UTF-8 text.
std::size_t characters(const std::string& text);
/// A random UUID (version 4) in its usual notation.
std::string random_uuid();
/// So many random lower-case hexadecimal digits.
std::string random_hex(std::size_t digits);
/// base64url without padding, and back; nothing when the text is not of that form.
std::string to_base64url(const std::string& bytes);
std::optional<std::string> from_base64url(const std::string& text);

}  // namespace sandbox
