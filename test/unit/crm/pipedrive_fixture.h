#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pdhs/crm/pipedrive/client.h"
#include "support/catch.h"
#include "support/fake_http.h"
#include "support/fake_sleeper.h"

/// A client that talks to a scripted server. Its clock moves only while it waits.
struct PipedriveFixture {
    PipedriveFixture();

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

/// An answer of test/unit/crm/recorded/, as a client gets it.
[[nodiscard]] pdhs::HttpResponse recorded(const std::string& name);

/// {"id":7,"name":"Ada 7"} and so on.
[[nodiscard]] std::string person_json(const std::string& id, const std::string& more = "");
/// A page of persons with these rows; without `cursor` the last one.
[[nodiscard]] std::string page_json(const std::vector<std::string>& rows, const std::string& cursor = "");
/// The answer that holds one person.
[[nodiscard]] std::string one_json(const std::string& person);

/// What a caller of create() saw, and what it says.
struct Told {
    std::vector<std::size_t> before;
    std::map<std::size_t, std::vector<pdhs::CreateResult>> after;
    std::vector<std::string> order;  ///< "before 0", "after 0"
    std::size_t most_before = 1000;  ///< so many may start, then `before` says false

    [[nodiscard]] pdhs::CreateHooks hooks();
    /// The one result of this draft.
    [[nodiscard]] const pdhs::CreateResult& of(std::size_t draft) const;
    [[nodiscard]] std::vector<pdhs::CreateResult::Kind> kinds() const;
};

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
template <>
struct StringMaker<pdhs::ReadStop> {
    static std::string convert(pdhs::ReadStop stop) {
        constexpr const char* names[] = {"by_sink", "place_refused", "too_many"};
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
