#include "options.h"

#include <sstream>
#include <vector>

#include "pdhs/pdhs.h"
#include "support/catch.h"

using Command = CommandLine::Command;

namespace {

pdhs::Result<CommandLine> parse(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "pdhs-sync");
    return parse_command_line(arguments);
}

CommandLine parsed(const std::vector<std::string>& arguments) {
    auto line = parse(arguments);
    INFO((line ? "" : line.error().message));
    REQUIRE(line);
    return std::move(*line);
}

std::string error_of(const std::vector<std::string>& arguments) {
    const auto line = parse(arguments);
    REQUIRE_FALSE(line);
    CHECK(line.error().kind == pdhs::ErrorKind::usage);
    CHECK(line.error().message.find('\n') == std::string::npos);
    CHECK_THAT(line.error().message, contains("; see pdhs-sync "));
    return line.error().message;
}

}  // namespace

TEST_CASE("run alone is a plain pass") {
    const auto line = parsed({"run"});
    CHECK(line.command == Command::run);
    CHECK(line.run == RunOptions{});
    CHECK_FALSE(line.settings.env_file);
    CHECK_FALSE(line.settings.state);
    CHECK_FALSE(line.settings.log_file);
    CHECK_FALSE(line.settings.log_level);
    CHECK_FALSE(line.settings.on_missing);
    CHECK(line.text.empty());
}

TEST_CASE("status has options of its own") {
    CHECK(parsed({"status"}).command == Command::status);
    CHECK(parsed({"status"}).status == StatusOptions{});
    const auto line = parsed({"--state", "x", "status", "--max-age", "5m", "--format", "json"});
    CHECK(line.status.max_age == pdhs::Millis{300'000});
    CHECK(line.status.format == OutputFormat::json);
    CHECK(line.settings.state == std::optional<std::string>("x"));
    CHECK_THAT(error_of({"status", "--max-age", "soon"}), contains("--max-age must be a duration"));
    CHECK_THAT(error_of({"status", "--dry-run"}), contains("see pdhs-sync status --help"));
    CHECK_THAT(error_of({"status", "--format", "csv"}), contains("--format"));
    CHECK_THAT(parsed({"status", "--help"}).text, contains("Usage: pdhs-sync status"));
}

TEST_CASE("check has a format") {
    CHECK(parsed({"check"}).command == Command::check);
    CHECK(parsed({"check"}).check.format == OutputFormat::text);
    CHECK(parsed({"check", "--format", "json", "--state", "x"}).check.format == OutputFormat::json);
    CHECK_THAT(error_of({"check", "--format", "csv"}), contains("--format"));
    CHECK_THAT(parsed({"check", "--help"}).text, contains("Usage: pdhs-sync check"));
}

TEST_CASE("one command at a time") {
    CHECK_THAT(error_of({"run", "status"}), contains("status"));
    CHECK_THAT(error_of({"status", "run"}), contains("run"));
}

TEST_CASE("explain wants to know whom") {
    const auto line = parsed({"explain", "ada@x.com", "--format", "json", "--env-file", "e"});
    CHECK(line.command == Command::explain);
    CHECK(line.explain.whom == "ada@x.com");
    CHECK(line.explain.format == OutputFormat::json);
    CHECK_THAT(
        error_of({"explain"}),
        contains(
            "explain needs to know whom: an e-mail address, hubspot:ID or pipedrive:ID; see pdhs-sync explain --help"));
    CHECK_THAT(error_of({"explain", "a", "b"}), contains("b"));
}

TEST_CASE("every format of a report is known") {
    CHECK(parsed({"run", "--format", "markdown"}).run.format == OutputFormat::markdown);
    CHECK(parsed({"run", "--format", "csv"}).run.format == OutputFormat::csv);
}

TEST_CASE("every option of run arrives") {
    const auto line = parsed({"run", "--dry-run", "--detailed-exitcode", "--full", "--force", "--max-creates", "5",
                              "--deadline", "20s", "--on-missing", "ignore", "--format", "json", "--quiet"});
    CHECK(line.run.dry_run);
    CHECK(line.run.detailed_exitcode);
    CHECK(line.run.full);
    CHECK(line.run.force);
    CHECK(line.run.max_creates == 5);
    CHECK(line.run.deadline == pdhs::Millis{20'000});
    CHECK(line.settings.on_missing == std::optional<std::string>("ignore"));
    CHECK(line.run.format == OutputFormat::json);
    CHECK(line.run.quiet);
    CHECK(parsed({"run", "-nq"}).run.dry_run);
    CHECK(parsed({"run", "-nq"}).run.quiet);
    CHECK(parsed({"run", "--max-creates=0"}).run.max_creates == 0);
    CHECK(parsed({"run", "--max-creates", "1", "--max-creates", "2"}).run.max_creates == 2);
}

TEST_CASE("settings stand before or after the subcommand") {
    for (const auto& line : {parsed({"--env-file", "e", "--state", "s", "--log-file", "f", "--log-level", "l", "run"}),
                             parsed({"run", "--env-file=e", "--state=s", "--log-file=f", "--log-level=l"})}) {
        CHECK(line.command == Command::run);
        CHECK(line.settings.env_file == std::optional<std::string>("e"));
        CHECK(line.settings.state == std::optional<std::string>("s"));
        CHECK(line.settings.log_file == std::optional<std::string>("f"));
        CHECK(line.settings.log_level == std::optional<std::string>("l"));
    }
}

TEST_CASE("-v is debug, twice is trace, and --log-level wins") {
    const auto level = [](const std::vector<std::string>& arguments) { return parsed(arguments).settings.log_level; };
    CHECK(level({"run", "-v"}) == std::optional<std::string>("debug"));
    CHECK(level({"run", "-vv"}) == std::optional<std::string>("trace"));
    CHECK(level({"-v", "run", "-v"}) == std::optional<std::string>("trace"));
    CHECK(level({"-vvv", "run"}) == std::optional<std::string>("trace"));
    CHECK(level({"-v", "run", "--log-level", "error"}) == std::optional<std::string>("error"));
}

TEST_CASE("without a subcommand there is only the help to show") {
    for (const auto& line : {parsed({}), parsed({"--state", "s"})}) {
        CHECK(line.command == Command::no_command);
        CHECK_THAT(line.text, contains("Usage: pdhs-sync"));
    }
}

TEST_CASE("the version is the first line") {
    for (const auto& line : {parsed({"--version"}), parsed({"run", "--version"})}) {
        CHECK(line.command == Command::show_text);
        CHECK(line.text == "pdhs-sync " + pdhs::version() + "\n");
    }
}

TEST_CASE("the help names every option, and fits into 80 columns") {
    const auto program = parsed({"--help"});
    const auto run = parsed({"run", "--help"});
    CHECK(program.command == Command::show_text);
    CHECK(run.command == Command::show_text);
    for (const auto* option : {"--env-file", "--state", "--log-file", "--log-level", "-v", "--version", "--help"}) {
        CHECK_THAT(program.text, contains(option));
        CHECK_THAT(run.text, contains(option));
    }
    for (const auto* option : {"-n,--dry-run", "--detailed-exitcode", "--full", "--max-creates", "--deadline",
                               "--on-missing", "--format", "-q,--quiet"})
        CHECK_THAT(run.text, contains(option));
    for (const auto* part : {"Examples:", "Exit codes:", "Files:", "\n  run ", ".env.example", " 75 ", "143"})
        CHECK_THAT(program.text, contains(part));
    std::istringstream lines(program.text + run.text);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(line.size() <= 80);
    }
    CHECK(program.text.back() == '\n');
}

TEST_CASE("a wrong command line is one line that names what is wrong") {
    CHECK_THAT(error_of({"run", "--bogus"}), contains("--bogus"));
    CHECK(error_of({"walk"}) ==
          "there is no command walk; there are run, check, status and explain; see pdhs-sync --help");
    CHECK_THAT(error_of({"--dry-run", "run"}),
               contains("--dry-run belongs behind the command: pdhs-sync run --dry-run;"));
    CHECK_THAT(error_of({"walk", "run"}), contains("there is no command walk"));
    CHECK_THAT(error_of({"walk", "--dry-run"}), contains("there is no command walk"));
    CHECK_THAT(error_of({"status", "--dry-run"}), contains("status has no option --dry-run; see pdhs-sync status"));
    CHECK_THAT(error_of({"run", "status"}), contains("one command at a time: run or status; see"));
    CHECK_THAT(error_of({"run", "--dry-run=no"}), contains("option --dry-run takes no value; see pdhs-sync run"));
    CHECK_THAT(error_of({"run", "extra"}), contains("extra"));
    CHECK_THAT(error_of({"run", "a\nb"}), contains("a b"));
    CHECK_THAT(error_of({"run", "a\xFF\x7F\xC2\x9B"}), contains("a\xEF\xBF\xBD"));
    CHECK_THAT(error_of({"run", "a\x7F\xC2\x9B"}), !contains("\x7F") && !contains("\xC2\x9B"));
    CHECK_THAT(error_of({"--dry-run"}), contains("--dry-run stands without a command; try pdhs-sync run --dry-run;"));
    CHECK_THAT(error_of({"--max-age=1h"}),
               contains("--max-age=1h stands without a command; try pdhs-sync status --max"));
    CHECK(error_of({"--bogus"}) == "there is no option --bogus; see pdhs-sync --help");
    CHECK(error_of({"--bogus", "run"}) == "there is no option --bogus; see pdhs-sync run --help");
    CHECK(error_of({"--max-age=1h", "run"}) == "run has no option --max-age=1h; see pdhs-sync run --help");
    CHECK(error_of({"-v=3", "run"}) == "option -v takes no value; see pdhs-sync run --help");
    CHECK(error_of({"run", "-q=no"}) == "option -q takes no value; see pdhs-sync run --help");
    CHECK(error_of({"run", "-nv=no"}) == "option -n or -v takes no value; see pdhs-sync run --help");
    CHECK_THAT(error_of({"run", "--detailed-exitcode"}), contains("requires --dry-run"));
    CHECK_THAT(error_of({"run", "--format", "xml"}), contains("--format must be text, json, markdown or csv; see"));
    CHECK_THAT(error_of({"status", "--format", "csv"}),
               contains("--format must be text or json; see pdhs-sync status"));
    CHECK_THAT(error_of({"run", "--state"}), contains("option --state needs a value; see pdhs-sync run --help"));
    for (const auto* number : {"--max-creates=-1", "--max-creates=x", "--max-creates=1.5", "--max-creates=0x1",
                               "--max-creates=99999999999999999999"})
        CHECK_THAT(error_of({"run", number}), contains("--max-creates must be a whole number"));
    CHECK_THAT(error_of({"run", "--deadline", "soon"}), contains("--deadline must be a duration"));
    CHECK_THAT(error_of({"run", "--deadline", "0"}), contains("--deadline must be at least 1s"));
}
