#include "progress_line.h"

#include <cstdio>
#include <memory>

#include "support/catch.h"

using namespace pdhs;
using Step = Progress::Step;

namespace {

/// A file in place of the terminal.
class Screen {
  public:
    Screen() { REQUIRE(file_ != nullptr); }

    [[nodiscard]] std::FILE* file() const { return file_.get(); }
    /// What the last drawing left on the line.
    [[nodiscard]] std::string line() const {
        std::string text(4'096, '\0');
        std::rewind(file());
        text.resize(std::fread(text.data(), 1, text.size(), file()));
        const auto start = text.rfind("\r\x1b[K");
        return start == std::string::npos ? text : text.substr(start + 4);
    }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_{std::tmpfile()};
};

}  // namespace

TEST_CASE("the line tells how far both platforms are, and only of those that were told") {
    const Screen screen;
    ProgressLine line(screen.file());
    line.tell({Step::asking, Crm::pipedrive});
    CHECK(screen.line() == "Pipedrive: asked, no answer yet");
    line.tell({Step::reading, Crm::hubspot, 9'500});
    CHECK(screen.line() == "HubSpot: 9,500 read   Pipedrive: asked, no answer yet");
    line.tell({Step::creating, Crm::pipedrive, 3, 7});
    CHECK(screen.line() == "HubSpot: 9,500 read   Pipedrive: creating, 3 of 7 done");
    line.tell({Step::failed, Crm::hubspot});
    CHECK(screen.line() == "HubSpot: failed   Pipedrive: creating, 3 of 7 done");
    line.clear();
    CHECK(screen.line().empty());
}

TEST_CASE("a pause is told beside what was done, until there is more to tell") {
    const Screen screen;
    ProgressLine line(screen.file());
    line.tell({Step::pausing, Crm::hubspot, 0, 2'000});
    CHECK(screen.line().empty());
    line.tell({Step::reading, Crm::hubspot, 9'500});
    line.tell({Step::pausing, Crm::hubspot, 0, 6'001});
    CHECK(screen.line() == "HubSpot: 9,500 read (a pause of 7 s)");
    line.tell({Step::reading, Crm::hubspot, 9'600});
    CHECK(screen.line() == "HubSpot: 9,600 read");
}
