#pragma once
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <string_view>

namespace fuzz {

/// A promise of the code under test. A broken one ends the program, by which the fuzzer keeps the input.
inline void require(bool kept, std::string_view promise, std::source_location where = std::source_location::current()) {
    if (kept) return;
    std::fprintf(stderr, "%s:%u: broken promise: %.*s\n", where.file_name(), static_cast<unsigned>(where.line()),
                 static_cast<int>(promise.size()), promise.data());
    std::abort();
}

/// The same of two texts, which are shown.
inline void require_same(std::string_view text, std::string_view expected, std::string_view promise,
                         std::source_location where = std::source_location::current()) {
    if (text != expected)
        std::fprintf(stderr, "got      \"%s\"\nexpected \"%s\"\n", std::string(text).c_str(),
                     std::string(expected).c_str());
    require(text == expected, promise, where);
}

/// What the fuzzer hands over.
inline std::string_view text_of(const unsigned char* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace fuzz
