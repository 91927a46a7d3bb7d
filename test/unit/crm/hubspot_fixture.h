#pragma once
#include <memory>
#include <string>
#include <vector>

#include "fixture.h"
#include "support/fake_http.h"
#include "support/fake_sleeper.h"

/// A client of API version 2026-09 that talks to a scripted server.
struct HubspotFixture {
    HubspotFixture();
    /// All answers that were queued must have been asked for.
    ~HubspotFixture() { CHECK(server.left() == 0); }
    HubspotFixture(const HubspotFixture&) = delete;
    HubspotFixture& operator=(const HubspotFixture&) = delete;

    support::FakeServer server;
    std::vector<pdhs::Millis> naps;
    bool interrupted = false;
    std::unique_ptr<pdhs::Platform> client;

    /// The pauses that were not zero.
    [[nodiscard]] std::vector<pdhs::Millis> pauses() const;
    [[nodiscard]] const std::string& target(std::size_t request) const { return server.requests.at(request).target; }
    [[nodiscard]] const std::string& body(std::size_t request) const { return server.requests.at(request).body; }
};

/// The answer of this name in recorded/hs_wire_samples.json.
[[nodiscard]] pdhs::HttpResponse wire_sample(const std::string& name);

/// A contact as answers hold it. `email` may be empty.
[[nodiscard]] std::string contact_json(const std::string& id, const std::string& email,
                                       const std::string& more_properties = "");
/// A page, or an answer to a batch.
[[nodiscard]] std::string results_json(const std::vector<std::string>& contacts, const std::string& more = "");

[[nodiscard]] pdhs::Draft draft(const std::string& email, const std::string& first_name = "");
/// The trace ids of a batch/create, in their order.
[[nodiscard]] std::vector<std::string> trace_ids(const pdhs::HttpRequest& request);
/// The addresses of a batch/create or a single create, in their order.
[[nodiscard]] std::vector<std::string> addresses(const pdhs::HttpRequest& request);
