// What only POSIX has: modes, links, pipes, devices.
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "pdhs/system/file.h"
#include "pdhs/system/file_facts.h"
#include "pdhs/system/process.h"
#include "support/catch.h"
#include "support/file_content.h"
#include "support/temporary_folder.h"
#include "unit/system/others.h"

namespace pdhs {

void let_others_read(const std::string& path) {
    REQUIRE(::chmod(path.c_str(), 0744) == 0);
}

namespace {

namespace fs = std::filesystem;

mode_t mode_of(const std::string& path) {
    struct stat found {};
    REQUIRE(::lstat(path.c_str(), &found) == 0);
    return found.st_mode & 0777;
}

TEST_CASE("facts tell links and devices apart") {
    const support::TemporaryFolder folder;
    support::write_file(folder.file("plain"), "12345");
    fs::create_symlink(folder.file("plain"), folder.file("link"));
    CHECK(facts_of(folder.file("link"), Links::tell).kind == FileKind::link);
    CHECK(facts_of(folder.file("link"), Links::follow).kind == FileKind::plain);
    CHECK(facts_of("/dev/null", Links::tell).kind == FileKind::device);
    CHECK(facts_of(folder.file("plain") + "/below", Links::follow).error == std::errc::not_a_directory);
}

TEST_CASE("a private file has the mode of its owner alone") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("private");
    CHECK_FALSE(make_private_file(path));
    CHECK(mode_of(path) == 0600);
    let_others_read(path);
    CHECK_FALSE(make_private(path));
    CHECK(mode_of(path) == 0700);
}

TEST_CASE("a link is taken neither for a new private file nor for one to lock") {
    const support::TemporaryFolder folder;
    fs::create_symlink(folder.file("nowhere"), folder.file("link"));
    CHECK(make_private_file(folder.file("link")) == std::errc::file_exists);
    CHECK_FALSE(File::open_to_lock(folder.file("link"), IfAbsent::make).is_open());
    CHECK_FALSE(fs::exists(folder.file("nowhere")));
}

TEST_CASE("a folder and a pipe that nobody reads are refused at once") {
    const support::TemporaryFolder folder;
    const auto pipe = folder.file("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(File::open_to_append(folder.path()).error() == std::errc::is_a_directory);
    CHECK(File::open_to_append(pipe).error() == std::errc::no_such_device_or_address);
}

TEST_CASE("the environment is that of the process, with values as they stand") {
    REQUIRE(::setenv("PDHSTEST_SIGNS", "a=b = ü", 1) == 0);
    CHECK(current_environment().at("PDHSTEST_SIGNS") == "a=b = ü");
    ::unsetenv("PDHSTEST_SIGNS");
    CHECK_FALSE(current_environment().contains("PDHSTEST_SIGNS"));
    CHECK_FALSE(variables_have_any_capitals());
}

TEST_CASE("the arguments are those of main, and the process is this one") {
    constexpr std::array<const char*, 2> words = {"pdhs-sync", "Zo\u00eb"};
    CHECK(utf8_arguments(2, words.data()) == std::vector<std::string>{"pdhs-sync", "Zo\u00eb"});
    CHECK(process_id() == ::getpid());
}

}  // namespace
}  // namespace pdhs
