#include "pdhs/http/certificate_directory.h"

#include <string>
#include <string_view>

namespace pdhs {

namespace {

bool is_hash_name(std::string_view name) {
    constexpr std::size_t hash_digits = 8;
    return name.size() == hash_digits + 2 && name.ends_with(".0") &&
           name.find_first_not_of("0123456789abcdef") == hash_digits;
}

}  // namespace

bool is_hashed_certificate_directory(const std::filesystem::path& directory) {
    constexpr int enough = 20;
    int found = 0;
    std::error_code error;
    // Written out, because the iterator's ++ in a range-for throws when the directory cannot be read on.
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end && found < enough;
         entry.increment(error)) {
        if (is_hash_name(entry->path().filename().string())) ++found;
    }
    return found >= enough;
}

}  // namespace pdhs
