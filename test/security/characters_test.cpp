// What people (or others) wrote into names and addresses never reaches a screen as more than text.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "security/desk.h"
#include "security/traces.h"
#include "support/catch.h"
#include "support/file_content.h"

namespace {

using namespace security;

/// What draws: an escape sequence, its one-character form, a bell, a line that looks like the program's own, and what
/// turns the direction of writing.
const Names drawing = {"\x1b[2J\x1b[31m",
                       "\xC2\x9B"
                       "31m",
                       "\a\b",
                       "\r\nHUBSPOT: forged",
                       "\x7F",
                       "\xE2\x80\xAE"
                       "gnp.exe",
                       "\xE2\x81\xA6"
                       "x\xE2\x81\xA9",
                       "\xD8\x9C",
                       "\xE2\x80\x8F",
                       "\xE2\x80\xA8",
                       "\xE2\x81\xAA"};

std::string drawing_name(const std::string& name) {
    std::string result = name;
    for (const auto& text : drawing) result += text;
    return result;
}

/// The characters of `drawing` that stand in the bytes as they are; line ends are those of reports.
Names raw_ones_in(std::string bytes) {
    bytes = replaced(replaced(std::move(bytes), "\r\n", ""), "\n", "");
    Names found;
    for (const auto* text : {"\x1b", "\xC2\x9B", "\a", "\b", "\r", "\x7F", "\xE2\x80\xAE", "\xE2\x81\xA6",
                             "\xE2\x81\xA9", "\xD8\x9C", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x81\xAA"})
        if (bytes.find(text) != std::string::npos) found.push_back(unicode_escaped(text));
    return found;
}

/// A desk beside people whose names and addresses draw.
struct DrawingDesk : SyncedDesk {
    const std::string ada = drawing_name("Ada");

    DrawingDesk() {
        crms.hubspot().add({{"email", "ada@x.com"}, {"firstname", ada}, {"phone", drawing_name("1")}});
        crms.hubspot().add({{"email", "e\x1b[2J\xE2\x80\xAE@x.com"}, {"lastname", drawing_name("Lovelace")}});
        crms.pipedrive().add_person(drawing_name("Bob"), {drawing_name("bob@x.com")}, {drawing_name("2")});
        crms.pipedrive().add_person(drawing_name("Nobody"));
    }

    void check_text(const std::vector<std::string>& arguments) {
        const auto ended = call(arguments);
        CAPTURE(arguments, ended.out);
        CHECK(raw_ones_in(ended.out) == Names{});
        CHECK(raw_ones_in(ended.err) == Names{});
        CHECK(ended.out.find("\nHUBSPOT: forged") == std::string::npos);
        CHECK(ended.out.size() > 100);
    }
};

/// A terminal that a program may write to.
class Terminal {
  public:
    Terminal() : descriptor_(::posix_openpt(O_RDWR | O_NOCTTY)) {
        if (descriptor_ < 0 || ::grantpt(descriptor_) != 0 || ::unlockpt(descriptor_) != 0)
            throw std::runtime_error("no terminal");
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() { ::close(descriptor_); }

    [[nodiscard]] std::string path() const { return ::ptsname(descriptor_); }
    /// What was written, up to a pause of a program that has ended.
    [[nodiscard]] std::string read_all() const {
        std::string text;
        std::string buffer(65'536, '\0');
        ::fcntl(descriptor_, F_SETFL, O_NONBLOCK);
        for (auto size = ::read(descriptor_, buffer.data(), buffer.size()); size > 0;
             size = ::read(descriptor_, buffer.data(), buffer.size()))
            text.append(buffer, 0, static_cast<std::size_t>(size));
        return text;
    }

  private:
    int descriptor_;
};

}  // namespace

TEST_CASE_METHOD(DrawingDesk, "names and addresses draw nothing in text, Markdown and CSV") {
    for (const std::string format : {"text", "markdown", "csv"}) check_text({"run", "--dry-run", "--format", format});
    check_text({"run", "--format", "markdown"});
    check_text({"explain", "ada@x.com"});
    check_text({"explain", "hubspot:" + crms.hubspot().contacts().front().id});
    check_text({"status"});
    check_text({"check"});
    check_text({"explain", drawing_name("nobody@x.com")});
}

TEST_CASE_METHOD(DrawingDesk, "JSON holds names and addresses whole, and draws nothing, nor does the log") {
    const auto ended = call({"run", "--format", "json", "--log-level", "trace"});
    CHECK(raw_ones_in(ended.out) == Names{});
    const auto report = nlohmann::json::parse(ended.out);
    Names names;
    for (const auto& action : report["actions"])
        if (action["name"].is_string()) names.push_back(action["name"]);
    // Blanks and control characters at the ends of a name are none of it.
    CHECK(std::any_of(names.begin(), names.end(),
                      [&](const auto& name) { return ada.starts_with(name) && name.size() > 40; }));
    const auto explained = call({"explain", "ada@x.com", "--format", "json"});
    CHECK(raw_ones_in(explained.out) == Names{});
    CHECK(nlohmann::json::parse(explained.out).is_object());
    const auto log = support::file_content(file("output.log"));
    CHECK(raw_ones_in(log) == Names{});
    CHECK(log.find("ada@x.com") != std::string::npos);
}

TEST_CASE_METHOD(DrawingDesk, "on a terminal only the program's own colours draw") {
    const Terminal terminal;
    support::Process process(
        {{PDHS_PROGRAM, "run"}, environment, folder().path().string(), terminal.path(), file("err")});
    CHECK(process.wait(std::chrono::seconds{30}).status <= 1);
    auto text = terminal.read_all();
    CHECK(text.find("\x1b[32m") != std::string::npos);
    for (const auto* own : {"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"}) {
        const auto at_line_start = std::string("\n") + own;
        text = replaced(text, at_line_start, "\n");
        if (text.starts_with(own)) text.erase(0, std::string(own).size());
        text = replaced(text, std::string(own) + "\r\n", "\r\n");
    }
    CHECK_THAT(text, contains("Created on Pipedrive"));
    CHECK(raw_ones_in(text) == Names{});
}
