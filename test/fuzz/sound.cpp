#include "fuzz/sound.h"

#include "fuzz/require.h"
#include "pdhs/core/text.h"

namespace fuzz {

namespace {

constexpr std::size_t longest_message = 1'500;

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

std::size_t length_by_lead(unsigned lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/// Neither overlong, nor a surrogate, nor beyond U+10FFFF: all told by the second byte.
bool second_fits(unsigned lead, unsigned second) {
    if (lead == 0xE0) return second >= 0xA0;
    if (lead == 0xED) return second < 0xA0;
    if (lead == 0xF0) return second >= 0x90;
    return lead != 0xF4 || second < 0x90;
}

bool is_character(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at)
        if ((byte_at(text, at) & 0xC0u) != 0x80u) return false;
    return text.size() == 1 || second_fits(byte_at(text, 0), byte_at(text, 1));
}

void require_tidy(std::string_view text) {
    require(is_utf8(text), "a record's texts are valid UTF-8");
    require_same(pdhs::trimmed(text), text, "a record's texts are without outer blanks");
}

void require_value(std::string_view text) {
    require(!text.empty(), "empty values are left out of a record");
    require_tidy(text);
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = length_by_lead(byte_at(text, 0));
        if (length == 0 || length > text.size() || !is_character(text.substr(0, length))) return false;
        text.remove_prefix(length);
    }
    return true;
}

void require_printable(std::string_view text, std::string_view what) {
    require(is_utf8(text), what);
    require_same(pdhs::printable(text), text, what);
}

void require_id(std::string_view id) {
    require(!id.empty() && id.find_first_not_of("0123456789") == std::string_view::npos, "an id is decimal digits");
}

void require_sound(const pdhs::Record& record, pdhs::Crm crm) {
    require(record.ref.crm == crm, "a record knows its platform");
    require_id(record.ref.id);
    for (const auto* text : {&record.first_name, &record.last_name, &record.name, &record.company}) require_tidy(*text);
    for (const auto& email : record.emails) require_value(email);
    for (const auto& merged : record.merged_ids) require_value(merged);
    for (const auto& phone : record.phones) require_value(phone.value), require_tidy(phone.label);
    if (!record.organization_id.empty()) require_id(record.organization_id);
}

void require_sound(const pdhs::Failure& failure) {
    require(!failure.message.empty(), "a failure has a message");
    require(failure.message.size() <= longest_message, "a failure's message holds no whole body");
    require_printable(failure.message, "a failure's message can be shown");
    require_printable(failure.code, "a failure's code can be shown");
    require(!failure.retry_after || *failure.retry_after >= pdhs::Millis{0}, "nobody waits for the past");
}

}  // namespace fuzz
