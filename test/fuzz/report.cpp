// All that is written for people and programs, with whatever the platforms sent in it. The input's first paragraph
// chooses the shape of the report, the others are the texts in it.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "fuzz/pieces.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/core/text.h"
#include "pdhs/crm/json/reader.h"
#include "pdhs/report/check_text.h"
#include "pdhs/report/csv.h"
#include "pdhs/report/dossier_text.h"
#include "pdhs/report/json.h"
#include "pdhs/report/markdown.h"
#include "pdhs/report/status_text.h"
#include "pdhs/report/summary.h"
#include "pdhs/report/text.h"

namespace {

using fuzz::require;
using fuzz::require_same;
using nlohmann::json;
using namespace pdhs;

constexpr auto version = "1.2.3";
constexpr std::size_t most_actions = 120;
constexpr int bars_of_an_action = 5;
constexpr int bars_of_a_platform = 9;
constexpr std::array exit_codes = {ExitCode::ok,        ExitCode::contacts_failed, ExitCode::unusable,
                                   ExitCode::try_later, ExitCode::needs_a_person,  ExitCode::braked,
                                   ExitCode::locked,    ExitCode::interrupted};

/// Gives away what the input holds, piece by piece; at its end numbers are 0 and texts are empty.
class Source {
  public:
    explicit Source(std::string_view text) : pieces_(fuzz::pieces(text, "\n\n")), shape_(pieces_.front()) {}

    unsigned number(unsigned end) {
        if (shape_.empty()) return 0;
        const auto byte = static_cast<unsigned char>(shape_.front());
        shape_.remove_prefix(1);
        return byte % end;
    }
    std::string text() { return next_ < pieces_.size() ? pieces_[next_++] : std::string{}; }
    [[nodiscard]] bool has_text() const { return next_ < pieces_.size(); }

  private:
    std::vector<std::string> pieces_;
    std::string_view shape_;
    std::size_t next_ = 1;
};

Action action_from(Source& source) {
    Action action;
    action.what = static_cast<Action::Do>(source.number(4));
    action.on = static_cast<Crm>(source.number(2));
    action.outcome = static_cast<Action::Outcome>(source.number(7));
    action.from = {other(action.on), source.text()};
    for (auto* text : {&action.name, &action.key, &action.id, &action.reason, &action.detail}) *text = source.text();
    return action;
}

PlatformReport platform_from(Source& source) {
    PlatformReport platform;
    platform.mode = static_cast<ReadMode>(source.number(3));
    platform.complete = source.number(2) == 1;
    for (auto* number : {&platform.created, &platform.failed, &platform.exists}) *number = source.number(200);
    platform.failure = source.text();
    platform.note = source.text();
    return platform;
}

Report report_from(Source& source) {
    Report report;
    report.pass = source.number(3);
    report.dry_run = source.number(2) == 1;
    report.exit_code = exit_codes.at(source.number(exit_codes.size()));
    report.paced = source.number(2) == 1;
    report.pending = source.number(200);
    report.duration = Millis{source.number(256) * 100};
    if (source.number(2) == 1) report.error = ReportError{source.text(), source.text()};
    for (const auto crm : both_crms) report.platforms[crm] = platform_from(source);
    report.warnings = {source.text()};
    while (source.has_text() && report.actions.size() < most_actions) report.actions.push_back(action_from(source));
    return report;
}

/// One line, JSON to a strict reader and to ours.
json check_json(const std::string& text, std::string_view schema) {
    require(text.find_first_of("\r\n") == std::string::npos, "a report in JSON is one line");
    const auto read = json::parse(text, nullptr, false);
    require(read.is_object() && read.at("schema") == schema, "a report in JSON is one object");
    require(JsonDocument::parse(text).has_value(), "a report in JSON can be read again");
    return read;
}

void check_run_json(const Report& report) {
    const auto read = check_json(report_as_json(report, version), "pdhs-sync.run/1");
    require(read.at("actions").size() == report.actions.size(), "all actions are told");
    for (std::size_t each = 0; each < report.actions.size(); ++each) {
        const auto& action = report.actions[each];
        const auto& told = read.at("actions").at(each);
        require_same(told.at("key").get<std::string>(), repair_utf8(action.key), "a key is told as it is");
        require(action.name.empty() ? told.at("name").is_null() : told.at("name") == repair_utf8(action.name),
                "a name is told as it is");
    }
    require(read.at("error").is_null() != report.error.has_value(), "an error is told");
}

using Cells = std::vector<std::string>;

/// A row as spreadsheets read it: quotes count at the start of a cell only, and what follows them belongs to it.
Cells cells_of(std::string_view row, char separator) {
    Cells cells;
    for (auto rest = std::optional(row); rest;) {
        std::string cell;
        auto text = *rest;
        bool is_quoted = text.starts_with('"');
        std::size_t at = is_quoted ? 1 : 0;
        for (; at < text.size() && (is_quoted || text[at] != separator); ++at) {
            const bool is_doubled = is_quoted && text.substr(at).starts_with("\"\"");
            const bool is_end = is_quoted && !is_doubled && text[at] == '"';
            if (is_end) is_quoted = false;
            if (is_doubled) ++at;
            if (!is_end) cell += text[at];
        }
        require(!is_quoted || separator != ',', "quotes are closed");
        cells.push_back(std::move(cell));
        rest = at < text.size() ? std::optional(text.substr(at + 1)) : std::nullopt;
    }
    return cells;
}

bool is_formula(const std::string& cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

void check_csv(const Report& report) {
    const auto text = report_as_csv(report);
    require(text.ends_with("\r\n"), "a row ends in CRLF");
    const auto rows = fuzz::pieces(std::string_view(text).substr(0, text.size() - 2), "\r\n");
    require(rows.size() == report.actions.size() + 1, "a row for each action");
    for (std::size_t each = 0; each < rows.size(); ++each) {
        fuzz::require_printable(rows[each], "a row is one line");
        const auto cells = cells_of(rows[each], ',');
        require(cells.size() == 9, "a row has nine cells");
        require(std::none_of(cells.begin(), cells.end(), is_formula), "nothing is computed");
        const auto elsewhere = cells_of(rows[each], ';');
        require(std::none_of(elsewhere.begin(), elsewhere.end(), is_formula),
                "nothing is computed where semicolons part cells");
        if (each == 0) continue;
        const auto name = shown(report.actions[each - 1].name);
        if (name.find_first_of(";=+-@") == std::string::npos) require_same(cells[4], name, "a name is told as it is");
    }
}

/// What is left when escaped signs are gone, and the marks of our own.
std::string bare_markdown(std::string_view line) {
    for (const std::string_view mark : {"### ", "#### ", "**"})
        if (line.starts_with(mark)) line.remove_prefix(mark.size());
    if (line.ends_with("**")) line.remove_suffix(2);
    std::string bare;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\')
            ++at;
        else
            bare += line[at];
    }
    return bare;
}

void check_markdown(const Report& report) {
    for (const auto& line : fuzz::pieces(report_as_markdown(report), "\n")) {
        fuzz::require_printable(line, "a report can be shown");
        const auto bare = bare_markdown(line);
        require(bare.find_first_of("<>[]`*_~&!{}@$\\") == std::string::npos, "nothing is taken as Markdown or HTML");
        const auto bars = std::count(bare.begin(), bare.end(), '|');
        require(bars == 0 || bars == bars_of_an_action || bars == bars_of_a_platform, "bars part cells");
    }
}

void check_lines(const std::string& text) {
    for (const auto& line : fuzz::pieces(text, "\n")) fuzz::require_printable(line, "a report can be shown");
}

Dossier dossier_from(const Report& report) {
    Dossier dossier;
    dossier.asked = report.warnings.front();
    for (const auto& action : report.actions) {
        Record record;
        record.ref = action.from;
        record.name = repair_utf8(action.name);
        record.emails = {repair_utf8(action.key)};
        dossier.records.push_back({.number = 1, .record = record, .shared_addresses = keys_of(record).emails});
    }
    dossier.next = report.actions;
    dossier.deeds = {{Time{}, 1, report.platforms.hubspot.note, report.platforms.hubspot.failure}};
    return dossier;
}

CheckReport check_from(const Report& report) {
    CheckReport check;
    for (const auto& action : report.actions)
        check.findings.push_back({Grade::failed, "read", action.on, action.detail, report.exit_code});
    check.first_pass.emplace();
    return check;
}

Status status_from(const Report& report) {
    Status status;
    status.actions = report.actions;
    status.passes = {{.pass = 3, .exit_code = report.exit_code, .error = report.warnings.front()}};
    status.platforms.hubspot.block = Block{.message = report.platforms.hubspot.failure};
    status.platforms.pipedrive.cut = CutListing{.place = {}, .why = report.platforms.pipedrive.failure};
    status.brakes = {{.message = report.platforms.pipedrive.note}};
    return status;
}

void check_others(const Report& report) {
    const auto dossier = dossier_from(report);
    check_json(dossier_as_json(dossier, version), "pdhs-sync.explain/1");
    check_lines(dossier_as_text(dossier));
    const auto check = check_from(report);
    check_json(check_as_json(check, version), "pdhs-sync.check/1");
    for (const auto& finding : check.findings) check_lines(finding_as_text(finding, Terminal::plain));
    check_lines(conclusion_as_text(check));
    const auto status = status_from(report);
    check_json(status_as_json(status, version), "pdhs-sync.status/1");
    check_lines(status_as_text(status, Terminal::plain));
    check_json(failure_as_json("pdhs-sync.check/1", version, {ErrorKind::state, report.warnings.front()}),
               "pdhs-sync.check/1");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    Source source(fuzz::text_of(data, size));
    const auto report = report_from(source);
    check_run_json(report);
    check_csv(report);
    check_markdown(report);
    check_lines(report_as_text(report, Terminal::plain));
    check_others(report);
    return 0;
}
