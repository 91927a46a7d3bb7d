#include "pdhs/crm/hubspot/standing.h"

#include <algorithm>
#include <utility>

#include "pdhs/core/text.h"
#include "pdhs/crm/hubspot/read_by_id.h"

namespace pdhs::hubspot {

namespace {

using Records = std::vector<std::optional<Record>>;

void read_named(Connection& connection, const std::string& contacts_path, std::span<const StandingContact> contacts,
                Records& records) {
    std::vector<std::string> ids;
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < contacts.size(); ++at) {
        if (!contacts[at].id) continue;
        ids.push_back(*contacts[at].id);
        places.push_back(at);
    }
    if (ids.empty()) return;
    auto lookups = get_contacts_by_id(connection, contacts_path, ids).lookups;
    for (std::size_t at = 0; at < places.size(); ++at) records[places[at]] = std::move(lookups[at].record);
}

std::optional<Record> with_email(const std::vector<Record>& records, const std::string& email) {
    for (const auto& record : records)
        for (const auto& value : record.emails)
            if (ascii_lower(value) == email) return record;
    return std::nullopt;
}

void find_by_email(Connection& connection, const std::string& contacts_path, std::span<const StandingContact> contacts,
                   Records& records) {
    std::vector<std::string> emails(contacts.size());
    std::vector<std::string> asked;
    for (std::size_t at = 0; at < contacts.size(); ++at) {
        if (records[at]) continue;
        emails[at] = ascii_lower(trimmed(contacts[at].email));
        if (!emails[at].empty()) asked.push_back(emails[at]);
    }
    if (asked.empty()) return;
    const auto found = get_contacts_by_email(connection, contacts_path, asked).records;
    for (std::size_t at = 0; at < contacts.size(); ++at)
        if (!emails[at].empty()) records[at] = with_email(found, emails[at]);
}

}  // namespace

std::vector<std::optional<Record>> read_standing(Connection& connection, const std::string& contacts_path,
                                                 std::span<const StandingContact> contacts) {
    Records records(contacts.size());
    read_named(connection, contacts_path, contacts, records);
    find_by_email(connection, contacts_path, contacts, records);
    return records;
}

}  // namespace pdhs::hubspot
