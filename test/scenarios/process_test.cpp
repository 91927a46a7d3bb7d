#include "support/process.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "support/catch.h"
#include "support/file_content.h"

using support::Process;
using support::ProcessStart;

namespace {

ProcessStart shell(const std::string& command, const std::string& output = "/dev/null") {
    return {{"/bin/sh", "-c", command}, {{"COLOUR", "green"}}, "/", output, "/dev/null"};
}

}  // namespace

TEST_CASE("a process ends with its own status") {
    const auto end = Process(shell("exit 75")).wait(std::chrono::seconds{30});
    CHECK(end.status == 75);
    CHECK(end.signal == 0);
}

TEST_CASE("a process has the folder and the environment that it was given, and no other") {
    const auto file =
        (std::filesystem::temp_directory_path() / ("pdhs-process-test." + std::to_string(getpid()))).string();
    Process(shell("echo \"$(pwd) $COLOUR ${USER-none}\"", file)).wait(std::chrono::seconds{30});
    CHECK(support::file_content(file) == "/ green none\n");
    std::filesystem::remove(file);
}

TEST_CASE("a signal reaches a process, and is told as its end") {
    Process process(shell("kill -STOP $$; exit 1"));
    process.send(SIGKILL);
    CHECK(process.wait(std::chrono::seconds{30}).signal == SIGKILL);
}

TEST_CASE("a process that goes on for too long is ended") {
    Process process(shell("exec sleep 60"));
    CHECK_THROWS_AS(process.wait(std::chrono::milliseconds{20}), std::runtime_error);
}

TEST_CASE("a program that is not there is an error") {
    CHECK_THROWS(Process({{"/nowhere/program"}, {}, "/", "/dev/null", "/dev/null"}));
}
