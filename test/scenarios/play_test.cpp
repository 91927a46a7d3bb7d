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

/// A program that asks Pipedrive for its persons once, without a token.
class AskingProgram {
  public:
    AskingProgram() {
        support::write_file(path(),
                            "#!/bin/bash\n"
                            "address=$(sed -n 's|^PIPEDRIVE_BASE_URL=http://||p' .env)\n"
                            "exec 3<>\"/dev/tcp/${address%:*}/${address#*:}\"\n"
                            "printf 'GET /api/v2/persons HTTP/1.1\\r\\nConnection: close\\r\\n\\r\\n' >&3\n"
                            "cat <&3 >/dev/null\n");
        std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
    }

    [[nodiscard]] std::string path() const { return folder_.file("program"); }

  private:
    support::TemporaryFolder folder_;
};

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

class Lenient : public Observer {
  public:
    [[nodiscard]] bool is_lenient() const override { return true; }
    void note_act(const Line& act, Done done) override {
        if (done == Done::no) passed_over.push_back(act.text);
    }

    std::vector<std::string> passed_over;
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

TEST_CASE("something happens while a pass runs, and what cannot happen is a failure") {
    const AskingProgram program;
    Observer observer;
    const auto play_with_event = [&](const std::string& event) {
        play(parse_script("x", "# Why\ngiven hubspot\n  ada | email ada@example.com\npass\n  no-report\n  " + event +
                                   "\nthen hubspot has 2\n"),
             program.path(), observer);
    };
    CHECK_NOTHROW(play_with_event("when pipedrive list 1: add hubspot eve | email eve@example.com"));
    CHECK_THROWS_WITH(play_with_event("when pipedrive list 1: add hubspot eve | email ada@example.com"),
                      contains("taken"));
    CHECK_THROWS_WITH(play_with_event("when pipedrive list 2: add hubspot eve | email eve@example.com"),
                      contains("never happened"));
}

TEST_CASE("nobody passes over a second pass that ran beside the first, unless the first had ended") {
    const AskingProgram program;
    Lenient observer;
    const auto play_with_events = [&](const std::string& events) {
        play(parse_script("x", "# Why\npass\n  no-report\n" + events), program.path(), observer);
    };
    const std::string another = "  when pipedrive list 1: another exit 75\n";
    CHECK_THROWS_WITH(play_with_events(another), contains("exit"));
    CHECK_NOTHROW(play_with_events("  when pipedrive list 1: signal KILL\n" + another));
    CHECK(observer.passed_over == std::vector<std::string>{"another exit 75", "another exit 75"});
}

TEST_CASE("a fault that never happened is found at the end, too") {
    const NotingProgram program;
    Observer observer;
    const auto script = parse_script("x", "# Why\nfault pipedrive list pipedrive-500\npass\n  no-report\n");
    CHECK_THROWS_WITH(play(script, program.path(), observer), contains("never happened"));
}
