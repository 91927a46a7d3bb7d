#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pdhs/core/contact.h"
#include "pdhs/crm/pipedrive/answer.h"

namespace pdhs::pipedrive {

/// A person in Pipedrive's bin (`is_deleted`).
struct Deleted {
    bool operator==(const Deleted&) const = default;
};
/// A row of which only the id can be used.
struct Unusable {
    std::string reason;

    bool operator==(const Unusable&) const = default;
};

/// One person object of an answer (API page, section 4).
struct PersonRow {
    std::string id;
    std::variant<Record, Deleted, Unusable> content;
};

struct PersonsPage {
    std::vector<PersonRow> rows;
    std::string next_cursor;  ///< empty: this page is the last one
};

/// A page of persons. A row without an id makes it damaged.
[[nodiscard]] Answer<PersonsPage> decode_persons_page(std::string_view body);
/// The person in the answer to GET or POST of one person.
[[nodiscard]] Answer<PersonRow> decode_person(std::string_view body);
/// The body that creates a person: name, emails and phones, and nothing else.
[[nodiscard]] std::string encode_person(const PersonDraft& draft);

}  // namespace pdhs::pipedrive
