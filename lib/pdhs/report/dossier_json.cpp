#include "pdhs/core/convert.h"
#include "pdhs/report/dossier_text.h"
#include "pdhs/report/json_writer.h"

namespace pdhs {

namespace {

std::string_view name_of(RecordStatus state) {
    switch (state) {
        case RecordStatus::alive:
            return "alive";
        case RecordStatus::gone:
            return "gone";
        case RecordStatus::merged:
            return "merged";
    }
    return "";
}

std::string_view name_of(BondOrigin origin) {
    switch (origin) {
        case BondOrigin::created:
            return "created";
        case BondOrigin::email:
            return "email";
        case BondOrigin::name:
            return "name";
        case BondOrigin::name_only:
            return "name_only";
    }
    return "";
}

void write_partner(JsonWriter& writer, const Partner& partner) {
    writer.StartObject();
    write_member(writer, "record", to_string(partner.ref));
    write_member(writer, "state", name_of(partner.state));
    write_member(writer, "by", name_of(partner.origin));
    writer.EndObject();
}

void write_known(JsonWriter& writer, const KnownRecord& known) {
    const auto keys = keys_of(known.record);
    const auto write_text = [](JsonWriter& to, const std::string& text) { to.String(text); };
    writer.StartObject();
    write_member(writer, "record", to_string(known.record.ref));
    write_member(writer, "state", name_of(known.state));
    write_time(writer, "noted", known.noted);
    write_list(writer, "addresses", keys.emails, write_text);
    write_list(writer, "shared_addresses", known.shared_addresses, write_text);
    write_member(writer, "name", display_name(known.record));
    write_list(writer, "phones", keys.phones, write_text);
    write_list(writer, "bound_to", known.partners, write_partner);
    write_time(writer, "next_try", known.next_try);
    writer.EndObject();
}

void write_deed(JsonWriter& writer, const PastDeed& deed) {
    writer.StartObject();
    write_time(writer, "time", deed.at);
    write_member(writer, "pass", deed.pass);
    write_member(writer, "message", deed.message);
    write_text_or_null(writer, "detail", deed.detail);
    writer.EndObject();
}

}  // namespace

std::string dossier_as_json(const Dossier& dossier, const std::string& version) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_member(writer, "schema", "pdhs-sync.explain/1");
    write_member(writer, "version", version);
    write_member(writer, "exit_code", dossier.is_known() ? 0 : 1);
    write_error(writer, std::nullopt);
    write_member(writer, "asked", dossier.asked);
    write_truth(writer, "known", dossier.is_known());
    write_truth(writer, "both_were_read_once", dossier.both_were_read_once);
    for (const auto crm : both_crms)
        write_time(writer, std::string(pdhs::name_of(crm)) + "_polled", dossier.polled[crm]);
    write_list(writer, "records", dossier.records, write_known);
    write_list(writer, "next", dossier.next, write_action);
    write_list(writer, "done", dossier.deeds, write_deed);
    writer.EndObject();
    return text_of(buffer);
}

}  // namespace pdhs
