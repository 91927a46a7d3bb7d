#include "fuzz/people.h"

#include <optional>
#include <set>

#include "fuzz/pieces.h"
#include "pdhs/core/text.h"

namespace fuzz {

namespace {

using namespace pdhs;

/// Many enough for anything to happen among them.
constexpr std::size_t most_people = 24;

struct Wish {
    std::size_t partner = 0;
    BondOrigin origin = BondOrigin::created;
};

struct Paragraph {
    Record record;
    std::optional<Wish> wish = {};
};

Wish wish_in(std::string_view line) {
    const auto digit = [&](std::size_t at) {
        return at < line.size() ? static_cast<unsigned char>(line[at]) - '0' : 0;
    };
    return {static_cast<std::size_t>(digit(1)), static_cast<BondOrigin>(digit(2) & 3)};
}

void add_line(Paragraph& paragraph, const std::string& line) {
    auto& record = paragraph.record;
    auto value = trimmed(repair_utf8(std::string_view(line).substr(1)));
    if (line[0] == 'H') record.ref.crm = Crm::hubspot;
    if (line[0] == 'B') paragraph.wish = wish_in(line);
    if (line[0] == 'N') record.name = value;
    if (line[0] == 'F') record.first_name = value;
    if (line[0] == 'L') record.last_name = value;
    if (line[0] == 'C') record.company = value;
    if (line[0] == 'E' && !value.empty()) record.emails.push_back(std::move(value));
    if (line[0] == 'P' && !value.empty()) record.phones.push_back({std::move(value), "work"});
}

Paragraph paragraph_of(const std::string& text, std::size_t number) {
    Paragraph paragraph;
    paragraph.record.ref = {Crm::pipedrive, std::to_string(number)};
    for (const auto& line : pieces(text, "\n"))
        if (!line.empty()) add_line(paragraph, line);
    if (paragraph.record.ref.crm == Crm::hubspot) paragraph.record.name.clear();
    return paragraph;
}

void bind(People& people, std::set<std::size_t>& bound, std::size_t one, const Wish& wish) {
    const auto other = wish.partner;
    if (other >= people.records.size() || bound.contains(one) || bound.contains(other)) return;
    if (people.records[one].ref.crm == people.records[other].ref.crm) return;
    const bool is_contact = people.records[one].ref.crm == Crm::hubspot;
    people.bonds.push_back({is_contact ? one : other, is_contact ? other : one, wish.origin});
    bound.insert({one, other});
}

}  // namespace

People people_in(std::string_view text) {
    People people;
    std::vector<std::optional<Wish>> wishes;
    for (const auto& piece : pieces(text, "\n\n")) {
        if (people.records.size() == most_people) break;
        auto paragraph = paragraph_of(piece, people.records.size());
        people.records.push_back(std::move(paragraph.record));
        wishes.push_back(paragraph.wish);
    }
    std::set<std::size_t> bound;
    for (std::size_t each = 0; each < wishes.size(); ++each)
        if (wishes[each]) bind(people, bound, each, *wishes[each]);
    return people;
}

}  // namespace fuzz
