#include "sandbox/people_table.h"

#include <algorithm>
#include <array>
#include <vector>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

using Row = std::array<std::string, 4>;

std::string property(const Contact& contact, const std::string& name) {
    const auto found = contact.properties.find(name);
    return found == contact.properties.end() ? "" : found->second;
}

std::string both(const std::string& first, const std::string& second, const std::string& between) {
    return first.empty() || second.empty() ? first + second : first + between + second;
}

Row row_of(const Contact& contact) {
    const auto phone = both(property(contact, "phone"), property(contact, "mobilephone"), ", ");
    const auto name = both(property(contact, "firstname"), property(contact, "lastname"), " ");
    return {contact.id, phone, both(property(contact, "email"), property(contact, "hs_additional_emails"), ", "),
            both(name, property(contact, "company"), ", ")};
}

std::string values(const std::vector<PersonValue>& list) {
    std::vector<std::string> texts;
    for (const auto& value : list) texts.push_back(value.value);
    return joined(texts, ", ");
}

Row row_of(const Person& person) {
    return {std::to_string(person.id), values(person.phones), values(person.emails), person.name};
}

// In characters, so that a no-break space in a phone does not shift the column.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) >> 6) != 2; }));
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - width_of(text), ' ');
}

std::string table(const std::string& title, const std::vector<Row>& rows) {
    std::array<std::size_t, 3> widths{};
    for (const auto& row : rows)
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], width_of(row[column]));
    auto text = title + " (" + std::to_string(rows.size()) + ")\n";
    for (const auto& row : rows) {
        text += " ";
        for (std::size_t column = 0; column < widths.size(); ++column)
            text += " " + padded(row[column], widths[column] + 1);
        text += row.back() + "\n";
    }
    return text;
}

template <class Records>
std::vector<Row> rows_of(const Records& records) {
    std::vector<Row> rows;
    for (const auto& record : records) rows.push_back(row_of(record));
    return rows;
}

}  // namespace

std::string people_table(const Hubspot& hubspot, const Pipedrive& pipedrive) {
    return table("HubSpot contacts", rows_of(hubspot.contacts())) + "\n" +
           table("Pipedrive persons", rows_of(pipedrive.persons()));
}

}  // namespace sandbox
