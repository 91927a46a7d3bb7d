#pragma once
// Catch2 v2 (Debian 12) has one header; v3 splits it and renames some matchers.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#define PDHS_CATCH_CONTAINS Catch::Matchers::ContainsSubstring
#else
#include <catch2/catch.hpp>
#define PDHS_CATCH_CONTAINS Catch::Matchers::Contains
#endif

/// Matches a string that contains `text`, with either version of Catch2.
inline auto contains(const std::string& text) {
    return PDHS_CATCH_CONTAINS(text);
}
