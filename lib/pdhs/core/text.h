#pragma once
#include <string>
#include <string_view>

namespace pdhs {

/// The text with every byte sequence that is no valid UTF-8 (surrogates and overlong forms included) replaced by
/// U+FFFD, one for each maximal bad part.
[[nodiscard]] std::string repair_utf8(std::string_view text);

/// Without white space and control characters at both ends (ASCII blanks, U+00A0, U+FEFF, U+2000-U+200B, U+3000).
[[nodiscard]] std::string trimmed(std::string_view text);
/// The same as a part of `text`, which must outlive it.
[[nodiscard]] std::string_view trimmed_part(std::string_view text);

/// Only A-Z become a-z: what addresses need, independent of any locale.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// NFKC, case-folded, runs of blanks collapsed to one, trimmed: for comparing names. `text` must be valid UTF-8.
[[nodiscard]] std::string folded_name(std::string_view text);

/// Every blank and control character (those of trimmed()) as one ASCII space.
[[nodiscard]] std::string blanks_as_spaces(std::string_view text);

/// For a terminal or a log line: control characters (C0, DEL, C1, bidirectional overrides) replaced by U+FFFD, so
/// that a contact's name cannot draw on the screen. `text` must be valid UTF-8.
[[nodiscard]] std::string printable(std::string_view text);

/// A JSON text whose strings hold none of what printable() replaces as it is, but as \uXXXX: it says the same to a
/// program, and a person may let a terminal show it. `json` must be valid UTF-8 and escape what JSON must (C0).
[[nodiscard]] std::string printable_json(std::string_view json);

/// "1,234,567"
[[nodiscard]] std::string with_thousands(long long number);

/// "1 contact", "1,234 contacts": the number, and the words that go with it.
[[nodiscard]] std::string counted(long long number, std::string_view one, std::string_view several);

}  // namespace pdhs
