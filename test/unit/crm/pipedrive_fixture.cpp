#include "pipedrive_fixture.h"

#include <nlohmann/json.hpp>
#include <numeric>

namespace {

using Json = nlohmann::json;

std::string joined(const std::vector<std::string>& parts) {
    std::string result;
    for (const auto& part : parts) result += (result.empty() ? "" : ",") + part;
    return result;
}

}  // namespace

PipedriveFixture::PipedriveFixture()
    : client(pdhs::pipedrive::make_client(std::make_unique<support::FakeHttp>(server),
                                          std::make_unique<support::FakeSleeper>(naps, [this] { return interrupted; }),
                                          [this] { return pdhs::Instant() + std::chrono::hours(1) + waited(); })) {}

pdhs::PageSink PipedriveFixture::sink() {
    return [this](const pdhs::Page& page) -> pdhs::Result<pdhs::Onward> {
        records.insert(records.end(), page.records.begin(), page.records.end());
        unusable.insert(unusable.end(), page.unusable.begin(), page.unusable.end());
        pages.push_back(page);
        return pages.size() < most_pages ? pdhs::Onward::go_on : pdhs::Onward::stop;
    };
}

pdhs::ReadEnd PipedriveFixture::list_all(const std::string& place) {
    return client->list_all(place, sink());
}

pdhs::ReadEnd PipedriveFixture::changed_since(pdhs::Time since) {
    return client->changed_since(since, sink());
}

pdhs::Millis PipedriveFixture::waited() const {
    const auto in_exchanges = std::accumulate(server.waits.begin(), server.waits.end(), pdhs::Millis(0));
    return std::accumulate(naps.begin(), naps.end(), in_exchanges);
}

std::vector<std::string> PipedriveFixture::targets() const {
    std::vector<std::string> result;
    for (const auto& request : server.requests) result.push_back(request.target);
    return result;
}

std::string person_json(const std::string& id, const std::string& more) {
    return "{\"id\":" + id + ",\"name\":\"Ada " + id + "\"" + more + "}";
}

std::string page_json(const std::vector<std::string>& rows, const std::string& cursor) {
    const auto next = cursor.empty() ? std::string("null") : "\"" + cursor + "\"";
    return "{\"success\":true,\"data\":[" + joined(rows) + "],\"additional_data\":{\"next_cursor\":" + next + "}}";
}

std::string one_json(const std::string& person) {
    return "{\"success\":true,\"data\":" + person + "}";
}

std::vector<std::string> ids_of(const std::vector<pdhs::Record>& records) {
    std::vector<std::string> ids;
    for (const auto& record : records) ids.push_back(record.ref.id);
    return ids;
}

pdhs::Time monday_at_seven(long long milliseconds) {
    const std::chrono::sys_days monday(std::chrono::year(2026) / 11 / 23);
    return pdhs::Time(monday) + std::chrono::hours(7) + pdhs::Millis(milliseconds);
}

std::vector<pdhs::Draft> drafts(std::size_t count) {
    std::vector<pdhs::Draft> result;
    for (std::size_t index = 0; index < count; ++index) {
        const auto number = std::to_string(index);
        result.emplace_back(pdhs::PersonDraft{"Ada " + number, {"ada" + number + "@example.com"}, {}});
    }
    return result;
}

pdhs::HttpOutcome created(const pdhs::HttpRequest& request) {
    auto person = Json::parse(request.body);
    person["id"] = 500 + std::stoi(person.at("name").get<std::string>().substr(4));
    return support::answer(200, Json({{"success", true}, {"data", person}}).dump());
}
