#include "pdhs/sync/telling.h"

#include <fmt/format.h>

namespace pdhs {

namespace {

LogLevel level_of(Action::Outcome outcome) {
    const bool is_trouble = outcome == Action::Outcome::failed || outcome == Action::Outcome::unknown;
    return is_trouble ? LogLevel::warn : LogLevel::info;
}

std::string message_of(const Action& action) {
    const auto on = title_of(action.on);
    switch (action.outcome) {
        case Action::Outcome::created:
            return fmt::format("{} on {}", action.what == Action::Do::recreate ? "created again" : "created", on);
        case Action::Outcome::exists:
            return fmt::format("was already on {}", on);
        case Action::Outcome::failed:
            return fmt::format("refused by {}", on);
        case Action::Outcome::unknown:
            return fmt::format("no proper answer from {}: may have been created", on);
        default:
            return fmt::format("not created on {}", on);
    }
}

LogLevel level_of(const Report& report) {
    switch (report.exit_code) {
        case ExitCode::unusable:
        case ExitCode::needs_a_person:
            return LogLevel::error;
        case ExitCode::contacts_failed:
        case ExitCode::try_later:
        case ExitCode::braked:
            return LogLevel::warn;
        default:
            return LogLevel::info;
    }
}

std::string message_of(const Report& report) {
    if (report.error) return fmt::format("pass ended: {}", report.error->message);
    return report.dry_run ? "dry run complete" : "pass complete";
}

}  // namespace

bool is_told_as_waiting(std::string_view reason) {
    return reason == "parked" || reason == "intent_open" || reason == "settling" || reason == "source_unread";
}

void Teller::write(LogLevel level, const std::string& message, LogFields fields) {
    fields.insert(fields.begin(), {"pass", pass_});
    if (dry_run_) fields.emplace_back("dry_run", true);
    log_.write(level, message, fields);
}

void Teller::outcome(const Action& action) {
    LogFields fields{
        {"platform", std::string(name_of(action.on))}, {"from", to_string(action.from)}, {"key", action.key}};
    if (!action.id.empty()) fields.emplace_back("id", action.id);
    if (!action.reason.empty()) fields.emplace_back("reason", action.reason);
    if (!action.detail.empty()) fields.emplace_back("detail", action.detail);
    write(level_of(action.outcome), message_of(action), std::move(fields));
}

void Teller::standing(const Action& action) {
    LogFields fields{{"platform", std::string(name_of(action.on))},
                     {"from", to_string(action.from)},
                     {"key", action.key},
                     {"reason", action.reason}};
    if (!action.detail.empty()) fields.emplace_back("detail", action.detail);
    write(LogLevel::info, action.what == Action::Do::hold ? "waits" : "left alone", std::move(fields));
}

void Teller::no_longer(const RecordRef& from, const std::string& reason) {
    write(LogLevel::info, is_told_as_waiting(reason) ? "no longer waits" : "no longer left alone",
          {{"from", to_string(from)}, {"reason", reason}});
}

void Teller::bond(const BondNews& news) {
    const bool began = news.what == BondNews::What::began;
    write(began ? LogLevel::info : LogLevel::warn,
          began ? "taken for the same person, by the name only" : "no longer taken for the same person",
          {{"contact", to_string(news.contact)}, {"person", to_string(news.person)}, {"key", news.key}});
}

void Teller::reading(Crm crm, const PlatformReport& report) {
    write(LogLevel::debug, report.complete ? "read to its end" : "not read to its end",
          {{"platform", std::string(name_of(crm))},
           {"mode", std::string(name_of(report.mode))},
           {"read", report.read},
           {"requests", report.requests}});
}

void Teller::failure(Crm crm, const std::string& kind, const std::string& message) {
    write(LogLevel::debug, message, {{"platform", std::string(name_of(crm))}, {"reason", kind}});
}

void Teller::warning(const std::string& message) {
    write(LogLevel::warn, message, {});
}

void Teller::summary(const Report& report) {
    LogFields fields{{"exit_code", static_cast<long long>(report.exit_code)}, {"duration_ms", report.duration.count()}};
    static constexpr PerCrm<std::string_view> read{"hubspot_read", "pipedrive_read"};
    static constexpr PerCrm<std::string_view> created{"hubspot_created", "pipedrive_created"};
    static constexpr PerCrm<std::string_view> requests{"hubspot_requests", "pipedrive_requests"};
    for (const auto crm : both_crms) {
        fields.emplace_back(read[crm], report.platforms[crm].read);
        fields.emplace_back(created[crm], report.platforms[crm].created + report.platforms[crm].recreated);
        fields.emplace_back(requests[crm], report.platforms[crm].requests);
    }
    fields.emplace_back("pending", report.pending);
    fields.emplace_back("parked", report.parked);
    fields.emplace_back("ambiguous", report.ambiguous);
    fields.emplace_back("skipped", report.skipped);
    if (report.error) fields.emplace_back("reason", report.error->kind);
    write(level_of(report), message_of(report), std::move(fields));
}

}  // namespace pdhs
