#include "pdhs/core/finding.h"

#include "support/catch.h"

using namespace pdhs;

TEST_CASE("the worst finding decides, in the order of a pass's exit statuses") {
    const auto exit_codes = [](std::vector<ExitCode> codes) {
        std::vector<Finding> findings = {fine({"a", {}}, "")};
        for (const auto code : codes) findings.push_back(broken({"b", {}}, "", code));
        return worst_of(findings);
    };
    CHECK(worst_of({}) == ExitCode::ok);
    CHECK(exit_codes({}) == ExitCode::ok);
    CHECK(exit_codes({ExitCode::braked, ExitCode::contacts_failed}) == ExitCode::braked);
    CHECK(exit_codes({ExitCode::braked, ExitCode::try_later}) == ExitCode::try_later);
    CHECK(exit_codes({ExitCode::try_later, ExitCode::needs_a_person}) == ExitCode::needs_a_person);
    CHECK(exit_codes({ExitCode::needs_a_person, ExitCode::terminated}) == ExitCode::terminated);
    CHECK(exit_codes({ExitCode::interrupted, ExitCode::unusable}) == ExitCode::unusable);
}

TEST_CASE("a warning counts less than any failure") {
    const auto warning = worth_a_look({"clock", {}}, "fast");
    CHECK(warning.grade == Grade::warning);
    CHECK(worst_of(std::span(&warning, 1)) == ExitCode::contacts_failed);
}
