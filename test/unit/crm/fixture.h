#pragma once
#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pdhs/crm/platform.h"
#include "pdhs/http/http_client.h"
#include "support/catch.h"

/// A file of test/unit/crm/recorded/.
[[nodiscard]] nlohmann::json recording(const std::string& name);
/// The answer that a recording holds, as a client gets it.
[[nodiscard]] pdhs::HttpResponse response_of(const nlohmann::json& recording);
[[nodiscard]] pdhs::HttpResponse recorded(const std::string& name);

/// What a caller of create() saw, and what it says.
struct Told {
    std::vector<std::vector<std::size_t>> before;
    std::map<std::size_t, std::vector<pdhs::CreateResult>> after;
    std::vector<std::string> order;  ///< "before 0 1", "after 0", and what a test adds
    std::size_t most_before = 1000;  ///< so many requests may start, then `before` says false

    [[nodiscard]] pdhs::CreateHooks hooks();
    /// The one result of this draft.
    [[nodiscard]] const pdhs::CreateResult& of(std::size_t draft) const;
    [[nodiscard]] std::vector<pdhs::CreateResult::Kind> kinds() const;
};

namespace Catch {
template <>
struct StringMaker<pdhs::FailureKind> {
    static std::string convert(pdhs::FailureKind kind) {
        return "FailureKind " + std::to_string(static_cast<int>(kind));
    }
};
template <>
struct StringMaker<pdhs::CreateResult::Kind> {
    static std::string convert(pdhs::CreateResult::Kind kind) {
        constexpr const char* names[] = {"created", "exists", "refused", "unknown", "not_sent"};
        return names[static_cast<int>(kind)];
    }
};
}  // namespace Catch
