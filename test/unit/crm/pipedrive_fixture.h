#pragma once
#include <memory>
#include <string>
#include <vector>

#include "fixture.h"
#include "pdhs/crm/pipedrive/client.h"
#include "support/fake_http.h"
#include "support/fake_sleeper.h"

/// A client that talks to a scripted server. Its clock moves only while it waits.
struct PipedriveFixture {
    PipedriveFixture();
    /// All answers that were queued must have been asked for.
    ~PipedriveFixture() { CHECK(server.left() == 0); }
    PipedriveFixture(const PipedriveFixture&) = delete;
    PipedriveFixture& operator=(const PipedriveFixture&) = delete;

    support::FakeServer server;
    std::vector<pdhs::Millis> naps;
    bool interrupted = false;
    std::unique_ptr<pdhs::Platform> client;

    /// Reads everybody; what the sink got is in `pages`, `records` and `unusable`.
    [[nodiscard]] pdhs::ReadEnd list_all(const std::string& place = "");
    [[nodiscard]] pdhs::ReadEnd changed_since(pdhs::Time since);
    /// All time that was waited for.
    [[nodiscard]] pdhs::Millis waited() const;
    [[nodiscard]] const std::string& target(std::size_t request) const { return server.requests.at(request).target; }
    [[nodiscard]] std::vector<std::string> targets() const;

    std::vector<pdhs::Page> pages;
    std::vector<pdhs::Record> records;
    std::vector<pdhs::UnusableRow> unusable;
    std::size_t most_pages = 1000;  ///< the sink stops with this one

  private:
    [[nodiscard]] pdhs::PageSink sink();
};

/// {"id":7,"name":"Ada 7"} and so on.
[[nodiscard]] std::string person_json(const std::string& id, const std::string& more = "");
/// A page of persons with these rows; without `cursor` the last one.
[[nodiscard]] std::string page_json(const std::vector<std::string>& rows, const std::string& cursor = "");
/// The answer that holds one person.
[[nodiscard]] std::string one_json(const std::string& person);

/// The ids of these records, in order.
[[nodiscard]] std::vector<std::string> ids_of(const std::vector<pdhs::Record>& records);
/// 2026-11-23 07:00:00 UTC and so many milliseconds.
[[nodiscard]] pdhs::Time monday_at_seven(long long milliseconds = 0);

/// Persons "Ada 0", "Ada 1" … with an e-mail each.
[[nodiscard]] std::vector<pdhs::Draft> drafts(std::size_t count);
/// Answers a create as Pipedrive does, with id 500 + the number in the name.
[[nodiscard]] pdhs::HttpOutcome created(const pdhs::HttpRequest& request);

namespace Catch {
template <>
struct StringMaker<pdhs::ReadStop> {
    static std::string convert(pdhs::ReadStop stop) {
        constexpr const char* names[] = {"by_sink", "out_of_time", "place_refused", "too_many"};
        return names[static_cast<int>(stop)];
    }
};
template <>
struct StringMaker<pdhs::View> {
    static std::string convert(pdhs::View view) {
        constexpr const char* names[] = {"whole", "partial", "untold"};
        return names[static_cast<int>(view)];
    }
};
template <>
struct StringMaker<pdhs::Millis> {
    static std::string convert(pdhs::Millis time) { return std::to_string(time.count()) + " ms"; }
};
}  // namespace Catch
