#include "pdhs/crm/pipedrive/json_person.h"

#include <optional>

#include "pdhs/crm/excess.h"
#include "pdhs/crm/json/reader.h"
#include "pdhs/crm/json/writer.h"
#include "pdhs/crm/pipedrive/failures.h"
#include "pdhs/crm/pipedrive/json_envelope.h"

namespace pdhs::pipedrive {

namespace {

/// The e-mails or phones of a row, the primary one first.
struct Values {
    enum class Form { understood, strange };
    std::vector<Phone> entries;  ///< an e-mail has a label too
    Form form = Form::understood;
};

void add_entry(const JsonValue& entry, Values& values) {
    if (entry.is_nothing()) return;
    const auto value = entry.is_object() ? entry["value"] : entry;
    if (!value.is_null() && !value.is_text()) values.form = Values::Form::strange;
    auto text = value.trimmed_text();
    if (text.empty()) return;
    const auto place = entry["primary"].boolean() == true ? values.entries.begin() : values.entries.end();
    values.entries.insert(place, {std::move(text), entry["label"].trimmed_text()});
}

/// v2 has a list of objects; v1 had a list or a single text, under a name in the singular.
Values decode_values(const JsonValue& person, std::string_view name, std::string_view v1_name) {
    const auto field = person[name].is_nothing() ? person[v1_name] : person[name];
    Values values;
    if (field.is_array())
        for (const auto& entry : field.elements()) add_entry(entry, values);
    else
        add_entry(field, values);
    return values;
}

std::vector<std::string> texts_of(const Values& values) {
    std::vector<std::string> texts;
    for (const auto& entry : values.entries) texts.push_back(entry.value);
    return texts;
}

bool is_strange_text(const JsonValue& value) {
    return !value.is_nothing() && !value.is_text();
}

/// v2 gives a number, v1 an object.
std::string organization_id_of(const JsonValue& person) {
    const auto organization = person["org_id"];
    return (organization.is_object() ? organization["value"] : organization).id().value_or("");
}

Record decode_record(const JsonValue& person, const std::string& id, const Values& emails, const Values& phones) {
    Record record;
    record.ref = {Crm::pipedrive, id};
    record.name = person["name"].trimmed_text();
    record.first_name = person["first_name"].trimmed_text();
    record.last_name = person["last_name"].trimmed_text();
    record.emails = texts_of(emails);
    record.phones = phones.entries;
    record.organization_id = organization_id_of(person);
    record.created = person["add_time"].time();
    record.changed = person["update_time"].time();
    return record;
}

/// A person with an e-mail can be matched, whatever else is strange. Without one, a field that could not be read may
/// have held what the person is known by.
std::string why_unusable(const JsonValue& person, const Values& emails, const Values& phones) {
    if (!emails.entries.empty()) return {};
    if (emails.form == Values::Form::strange) return "emails: not a list of addresses";
    if (phones.form == Values::Form::strange) return "phones: not a list of numbers";
    return is_strange_text(person["name"]) ? "name: not a text" : "";
}

PersonRow decode_row(const JsonValue& person, std::string id) {
    if (person["is_deleted"].boolean() == true) return {std::move(id), Deleted{}};
    const auto emails = decode_values(person, "emails", "email");
    const auto phones = decode_values(person, "phones", "phone");
    if (auto reason = why_unusable(person, emails, phones); !reason.empty())
        return {std::move(id), Unusable{std::move(reason)}};
    auto record = decode_record(person, id, emails, phones);
    if (auto reason = excess_of(record); !reason.empty()) return {std::move(id), Unusable{std::move(reason)}};
    return {std::move(id), std::move(record)};
}

/// An empty account may have `data: null`. Without any `data` nothing is known.
bool is_list(const JsonValue& root) {
    return root["data"].is_array() || (root["data"].is_null() && root["success"].boolean() == true);
}

std::optional<std::string> next_cursor_in(const JsonValue& root) {
    const auto cursor = root["additional_data"]["next_cursor"];
    if (cursor.is_nothing()) return "";
    return cursor.is_string() ? cursor.text() : std::nullopt;
}

void write_entry(JsonWriter& writer, const std::string& value, const std::string& label, bool primary) {
    writer.begin_object().member("value", value).member("primary", primary);
    if (!label.empty()) writer.member("label", label);
    writer.end_object();
}

void write_emails(JsonWriter& writer, const std::vector<std::string>& emails) {
    if (emails.empty()) return;
    writer.key("emails").begin_array();
    for (const auto& email : emails) write_entry(writer, email, "work", &email == &emails.front());
    writer.end_array();
}

void write_phones(JsonWriter& writer, const std::vector<Phone>& phones) {
    if (phones.empty()) return;
    writer.key("phones").begin_array();
    for (const auto& phone : phones) write_entry(writer, phone.value, phone.label, &phone == &phones.front());
    writer.end_array();
}

}  // namespace

Answer<PersonsPage> decode_persons_page(std::string_view body) {
    const auto envelope = open_envelope(body);
    if (const auto* failure = failure_in(envelope)) return *failure;
    const auto root = std::get<JsonDocument>(envelope).root();
    auto cursor = next_cursor_in(root);
    if (!is_list(root)) return damaged("a page without a list of persons");
    if (!cursor) return damaged("a page with a cursor that is no text");
    PersonsPage page{.rows = {}, .next_cursor = std::move(*cursor)};
    for (const auto& person : root["data"].elements()) {
        auto id = person["id"].id();
        if (!id) return damaged("a person without an id");
        page.rows.push_back(decode_row(person, std::move(*id)));
    }
    return page;
}

Answer<PersonRow> decode_person(std::string_view body) {
    const auto envelope = open_envelope(body);
    if (const auto* failure = failure_in(envelope)) return *failure;
    const auto person = std::get<JsonDocument>(envelope).root()["data"];
    auto id = person["id"].id();
    if (!id) return damaged("a person without an id");
    return decode_row(person, std::move(*id));
}

std::string encode_person(const PersonDraft& draft) {
    JsonWriter writer;
    writer.begin_object().member("name", draft.name);
    write_emails(writer, draft.emails);
    write_phones(writer, draft.phones);
    writer.end_object();
    return writer.text();
}

}  // namespace pdhs::pipedrive
