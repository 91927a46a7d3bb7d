#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdhs/crm/platform.h"
#include "support/catch.h"
#include "support/fake_http.h"
#include "support/fake_sleeper.h"

/// A client of API version 2026-09 that talks to a scripted server.
struct HubspotFixture {
    HubspotFixture();

    support::FakeServer server;
    std::vector<pdhs::Millis> naps;
    bool interrupted = false;
    std::unique_ptr<pdhs::Platform> client;

    /// The pauses that were not zero.
    [[nodiscard]] std::vector<pdhs::Millis> pauses() const;
    [[nodiscard]] const std::string& target(std::size_t request) const { return server.requests.at(request).target; }
    [[nodiscard]] const std::string& body(std::size_t request) const { return server.requests.at(request).body; }
};

/// An answer of test/unit/crm/recorded/, as a client gets it.
[[nodiscard]] pdhs::HttpResponse recorded(const std::string& name);
/// The answer of this name in recorded/hs_wire_samples.json.
[[nodiscard]] pdhs::HttpResponse wire_sample(const std::string& name);

/// A contact as answers hold it. `email` may be empty.
[[nodiscard]] std::string contact_json(const std::string& id, const std::string& email,
                                       const std::string& more_properties = "");
/// A page, or an answer to a batch.
[[nodiscard]] std::string results_json(const std::vector<std::string>& contacts, const std::string& more = "");

/// What a caller of create() saw.
struct Told {
    std::vector<std::vector<std::size_t>> before;
    std::map<std::size_t, std::vector<pdhs::CreateResult>> after;
    std::vector<std::string> order;  ///< "before 0 1", "after 0", and what a test adds

    [[nodiscard]] pdhs::CreateHooks hooks();
    /// The one result of this draft.
    [[nodiscard]] const pdhs::CreateResult& of(std::size_t draft) const;
};

[[nodiscard]] pdhs::Draft draft(const std::string& email, const std::string& first_name = "");
/// The trace ids of a batch/create, in their order.
[[nodiscard]] std::vector<std::string> trace_ids(const pdhs::HttpRequest& request);
/// The addresses of a batch/create or a single create, in their order.
[[nodiscard]] std::vector<std::string> addresses(const pdhs::HttpRequest& request);

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
