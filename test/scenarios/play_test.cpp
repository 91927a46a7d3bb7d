#include "scenarios/play.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "support/catch.h"
#include "support/file_content.h"
#include "support/temporary_folder.h"

using namespace scenarios;

namespace {

/// A program that writes down the offset of its clock, and ends with 1 in the second pass.
class NotingProgram {
  public:
    NotingProgram() {
        std::ofstream(path()) << "#!/bin/sh\n"
                              << "echo \"$PDHSTEST_CLOCK_OFFSET_MS\" >>" << notes() << "\n"
                              << "test \"$(wc -l <" << notes() << ")\" != 2\n";
        std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
    }

    [[nodiscard]] std::string path() const { return folder_.file("program"); }
    /// Since the first one.
    [[nodiscard]] std::vector<long long> noted() const {
        std::istringstream lines(support::file_content(notes()));
        std::vector<long long> offsets;
        for (long long offset = 0; lines >> offset;) offsets.push_back(offset);
        for (auto at = offsets.size(); at-- > 0;) offsets[at] -= offsets[0];
        return offsets;
    }

  private:
    [[nodiscard]] std::string notes() const { return folder_.file("notes"); }

    support::TemporaryFolder folder_;
};

class Counting : public Observer {
  public:
    void before_pass(Stage&, const Line&, bool is_plain) override { plain += is_plain ? 1 : 0; }
    void after_pass(Stage&, const Line&, const PassResult&) override { ++passes; }

    int plain = 0;
    int passes = 0;
};

}  // namespace

TEST_CASE("each of many passes has its time, and an observer sees it, but none is plain") {
    const NotingProgram program;
    Counting observer;
    play(parse_script("x", "# Why\nmachine-clock +1m\npasses 3 every 30s --full\n  no-report\n"), program.path(),
         observer);
    CHECK(program.noted() == std::vector<long long>{0, 30'000, 60'000});
    CHECK(observer.passes == 3);
    CHECK(observer.plain == 0);
}

TEST_CASE("what is expected of many passes holds for each of them, and a failure says for which it does not") {
    const NotingProgram program;
    Counting observer;
    const auto script = parse_script("x", "# Why\npasses 3 every 30s\n  no-report\n  exit 0\n");
    CHECK_THROWS_WITH(play(script, program.path(), observer), contains("pass 2 of 3"));
    CHECK(observer.passes == 1);
}

TEST_CASE("the machine's clock may be wrong, and right again") {
    const NotingProgram program;
    Counting observer;
    play(parse_script("x",
                      "# Why\nmachine-clock -3h\nclock +1h\npass\n  no-report\nmachine-clock right\npass\n"
                      "  no-report\n"),
         program.path(), observer);
    CHECK(program.noted() == std::vector<long long>{0, 3 * 3'600'000});
    CHECK(observer.plain == 2);
}
