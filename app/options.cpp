#include "options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <span>

#include "pdhs/pdhs.h"
#include "usage_error.h"

namespace {

using pdhs::Millis;
using pdhs::parse_duration;
using pdhs::Result;

constexpr std::size_t help_column = 26;

constexpr auto program_footer = R"(Examples:
  pdhs-sync check                  is all ready? tokens, rights, quotas, files
  pdhs-sync run --dry-run          what would be created, without creating it
  pdhs-sync run                    one pass; start it every 30 s with crontab
  pdhs-sync run --quiet            the same, silent unless somebody has to act
  pdhs-sync run -n --format json   for scripts and CI jobs
  pdhs-sync status                 how things stand: last passes, who waits, why
  pdhs-sync explain ada@x.com      why somebody is, or is not, on the other side

Exit codes:
    0  done                           5  held back by a brake: have a look
    1  some contacts failed          10  --detailed-exitcode: would change
    2  usage, settings, state        75  another pass is running
    3  somebody has to act          130  interrupted (Ctrl-C)
    4  goes on in a later pass      143  terminated

Files:
  .env            PIPEDRIVE_TOKEN, HUBSPOT_API_Key and other settings; see
                  .env.example. Variables of the environment win over it.
  pdhs-sync.db    the state, beside the env file (PDHS_STATE)
  output.log      the log, one JSON object a line, beside it too (PDHS_LOG)

'pdhs-sync run --help' lists the options of a pass.)";

constexpr auto run_footer = R"(A duration D is a whole number and s, m, h or d; a bare number is seconds.
'pdhs-sync --help' lists examples, exit codes and files.)";

constexpr auto check_footer = R"(It asks both platforms a few questions, and creates nothing. Before the first
pass it reads both sides whole, to tell what that pass would create.

Exit codes: 0 if all is well, 1 with warnings, else as of a pass: 2 settings or
files; 3 somebody has to act (a wrong clock too); 4 try later; 5 a brake holds;
130, 143 stopped by a signal.)";

constexpr auto status_footer = R"(Exit codes: 0 if there was a good pass (one that exits 0 or 1), and with
--max-age D if it is young enough; else 1. For monitors, such as every hour:
'pdhs-sync status --max-age 1h >/dev/null || alarm'.)";

constexpr auto explain_footer = R"(It looks into the state and the log alone. Exit codes: 0, or 1 if nothing is
known of WHOM.)";

/// CLI11's formatter with the usage line that we want.
class HelpFormatter : public CLI::Formatter {
  public:
    explicit HelpFormatter(std::string usage) : usage_(std::move(usage)) { column_width(help_column); }

    std::string make_usage(const CLI::App*, std::string) const override { return "\nUsage: " + usage_ + "\n"; }

  private:
    std::string usage_;
};

/// What the arguments said, before it is judged.
struct RawOptions {
    CommandLine line;
    std::string format = "text";
    std::string max_creates;
    std::string deadline;
    std::string check_format = "text";
    std::string status_format = "text";
    std::string explain_format = "text";
    std::string max_age;
    std::int64_t verbosity = 0;
};

CLI::Option* add_text(CLI::App& app, const std::string& names, std::optional<std::string>& target,
                      const std::string& placeholder, const std::string& description) {
    const auto store = [&target](const std::string& text) { target = text; };
    return app.add_option_function<std::string>(names, store, description)->type_name(placeholder)->take_last();
}

CLI::Option* add_text(CLI::App& app, const std::string& names, std::string& target, const std::string& placeholder,
                      const std::string& description) {
    return app.add_option(names, target, description)->type_name(placeholder)->take_last();
}

CLI::Option* add_switch(CLI::App& app, const std::string& names, bool& target, const std::string& description) {
    return app.add_flag(names, target, description)->disable_flag_override();
}

/// The program and its subcommand both take these, so that they may stand before or after it.
void add_options_of_everywhere(CLI::App& app, RawOptions& raw) {
    auto& settings = raw.line.settings;
    const auto group = "Options everywhere";
    add_text(app, "--env-file", settings.env_file, "FILE", "read settings from FILE in place of ./.env")->group(group);
    add_text(app, "--state", settings.state, "FILE", "the state (default: pdhs-sync.db)")->group(group);
    add_text(app, "--log-file", settings.log_file, "FILE", "the log (default: output.log)")->group(group);
    add_text(app, "--log-level", settings.log_level, "LEVEL",
             "trace, debug, info, warn, error, fatal or silent\n(default: info)")
        ->group(group);
    const auto count = [&raw](std::int64_t times) { raw.verbosity += times; };
    app.add_flag_function("-v", count, "log more: -v is debug, -vv is trace")->disable_flag_override()->group(group);
    app.set_version_flag("--version", "pdhs-sync " + pdhs::version(), "print the version and end")->group(group);
    app.set_help_flag("-h,--help", "print this help and end")->group(group);
}

void add_run_options(CLI::App& app, RawOptions& raw) {
    auto& run = raw.line.run;
    auto* const dry_run = add_switch(app, "-n,--dry-run", run.dry_run, "only show what would be created");
    add_switch(app, "--detailed-exitcode", run.detailed_exitcode, "with --dry-run: exit 10 if there is anything to do")
        ->needs(dry_run)
        ->option_text(" ");
    add_switch(app, "--full", run.full, "read everything; wait up to 60 s for another pass");
    add_switch(app, "--force", run.force, "read everything; go on where a brake holds (exit 5)");
    add_text(app, "--max-creates", raw.max_creates, "N", "create at most N contacts in this pass");
    add_text(app, "--deadline", raw.deadline, "D", "begin no create after the duration D");
    add_text(app, "--on-missing", raw.line.settings.on_missing, "MODE",
             "what vanished on one side: recreate (default) or\nignore");
    add_text(app, "--format", raw.format, "FORMAT", "of the report: text (default), json, markdown or csv");
    add_switch(app, "-q,--quiet", run.quiet, "no report; errors only if somebody has to act");
}

void add_explain_options(CLI::App& app, RawOptions& raw) {
    app.add_option("WHOM", raw.line.explain.whom, "an e-mail address, hubspot:ID or pipedrive:ID")
        ->option_text(" ")
        ->required();
    add_text(app, "--format", raw.explain_format, "FORMAT", "text (default) or json");
}

void add_check_options(CLI::App& app, RawOptions& raw) {
    add_text(app, "--format", raw.check_format, "FORMAT", "text (default) or json");
}

constexpr auto run_help = "pdhs-sync run --help";
constexpr auto status_help = "pdhs-sync status --help";

void add_status_options(CLI::App& app, RawOptions& raw) {
    add_text(app, "--max-age", raw.max_age, "D", "exit 1 when the last good pass is older than the\nduration D");
    add_text(app, "--format", raw.status_format, "FORMAT", "text (default) or json");
}

struct CommandText {
    std::string usage;  ///< begins with the command's name
    std::string description;
    std::string footer;
};

void add_command(CLI::App& app, RawOptions& raw, const CommandText& text,
                 void (*add_own_options)(CLI::App&, RawOptions&)) {
    auto* const command = app.add_subcommand(text.usage.substr(0, text.usage.find(' ')), text.description);
    command->group("Commands");
    command->formatter(std::make_shared<HelpFormatter>("pdhs-sync " + text.usage));
    command->footer(text.footer);
    add_own_options(*command, raw);
    add_options_of_everywhere(*command, raw);
}

Result<std::optional<long long>> max_creates_of(const std::string& text) {
    if (text.empty()) return std::optional<long long>{};
    long long number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number < 0)
        return usage_error("option --max-creates must be a whole number, 0 or more", run_help);
    return std::optional(number);
}

Result<std::optional<Millis>> deadline_of(const std::string& text) {
    if (text.empty()) return std::optional<Millis>{};
    const auto deadline = parse_duration(text);
    if (!deadline) return usage_error("option --deadline " + deadline.error().message, run_help);
    if (*deadline < std::chrono::seconds{1}) return usage_error("option --deadline must be at least 1s", run_help);
    return std::optional(*deadline);
}

struct NamedFormat {
    std::string_view name;
    OutputFormat format;
};
constexpr std::array<NamedFormat, 4> formats = {{{"text", OutputFormat::text},
                                                 {"json", OutputFormat::json},
                                                 {"markdown", OutputFormat::markdown},
                                                 {"csv", OutputFormat::csv}}};
/// The first ones; a report of a pass has them all.
constexpr std::size_t formats_of_what_only_looks = 2;

Result<OutputFormat> format_of(const std::string& word, std::size_t known, const std::string& help) {
    for (const auto& candidate : std::span(formats).first(known))
        if (candidate.name == word) return candidate.format;
    const std::string choice = known == formats.size() ? "text, json, markdown or csv" : "text or json";
    return usage_error("option --format must be " + choice, help);
}

Result<OutputFormat> looking_format_of(const std::string& word, const std::string& help) {
    return format_of(word, formats_of_what_only_looks, help);
}

/// An explicit --log-level wins over -v.
void apply_verbosity(RawOptions& raw) {
    if (raw.verbosity > 0 && !raw.line.settings.log_level)
        raw.line.settings.log_level = raw.verbosity > 1 ? "trace" : "debug";
}

Result<std::optional<Millis>> max_age_of(const std::string& text) {
    if (text.empty()) return std::optional<Millis>{};
    const auto age = parse_duration(text);
    if (!age) return usage_error("option --max-age " + age.error().message, status_help);
    return std::optional(*age);
}

Result<CommandLine> judged(RawOptions raw) {
    PDHS_TRY(raw.line.run.max_creates, max_creates_of(raw.max_creates));
    PDHS_TRY(raw.line.run.deadline, deadline_of(raw.deadline));
    PDHS_TRY(raw.line.run.format, format_of(raw.format, formats.size(), run_help));
    PDHS_TRY(raw.line.status.max_age, max_age_of(raw.max_age));
    PDHS_TRY(raw.line.check.format, looking_format_of(raw.check_format, "pdhs-sync check --help"));
    PDHS_TRY(raw.line.status.format, looking_format_of(raw.status_format, status_help));
    PDHS_TRY(raw.line.explain.format, looking_format_of(raw.explain_format, "pdhs-sync explain --help"));
    apply_verbosity(raw);
    return std::move(raw.line);
}

CommandLine to_print(std::string text) {
    CommandLine line;
    line.command = CommandLine::Command::show_text;
    line.text = std::move(text);
    return line;
}

/// The subcommand that was named, else the program.
const CLI::App& parsed_app(const CLI::App& app) {
    const auto named = app.get_subcommands();
    return named.empty() ? app : *named.front();
}

CommandLine::Command command_of(const CLI::App& app) {
    const auto& named = parsed_app(app);
    if (&named == &app) return CommandLine::Command::no_command;
    if (named.get_name() == "check") return CommandLine::Command::check;
    if (named.get_name() == "status") return CommandLine::Command::status;
    return named.get_name() == "explain" ? CommandLine::Command::explain : CommandLine::Command::run;
}

/// As CLI11 takes them: the last one first, without the program's name.
std::vector<std::string> from_behind(const std::vector<std::string>& arguments) {
    return {arguments.rbegin(), arguments.empty() ? arguments.rend() : std::prev(arguments.rend())};
}

/// "--max-age" of "--max-age=1h", "-n" of "-nq".
std::string option_in(const std::string& word) {
    return word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
}

/// The command that has this option: `named` if it does, else the first one; empty if none has.
std::string owner_of(const CLI::App& app, const CLI::App& named, const std::string& word) {
    const auto option = option_in(word);
    if (&named != &app && named.get_option_no_throw(option) != nullptr) return named.get_name();
    for (const auto* command : app.get_subcommands({}))
        if (command->get_option_no_throw(option) != nullptr) return command->get_name();
    return {};
}

/// The short options that were given, as "-n or -v".
std::string short_options_given(const CLI::App& app, const CLI::App& named) {
    std::string given;
    for (const auto* const name : {"-h", "-n", "-q", "-v"}) {
        const auto is_given = [name](const CLI::App& one) {
            const auto* const option = one.get_option_no_throw(name);
            return option != nullptr && option->count() > 0;
        };
        if (is_given(app) || is_given(named)) given += (given.empty() ? "" : " or ") + std::string(name);
    }
    return given;
}

pdhs::Error error_of(const CLI::ParseError& error, const CLI::App& app) {
    const auto& named = parsed_app(app);
    const bool is_named = &named != &app;
    UnexpectedWords unexpected{app.remaining(), {}, {}, short_options_given(app, named)};
    if (is_named) unexpected.behind_command = named.remaining();
    if (!unexpected.before_command.empty()) unexpected.owner = owner_of(app, named, unexpected.before_command.front());
    return usage_error(error, unexpected, is_named ? named.get_name() : "");
}

/// CLI11 leaves two empty lines between groups.
std::string help_of(const CLI::App& app) {
    return CLI::detail::find_and_replace(app.help(), "\n\n\n", "\n\n");
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
    RawOptions raw;
    CLI::App app("Keeps HubSpot's contacts and Pipedrive's persons the same set.", "pdhs-sync");
    app.formatter(std::make_shared<HelpFormatter>("pdhs-sync [options] run|check|status|explain [options]"));
    app.footer(program_footer);
    add_options_of_everywhere(app, raw);
    add_command(app, raw, {"run [options]", "one pass: read both, create what is missing on either", run_footer},
                add_run_options);
    add_command(app, raw, {"check [options]", "whether all is ready for a pass, and what passes cost", check_footer},
                add_check_options);
    add_command(app, raw, {"status [options]", "how things stand, from the state alone", status_footer},
                add_status_options);
    add_command(app, raw, {"explain WHOM [options]", "why somebody is, or is not, on the other side", explain_footer},
                add_explain_options);
    app.require_subcommand(0, 1);
    try {
        app.parse(from_behind(arguments));
    } catch (const CLI::CallForHelp&) {
        return to_print(help_of(parsed_app(app)));
    } catch (const CLI::CallForVersion& call) {
        return to_print(std::string(call.what()) + '\n');
    } catch (const CLI::ParseError& error) {
        return error_of(error, app);
    }
    raw.line.command = command_of(app);
    if (raw.line.command == CommandLine::Command::no_command) raw.line.text = help_of(app);
    return judged(std::move(raw));
}
