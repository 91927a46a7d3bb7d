#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pdhs {

/// One assignment of an env file.
struct DotenvEntry {
    std::string key;
    std::string value;
    int line = 1;  ///< where the key stands; the first line is 1

    bool operator==(const DotenvEntry&) const = default;
};

/// The assignments of an env file in the order of the file, read as npm's dotenv 16 reads them: `KEY=value`,
/// `KEY: value`, an optional `export`, single, double and backtick quotes (also over several lines), `#` comments,
/// \n and \r expanded in double quotes only, nothing else expanded; a byte order mark and CRLF are accepted. A line
/// that is no assignment is passed over. When a key comes twice, the later one counts: that is for the caller.
[[nodiscard]] std::vector<DotenvEntry> parse_dotenv(std::string_view text);

}  // namespace pdhs
