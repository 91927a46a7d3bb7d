#include "scenarios/laws.h"

#include <set>
#include <sstream>

#include "scenarios/compare.h"
#include "support/file_content.h"

namespace scenarios {

namespace {

using sandbox::Json;

enum class Type { text, number, flag, object, list, text_or_null, object_or_null };

using Members = std::vector<std::pair<const char*, Type>>;

const Members of_report = {{"schema", Type::text},      {"version", Type::text},       {"pass", Type::number},
                           {"dry_run", Type::flag},     {"exit_code", Type::number},   {"error", Type::object_or_null},
                           {"started", Type::text},     {"duration_ms", Type::number}, {"hubspot", Type::object},
                           {"pipedrive", Type::object}, {"pending", Type::number},     {"parked", Type::number},
                           {"ambiguous", Type::number}, {"skipped", Type::number},     {"paced", Type::flag},
                           {"actions", Type::list}};
const Members of_platform = {{"mode", Type::text},      {"complete", Type::flag},    {"read", Type::number},
                             {"created", Type::number}, {"recreated", Type::number}, {"exists", Type::number},
                             {"failed", Type::number},  {"requests", Type::number}};
const Members of_action = {{"do", Type::text},
                           {"on", Type::text},
                           {"from", Type::text},
                           {"key", Type::text},
                           {"result", Type::text_or_null},
                           {"id", Type::text_or_null},
                           {"reason", Type::text_or_null}};
const Members of_log_line = {{"level", Type::number},
                             {"time", Type::number},
                             {"pid", Type::number},
                             {"hostname", Type::text},
                             {"msg", Type::text}};

bool is_of(const Json& value, Type type) {
    switch (type) {
        case Type::text:
            return value.is_string();
        case Type::number:
            return value.is_number_integer();
        case Type::flag:
            return value.is_boolean();
        case Type::object:
            return value.is_object();
        case Type::list:
            return value.is_array();
        case Type::text_or_null:
            return value.is_string() || value.is_null();
        case Type::object_or_null:
            return value.is_object() || value.is_null();
    }
    return false;
}

void check_members(const Json& object, const Members& members, const std::string& what, const Line& line) {
    if (!object.is_object()) throw Mismatch(line.number, what + " is no JSON object: " + object.dump());
    for (const auto& [name, type] : members)
        if (!object.contains(name) || !is_of(object[name], type))
            throw Mismatch(line.number, what + ": '" + name + "' is missing or of another type: " + object.dump());
}

void check_word(const Json& value, const std::set<std::string>& words, const std::string& what, const Line& line) {
    if (!value.is_null() && !words.contains(value.get<std::string>()))
        throw Mismatch(line.number, what + " is " + value.dump());
}

void check_action(const Json& action, const Line& line) {
    check_members(action, of_action, "an action", line);
    check_word(action["do"], {"create", "recreate", "skip", "hold"}, "do", line);
    check_word(action["on"], {"hubspot", "pipedrive"}, "on", line);
    check_word(action["result"], {"planned", "created", "exists", "failed", "unknown", "pending"}, "result", line);
}

void check_no_token(const std::string& bytes, const std::string& where, const Stage& stage, const Line& line) {
    for (const auto& secret : stage.secrets())
        if (bytes.find(secret) != std::string::npos) throw Mismatch(line.number, "a token stands in " + where);
}

void check_no_token_anywhere(const Stage& stage, const Line& line) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(stage.folder()))
        if (entry.is_regular_file() && entry.path().filename() != ".env")
            check_no_token(support::file_content(entry.path()), entry.path().filename(), stage, line);
}

void check_log(const PassResult& result, const Line& line) {
    std::istringstream log(result.log);
    for (std::string text; std::getline(log, text);) {
        const auto json = sandbox::parse_json(text);
        if (!json) throw Mismatch(line.number, "output.log: not JSON: " + text);
        check_members(*json, of_log_line, "a line of output.log", line);
    }
}

void check_reads_and_creates_only(const PassResult& result, const Line& line) {
    static const std::set<std::string> posts = {"create", "batch_create", "batch_read", "search"};
    for (const auto& [side, journal] : result.journal)
        for (const auto& entry : journal)
            if (entry.method != "GET" && !(entry.method == "POST" && posts.contains(entry.kind)))
                throw Mismatch(line.number, "neither a read nor a create: " + entry.method + " " + entry.path);
}

/// " (list 403, create 200)": what a server answered, for whoever has to find out why.
std::string journal_text(const PassResult& result, Side side) {
    std::string text;
    if (const auto journal = result.journal.find(side); journal != result.journal.end())
        for (const auto& entry : journal->second)
            text += (text.empty() ? " (" : ", ") + entry.kind + ' ' + std::to_string(entry.status);
    return text.empty() ? text : text + ')';
}

/// The ledger rests on these numbers. A pass that was killed reports nothing.
void check_spending(const PassResult& result, const Line& line) {
    if (!result.report || result.end.signal != 0 || !result.report->contains("pipedrive")) return;
    for (const auto& [side, counters] : result.counters) {
        const auto& told = (*result.report)[name_of(side)];
        if (told["requests"].get<std::int64_t>() < counters.requests)
            throw Mismatch(line.number, std::string(name_of(side)) + " counted " + std::to_string(counters.requests) +
                                            " requests" + journal_text(result, side) + ", the report " +
                                            told["requests"].dump());
        if (side == Side::pipedrive && told["tokens"].get<std::int64_t>() < counters.tokens)
            throw Mismatch(line.number, "Pipedrive counted " + std::to_string(counters.tokens) +
                                            " tokens, the report " + told["tokens"].dump());
    }
}

}  // namespace

void check_report(const PassResult& result, const Line& line) {
    if (!result.report) throw Mismatch(line.number, "standard output is no JSON object: " + result.standard_output);
    const auto& report = *result.report;
    check_members(report, of_report, "the report", line);
    if (report["schema"] != "pdhs-sync.run/1") throw Mismatch(line.number, "schema is " + report["schema"].dump());
    for (const auto side : both_sides) check_members(report[name_of(side)], of_platform, name_of(side), line);
    if (!report["pipedrive"].contains("tokens")) throw Mismatch(line.number, "pipedrive without tokens");
    for (const auto& action : report["actions"]) check_action(action, line);
    if (result.end.signal == 0 && report["exit_code"] != result.end.status)
        throw Mismatch(line.number, "exit_code is " + report["exit_code"].dump() + ", the exit status another");
}

void check_nothing_was_written(const PassResult& result, const Line& line) {
    for (const auto& [side, counters] : result.counters)
        if (counters.writes() != 0)
            throw Mismatch(line.number, std::to_string(counters.writes()) + " records written on " + name_of(side));
}

void check_no_twins(Stage& stage, Side side, const Line& line) {
    auto records = stage.people().records(side);
    std::erase_if(records, [&](const LiveRecord& record) { return stage.people().was_given(side, record.id); });
    if (const auto twins = twins_among(records); !twins.empty())
        throw Mismatch(line.number, std::string("two of our records on ") + name_of(side) + ": " + twins);
}

void check_laws(Stage& stage, const PassResult& result, const Line& line) {
    check_no_token_anywhere(stage, line);
    check_log(result, line);
    check_reads_and_creates_only(result, line);
    check_spending(result, line);
    for (const auto side : both_sides) check_no_twins(stage, side, line);
}

}  // namespace scenarios
