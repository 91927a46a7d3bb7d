#include "pdhs/report/pino_log.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "pdhs/report/log_file.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace pdhs;

namespace {

class StillClock final : public Clock {
  public:
    Time now() const override { return Time{Millis{1'790'000'000'007}}; }
};

const StillClock still_clock;

std::unique_ptr<Log> opened(const PinoLogOptions& options) {
    auto log = open_pino_log(options, still_clock);
    INFO((log ? "" : log.error().message));
    REQUIRE(log);
    return std::move(*log);
}

std::vector<nlohmann::json> lines_of(const std::string& path) {
    std::istringstream text(support::file_content(path));
    std::vector<nlohmann::json> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

int mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return static_cast<int>(status.st_mode & 0777u);
}

/// Writes `count` numbered lines as `writer`.
void write_lines(Log& log, const std::string& writer, int count) {
    for (int i = 0; i < count; ++i)
        log.write(LogLevel::info, "line", {{"writer", writer}, {"number", static_cast<long long>(i)}});
}

}  // namespace

TEST_CASE("a line is what pino writes, msg last") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    opened({path})->write(LogLevel::warn, "said \"no\"\n",
                          {{"pass", 12LL}, {"platform", std::string("hubspot")}, {"dry_run", true}});
    std::array<char, 256> host{};
    REQUIRE(::gethostname(host.data(), host.size() - 1) == 0);
    CHECK(support::file_content(path) ==
          R"({"level":40,"time":1790000000007,"pid":)" + std::to_string(::getpid()) + R"(,"hostname":")" + host.data() +
              R"(","pass":12,"platform":"hubspot","dry_run":true,"msg":"said \"no\"\n"})" + "\n");
}

TEST_CASE("levels below the chosen one are not written") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    const auto log = opened({path, LogLevel::warn});
    log->write(LogLevel::info, "quiet", {});
    log->write(LogLevel::warn, "heard", {});
    log->write(LogLevel::fatal, "heard", {});
    CHECK(lines_of(path).size() == 2);
    opened({folder.file("silent.log"), LogLevel::silent})->write(LogLevel::fatal, "never", {});
    CHECK_FALSE(std::filesystem::exists(folder.file("silent.log")));
}

TEST_CASE("bad UTF-8 and control characters stay valid JSON") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    opened({path})->write(LogLevel::info, "\xFF\x01", {{"name", std::string("a\0b", 3)}});
    const auto lines = lines_of(path);
    CHECK(lines.at(0)["msg"] == "\xEF\xBF\xBD\x01");
    CHECK(lines.at(0)["name"] == std::string("a\0b", 3));
}

TEST_CASE("the log is for its owner only, and keeps what it holds") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    const auto before = ::umask(0);
    opened({path});
    ::umask(before);
    CHECK(mode_of(path) == 0600);
    support::write_file(path, "{\"old\":true}\n");
    REQUIRE(::chmod(path.c_str(), 0664) == 0);
    opened({path})->write(LogLevel::info, "new", {});
    CHECK(mode_of(path) == 0600);
    CHECK(lines_of(path).size() == 2);
}

TEST_CASE("a full log becomes .1 before the line that would exceed it") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    opened({path})->write(LogLevel::info, "same length", {});
    const auto line_size = static_cast<long long>(std::filesystem::file_size(path));
    const auto log = opened({path, LogLevel::info, 2 * line_size});
    log->write(LogLevel::info, "same length", {});
    CHECK_FALSE(std::filesystem::exists(path + ".1"));
    log->write(LogLevel::info, "same length", {});
    CHECK(lines_of(path + ".1").size() == 2);
    CHECK(lines_of(path).size() == 1);
    CHECK(mode_of(path) == 0600);
    log->write(LogLevel::info, std::string(1'000, 'x'), {});
    CHECK(lines_of(path).size() == 1);
    CHECK(lines_of(path + ".1").size() == 1);
}

TEST_CASE("a log that somebody moves or deletes begins anew") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    const auto log = opened({path});
    log->write(LogLevel::info, "first", {});
    std::filesystem::rename(path, folder.file("moved.log"));
    log->write(LogLevel::info, "second", {});
    CHECK(lines_of(path).at(0)["msg"] == "second");
    std::filesystem::remove(path);
    log->write(LogLevel::info, "third", {});
    CHECK(lines_of(path).at(0)["msg"] == "third");
    CHECK(lines_of(folder.file("moved.log")).size() == 1);
}

TEST_CASE("a folder that cannot take the .1 does not lose lines") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    std::filesystem::create_directories(path + ".1/occupied");
    const auto log = opened({path, LogLevel::info, 10});
    write_lines(*log, "only", 3);
    CHECK(lines_of(path).size() == 3);
}

TEST_CASE("threads and processes share a log without a torn or lost line") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("output.log");
    constexpr int count = 200;
    const auto measured = folder.file("measured.log");
    opened({measured})->write(LogLevel::info, "line", {{"writer", std::string(50, 'x')}, {"number", 1'000LL}});
    // Two thirds of what will be written: it rotates once, and nothing is lost.
    const auto limit = static_cast<long long>(std::filesystem::file_size(measured)) * 2 * count;
    const PinoLogOptions options{path, LogLevel::info, limit};
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto log = open_pino_log(options, still_clock);
        if (log) write_lines(**log, std::string(50, 'c'), count);
        ::_exit(log ? 0 : 1);
    }
    const auto log = opened(options);
    std::thread first([&] { write_lines(*log, std::string(50, 'a'), count); });
    std::thread second([&] { write_lines(*log, std::string(50, 'b'), count); });
    first.join();
    second.join();
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
    std::map<std::string, int> seen;
    for (const auto& file : {path + ".1", path})
        for (const auto& line : lines_of(file)) ++seen[line["writer"].get<std::string>().substr(0, 1)];
    CHECK(seen == std::map<std::string, int>{{"a", count}, {"b", count}, {"c", count}});
    CHECK(static_cast<long long>(std::filesystem::file_size(path + ".1")) <= limit);
}

TEST_CASE("a log on a full disk takes lines without an error, and a device keeps its rights") {
    const auto log = opened({"/dev/full"});
    log->write(LogLevel::info, "lost", {});
    log->write(LogLevel::info, "lost as well", {});
    CHECK(mode_of("/dev/full") != 0600);
}

TEST_CASE("what is no file for a log is refused with its path") {
    const support::TemporaryFolder folder;
    const auto fifo = folder.file("fifo");
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    for (const auto& path : {folder.path().string(), fifo, folder.file("no/such/folder.log")}) {
        const auto log = open_pino_log({path}, still_clock);
        REQUIRE_FALSE(log);
        CHECK(log.error().kind == ErrorKind::log);
        CHECK_THAT(log.error().message, contains(path));
        CHECK_THAT(log.error().message, contains("--log-file or PDHS_LOG"));
        const auto checked = LogFile::check(path);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().kind == ErrorKind::log);
        CHECK_THAT(checked.error().message, contains(path));
    }
    for (const auto& path : {folder.file("new.log"), std::string("/dev/null"), std::string("/dev/stderr")})
        CHECK(LogFile::check(path));
    CHECK_FALSE(std::filesystem::exists(folder.file("new.log")));
    opened({"/dev/null"})->write(LogLevel::info, "gone", {});
}

TEST_CASE("standard error may be the log, even a pipe") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const int before = ::dup(STDERR_FILENO);
    REQUIRE(::dup2(ends[1], STDERR_FILENO) == STDERR_FILENO);
    opened({"/dev/stderr"})->write(LogLevel::info, "here", {});
    REQUIRE(::dup2(before, STDERR_FILENO) == STDERR_FILENO);
    for (const int descriptor : {before, ends[1]}) ::close(descriptor);
    std::array<char, 4096> text{};
    CHECK(::read(ends[0], text.data(), text.size() - 1) > 0);
    CHECK_THAT(std::string(text.data()), contains("\"msg\":\"here\""));
    ::close(ends[0]);
}
