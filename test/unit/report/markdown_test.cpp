#include "pdhs/report/markdown.h"

#include "sample.h"
#include "support/catch.h"

using namespace pdhs;

TEST_CASE("a pass as Markdown, as a whole") {
    CHECK(report_as_markdown(sample_report()) ==
          "### pdhs-sync - Pass 12\\: 3 created on Pipedrive, 1 on HubSpot \\(1 of them again\\), nothing failed "
          "\\(1\\.4 "
          "s\\)\n"
          "\n"
          "|  | read | how | created | re-created | there already | failed | requests |\n"
          "| :-- | --: | :-- | --: | --: | --: | --: | --: |\n"
          "| HubSpot | 12,345 | all | 1 | 0 | 2 | 0 | 124 |\n"
          "| Pipedrive | 987 | changes | 2 | 1 | 0 | 0 | 4 |\n"
          "\n"
          "#### Created on Pipedrive \\(1\\)\n"
          "\n"
          "| who | from | to | |\n"
          "| :-- | :-- | :-- | :-- |\n"
          "| Ada Lovelace \\<ada\\@x\\.com\\> | hubspot\\:123 | pipedrive\\:45 |  |\n");
}

TEST_CASE("nobody's name is Markdown or HTML") {
    auto report = sample_report();
    report.actions[0].name = "<img src=x> | [a](http://b) `c` *d* \n# e";
    report.error = ReportError{"x", "<b>|"};
    report.warnings = {"_w_"};
    const auto text = report_as_markdown(report);
    CHECK_THAT(text, contains("| \\<img src=x\\> \\| \\[a\\]\\(http\\://b\\) \\`c\\` \\*d\\* "));
    CHECK(text.find("\n# e") == std::string::npos);
    CHECK_THAT(text, contains("**\\<b\\>\\|**"));
    CHECK_THAT(text, contains("Warning\\: \\_w\\_"));
}

TEST_CASE("a long group is cut, and a pass that could not begin has no table") {
    auto report = sample_report();
    report.actions.assign(150, created_action());
    CHECK_THAT(report_as_markdown(report), contains("… and 50 more"));
    Report none;
    none.exit_code = ExitCode::unusable;
    none.error = ReportError{"usage", "no token"};
    const auto text = report_as_markdown(none);
    CHECK_THAT(text, contains("No pass"));
    CHECK_THAT(text, contains("**no token**"));
    CHECK(text.find('|') == std::string::npos);
}
