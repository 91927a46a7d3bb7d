#include "pdhs/report/json_writer.h"
#include "pdhs/report/status_text.h"

namespace pdhs {

namespace {

void write_pass(JsonWriter& writer, const PastPass& pass) {
    writer.StartObject();
    write_member(writer, "pass", pass.pass);
    write_time(writer, "started", pass.started);
    write_or_null(writer, "exit_code", pass.exit_code,
                  [](JsonWriter& out, ExitCode exit_code) { out.Int(static_cast<int>(exit_code)); });
    write_member(writer, "duration_ms", static_cast<long long>(pass.duration.count()));
    for (const auto crm : both_crms) write_member(writer, "created_on_" + std::string(name_of(crm)), pass.created[crm]);
    write_text_or_null(writer, "error", pass.error);
    writer.EndObject();
}

void write_block(JsonWriter& writer, const Block& block) {
    writer.StartObject();
    write_member(writer, "kind", name_of(block.kind));
    write_member(writer, "message", block.message);
    write_time(writer, "since", block.since);
    write_time(writer, "until", block.until);
    writer.EndObject();
}

void write_cut(JsonWriter& writer, const CutListing& cut) {
    writer.StartObject();
    write_member(writer, "records", cut.records);
    write_member(writer, "why", cut.why);
    write_time(writer, "next_try", cut.next_try);
    writer.EndObject();
}

void write_budget(JsonWriter& writer, const PlatformStatus& platform) {
    write_key(writer, "budget");
    writer.StartObject();
    write_member(writer, "left", platform.budget.ours);
    write_member(writer, "share", platform.budget.share);
    write_member(writer, "spent_in_24h", platform.spent_in_a_day);
    write_time(writer, "reset", platform.budget.reset);
    write_member(writer, "poll_interval_ms", static_cast<long long>(platform.interval.count()));
    writer.EndObject();
}

void write_platform(JsonWriter& writer, const Status& status, Crm crm) {
    const auto& platform = status.platforms[crm];
    write_key(writer, name_of(crm));
    writer.StartObject();
    write_member(writer, "records", platform.live);
    write_member(writer, "missing", platform.missing);
    write_member(writer, "to_create", status.to_create[crm]);
    write_time(writer, "polled", platform.history.polled_at);
    write_time(writer, "listed", platform.history.listed_at);
    write_budget(writer, platform);
    write_or_null(writer, "block", platform.block, write_block);
    write_or_null(writer, "cut_listing", platform.cut, write_cut);
    writer.EndObject();
}

void write_brake(JsonWriter& writer, const Brake& brake) {
    writer.StartObject();
    write_member(writer, "kind", name_of(brake.kind));
    write_member(writer, "on", name_of(brake.crm));
    write_truth(writer, "holds", brake.status == Brake::Status::holds);
    write_time(writer, "since", brake.since);
    write_member(writer, "message", brake.message);
    writer.EndObject();
}

}  // namespace

std::string status_as_json(const Status& status, const std::string& version) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_member(writer, "schema", "pdhs-sync.status/1");
    write_member(writer, "version", version);
    write_member(writer, "exit_code", is_healthy(status) ? 0 : 1);
    write_error(writer, std::nullopt);
    write_time(writer, "now", status.now);
    write_truth(writer, "healthy", is_healthy(status));
    write_truth(writer, "running", status.is_running);
    write_or_null(writer, "last_good_pass", status.last_good, write_pass);
    for (const auto crm : both_crms) write_platform(writer, status, crm);
    write_member(writer, "on_both", status.bonds);
    write_member(writer, "ambiguous", status.ambiguous);
    write_list(writer, "brakes", status.brakes, write_brake);
    write_list(writer, "actions", status.actions, write_action);
    write_list(writer, "passes", status.passes, write_pass);
    writer.EndObject();
    return text_of(buffer);
}

}  // namespace pdhs
