#include "pdhs/settings/env_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "pdhs/core/path.h"
#include "pdhs/core/text.h"

namespace pdhs {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 1'000'000;

Unexpected refuse(const EnvFile& file, std::string_view what) {
    return fail(ErrorKind::usage, fmt::format("env file {} {}", file.name, what));
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// Whether nothing has this name; a link that points nowhere is something.
bool is_absent(const fs::path& path) {
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::not_found;
}

Result<std::string> read_text(const EnvFile& file, const fs::path& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return refuse(file, "is a folder; name a file");
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    std::string text;
    std::array<char, 4096> piece;  // hardly any such file is longer, and memory for the longest one takes a millisecond
    while (stream && text.size() <= most_bytes) {
        stream.read(piece.data(), piece.size());
        text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream && !stream.eof())
        return refuse(file, fmt::format("cannot be read: {}; run as its owner, or make it readable for this user",
                                        std::generic_category().message(errno)));
    return text;
}

/// UTF-16 would look like a file without any key; whoever saved it so would search for long.
Result<void> check_text(const EnvFile& file, const std::string& text) {
    if (text.size() > most_bytes) return refuse(file, "is larger than 1 MB: is it the right file?");
    if (text.find('\0') != std::string::npos) return refuse(file, "is not plain text (UTF-16?); save it as UTF-8");
    return {};
}

std::string missing_text(const EnvFile& file) {
    if (file.misnamed.empty()) return "does not exist";
    return fmt::format("does not exist, but {} does: rename it", file.misnamed);
}

}  // namespace

const DotenvEntry* EnvFile::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.rbegin(), entries.rend(), [&](const DotenvEntry& entry) { return entry.key == key; });
    return found == entries.rend() ? nullptr : &*found;
}

Result<EnvFile> read_env_file(const std::optional<std::string>& given, const fs::path& working_directory) {
    const auto path = (working_directory / path_of(given.value_or(".env"))).lexically_normal();
    EnvFile file{printable(repair_utf8(given.value_or(".env"))), path.parent_path(), {}, false, {}};
    if (given && given->empty()) return fail(ErrorKind::usage, "option --env-file must name a file");
    if (is_absent(path)) {
        if (is_there(path_of(text_of(path) + ".txt"))) file.misnamed = file.name + ".txt";
        if (given) return refuse(file, missing_text(file));
        return file;
    }
    PDHS_TRY(const auto text, read_text(file, path));
    PDHS_CHECK(check_text(file, text));
    file.entries = parse_dotenv(text);
    file.exists = true;
    return file;
}

}  // namespace pdhs
