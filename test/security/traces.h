#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace security {

/// The forms in which a secret could be let slip, each under its name: as it is and each half of it, in base64 (at each
/// of the three places that a text around it may give it, both alphabets), percent-encoded, escaped as in JSON, and in
/// hexadecimal digits.
struct Form {
    std::string name;
    std::string text;
};
[[nodiscard]] std::vector<Form> forms_of(const std::string& secret);

/// The names of the forms in which the secret stands in these bytes; letters of digits in either case.
[[nodiscard]] std::vector<std::string> traces_of(const std::string& secret, std::string_view bytes);

/// Padded, with the alphabet of RFC 4648 section 4.
[[nodiscard]] std::string base64(std::string_view bytes);
/// Everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view bytes);
/// Every byte as \u00XX.
[[nodiscard]] std::string unicode_escaped(std::string_view bytes);
/// The text with each `from` replaced by `to`.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace security
