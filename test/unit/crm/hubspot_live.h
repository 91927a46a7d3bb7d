#pragma once
#include <memory>
#include <string>
#include <vector>

#include "hubspot_fixture.h"
#include "pdhs/core/interrupt.h"
#include "pdhs/crm/hubspot/client.h"
#include "pdhs/http/curl_client.h"
#include "sandbox/sandbox.h"

/// The client as the program uses it, over HTTP against the sandbox.
struct Live {
    pdhs::Interrupt interrupt;
    sandbox::Sandbox world;
    Told told;

    std::unique_ptr<pdhs::Platform> client(const std::string& api_version = "2026-09") {
        pdhs::HttpEndpoint endpoint;
        endpoint.base_url = world.hubspot_url();
        endpoint.auth_header = "Authorization";
        endpoint.auth_prefix = "Bearer ";
        endpoint.token = pdhs::Secret(world.hubspot().options().token);
        endpoint.user_agent = "pdhs-sync-test";
        return pdhs::hubspot::make_client(pdhs::make_curl_client(endpoint, {}, interrupt),
                                          pdhs::make_sleeper(interrupt), api_version);
    }

    pdhs::Time now() { return pdhs::Time(pdhs::Millis(world.clock().now_ms())); }
    /// All that happened so far can be searched for.
    void let_index_catch_up() { world.clock().advance(world.hubspot().options().search_lag_ms); }

    pdhs::CreateEnd create(const std::vector<pdhs::Draft>& drafts, pdhs::CreatePace pace = pdhs::CreatePace::normal) {
        return client()->create(drafts, pace, told.hooks());
    }
};

struct Read {
    pdhs::ReadEnd end;
    std::vector<pdhs::Record> records;
};

/// Keeps what the pages hold.
inline pdhs::PageSink into(std::vector<pdhs::Record>& records) {
    return [&records](const pdhs::Page& page) -> pdhs::Result<pdhs::Onward> {
        records.insert(records.end(), page.records.begin(), page.records.end());
        return pdhs::Onward::go_on;
    };
}

inline Read read_all(pdhs::Platform& client, const std::string& place = "") {
    Read read;
    read.end = client.list_all(place, into(read.records));
    return read;
}

inline Read read_changes(pdhs::Platform& client, pdhs::Time since) {
    Read read;
    read.end = client.changed_since(since, into(read.records));
    return read;
}

inline std::vector<std::string> ids_of(const std::vector<pdhs::Record>& records) {
    std::vector<std::string> ids;
    for (const auto& record : records) ids.push_back(record.ref.id);
    return ids;
}

inline std::string address(int number) {
    return "person" + std::to_string(number) + "@example.com";
}
