#include "pdhs/report/text.h"

#include "sample.h"
#include "support/catch.h"

using namespace pdhs;

namespace {

std::string text_of(const Report& report) {
    return report_as_text(report, Terminal::plain);
}

std::string first_line_of(const Report& report) {
    const auto text = text_of(report);
    return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("a pass that went well, as a whole") {
    CHECK(text_of(sample_report()) ==
          "Pass 12: 3 created on Pipedrive, 1 on HubSpot (1 of them again), nothing failed (1.4 s)\n"
          "\n"
          "             read  how      created  re-created  there already  failed  requests\n"
          "HubSpot    12,345  all            1           0              2       0       124\n"
          "Pipedrive     987  changes        2           1              0       0         4\n"
          "\n"
          "Created on Pipedrive (1):\n"
          "  Ada Lovelace <ada@x.com>  hubspot:123 -> pipedrive:45\n");
}

TEST_CASE("the first line is the verdict") {
    auto report = sample_report();
    report.platforms = {};
    CHECK(first_line_of(report) == "Pass 12: nothing to create, nothing failed (1.4 s)");
    report.paced = true;
    CHECK(first_line_of(report) == "Pass 12: paced, nothing to create, nothing failed (1.4 s)");
    report = sample_report();
    report.platforms.pipedrive.failed = 1'000;
    report.platforms.hubspot.failed = 1;
    report.exit_code = ExitCode::try_later;
    CHECK(first_line_of(report) ==
          "Pass 12: 3 created on Pipedrive, 1 on HubSpot (1 of them again), 1,001 failed, to be continued (1.4 s)");
    report.exit_code = ExitCode::braked;
    CHECK_THAT(first_line_of(report), contains(", braked (1.4 s)"));
    report.platforms = {};
    report.exit_code = ExitCode::needs_a_person;
    report.error = ReportError{"unauthorized", "HubSpot does not accept the token"};
    CHECK(first_line_of(report) == "Pass 12: nothing created, needs you (1.4 s)");
}

TEST_CASE("a dry run says what would be, from its actions") {
    auto report = sample_report();
    report.dry_run = true;
    report.platforms.pipedrive.created = 0;
    report.platforms.pipedrive.recreated = 0;
    report.platforms.hubspot.created = 0;
    report.actions[0].outcome = Action::Outcome::planned;
    report.actions[0].id.clear();
    report.actions.push_back(report.actions[0]);
    report.actions[1].what = Action::Do::recreate;
    CHECK(first_line_of(report) ==
          "Dry run of pass 12: would create 2 on Pipedrive, 0 on HubSpot (1 of them again) (1.4 s)");
    CHECK_THAT(text_of(report), contains("to create  to re-create"));
    CHECK_THAT(text_of(report), contains("Would create on Pipedrive (1):\n  Ada Lovelace <ada@x.com>  hubspot:123\n"));
    CHECK_THAT(text_of(report), contains("Would re-create on Pipedrive (1):"));
}

TEST_CASE("who is left alone stands under the reason, in plain language") {
    auto report = sample_report();
    report.actions = {skipped_action("no_key"), skipped_action("ignored"), skipped_action("no_key"),
                      skipped_action("new_word")};
    const auto text = text_of(report);
    CHECK_THAT(text, contains("Not created on Pipedrive - no e-mail address, name or phone to go by (2):\n"));
    CHECK_THAT(text, contains("Not created on Pipedrive - listed in PDHS_IGNORE (1):\n"));
    CHECK_THAT(text, contains("Not created on Pipedrive - new_word (1):\n"));
}

TEST_CASE("nothing created is not nothing to create") {
    Report report;
    report.pass = 3;
    CHECK_THAT(first_line_of(report), contains("Pass 3: nothing to create"));
    report.pending = 1;
    CHECK_THAT(first_line_of(report), contains("Pass 3: nothing created"));
    report.pending = 0;
    report.error = ReportError{"unauthorized", "x"};
    CHECK_THAT(first_line_of(report), contains("Pass 3: nothing created"));
}

TEST_CASE("failures show the platform's own words, and what comes next") {
    auto report = sample_report();
    report.exit_code = ExitCode::contacts_failed;
    report.actions[0].outcome = Action::Outcome::failed;
    report.actions[0].id.clear();
    report.actions[0].detail = "Email is invalid";
    report.parked = 1;
    report.pending = 2'000;
    const auto text = text_of(report);
    CHECK_THAT(text,
               contains("Refused by Pipedrive (1):\n  Ada Lovelace <ada@x.com>  hubspot:123: Email is invalid\n"));
    CHECK_THAT(text, contains("\nIn all: 2,000 waiting (1 parked)\n"));
    CHECK_THAT(text, contains("Contacts that failed are parked"));
    report.exit_code = ExitCode::needs_a_person;
    report.error = ReportError{"unauthorized", "Pipedrive refused the token"};
    report.platforms.pipedrive.failure = "401 Unauthorized";
    report.platforms.pipedrive.complete = false;
    report.warnings = {"the clock is wrong"};
    CHECK_THAT(text_of(report), contains("\nPipedrive ended early: 401 "
                                         "Unauthorized\nWarning: the clock is wrong\n"));
    CHECK_THAT(text_of(report), contains("changes, not to the end"));
}

TEST_CASE("who stands several times is no matter of the other side") {
    auto report = sample_report();
    auto& action = report.actions[0];
    action.what = Action::Do::skip;
    action.outcome = Action::Outcome::none;
    action.reason = "ambiguous";
    action.detail = "the same person stands several times on HubSpot: 123 124";
    report.skipped = 3;
    report.ambiguous = 1;
    const auto text = text_of(report);
    CHECK_THAT(text, contains("One person, several records - merge them where they stand, or tell them apart (1):"));
    CHECK_THAT(text, contains("In all: 3 left alone (1 ambiguous)\n"));
    action.detail.clear();
    CHECK_THAT(text_of(report), contains("Not created on Pipedrive - several records could be this person"));
}

TEST_CASE("nothing to create is said only where nobody was tried, and nothing is promised of what was not read") {
    auto report = sample_report();
    report.actions.clear();
    report.platforms.hubspot.created = report.platforms.pipedrive.created = 0;
    report.platforms.hubspot.recreated = report.platforms.pipedrive.recreated = 0;
    CHECK_THAT(text_of(report), contains("Pass 12: nothing to create, nothing failed"));
    report.platforms.hubspot.failed = 1;
    CHECK_THAT(text_of(report), contains("Pass 12: nothing created, 1 failed"));
    report.dry_run = true;
    report.exit_code = ExitCode::interrupted;
    report.error = ReportError{"interrupted", "stopped"};
    CHECK_THAT(text_of(report), contains("cannot tell what it would create, interrupted"));
    CHECK(text_of(report).find("saved") == std::string::npos);
}

TEST_CASE("an error that is not a platform's is told beside a platform's, line by line") {
    auto report = sample_report();
    report.exit_code = ExitCode::unusable;
    report.platforms.hubspot.failure = "HTTP 503";
    report.error = ReportError{"state", "disk full\nsecond line"};
    CHECK_THAT(text_of(report), contains("HubSpot ended early: HTTP 503\ndisk full\nsecond line\n"));
    report.exit_code = ExitCode::braked;
    CHECK_THAT(text_of(report), contains("disk full"));
    report.exit_code = ExitCode::try_later;
    CHECK(text_of(report).find("disk full") == std::string::npos);
}

TEST_CASE("a long group is cut") {
    auto report = sample_report();
    report.actions.assign(1'254, created_action());
    const auto text = text_of(report);
    CHECK_THAT(text, contains("Created on Pipedrive (1,254):"));
    CHECK_THAT(text, contains("  … and 1,234 more (--format csv lists all)\n"));
    std::size_t lines = 0;
    for (auto at = text.find("Ada"); at != std::string::npos; at = text.find("Ada", at + 1)) ++lines;
    CHECK(lines == 20);
}

TEST_CASE("a contact's name cannot draw on the screen") {
    auto report = sample_report();
    auto& action = report.actions[0];
    action.name = "\x1b[2J\n\xFFName";
    action.key = "name:ada\x1b;phone:1";
    action.detail = "a\rb";
    report.warnings = {"\x1b[31m"};
    report.platforms.hubspot.failure = "\x07";
    report.error = ReportError{"x", "\x1b"};
    const auto text = text_of(report);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
    CHECK_THAT(text, contains("\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBDName, phone 1"));
}

TEST_CASE("colour comes only where it is asked for") {
    auto report = sample_report();
    CHECK(text_of(report).find('\x1b') == std::string::npos);
    CHECK(report_as_text(report, Terminal::colour).rfind("\x1b[32mPass 12: ", 0) == 0);
    report.exit_code = ExitCode::unusable;
    CHECK(report_as_text(report, Terminal::colour).rfind("\x1b[31mPass 12: ", 0) == 0);
}
