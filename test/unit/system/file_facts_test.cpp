#include "pdhs/system/file_facts.h"

#include <filesystem>
#include <fstream>

#include "support/catch.h"
#include "support/temporary_folder.h"
#include "unit/system/others.h"

namespace pdhs {
namespace {

namespace fs = std::filesystem;

void write(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

TEST_CASE("facts say what kind of file has a name") {
    const support::TemporaryFolder folder;
    const auto plain = folder.file("plain");
    write(plain, "12345");
    CHECK(facts_of(plain, Links::tell).kind == FileKind::plain);
    CHECK(facts_of(plain, Links::tell).size == 5);
    CHECK(facts_of(folder.path().string(), Links::tell).kind == FileKind::folder);
}

TEST_CASE("why there are no facts is told") {
    const support::TemporaryFolder folder;
    write(folder.file("plain"), "");
    const auto absent = facts_of(folder.file("absent"), Links::follow);
    CHECK(absent.kind == FileKind::nothing);
    CHECK(absent.error == std::errc::no_such_file_or_directory);
}

TEST_CASE("a file is the same under another name, and not after it was replaced") {
    const support::TemporaryFolder folder;
    write(folder.file("a"), "");
    const auto id = facts_of(folder.file("a"), Links::tell).id;
    fs::rename(folder.file("a"), folder.file("b"));
    CHECK(facts_of(folder.file("b"), Links::tell).id == id);
    write(folder.file("a"), "");
    CHECK_FALSE(facts_of(folder.file("a"), Links::tell).id == id);
}

TEST_CASE("a private file is ours alone; one that others can use is told, and can be made private") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("private");
    CHECK_FALSE(make_private_file(path));
    CHECK(make_private_file(path) == std::errc::file_exists);
    CHECK(facts_of(path, Links::tell).is_ours);
    CHECK_FALSE(facts_of(path, Links::tell).is_open_to_others);
    let_others_read(path);
    CHECK(facts_of(path, Links::tell).is_open_to_others);
    CHECK(facts_of(path, Links::tell).may_be_made_private);
    CHECK_FALSE(make_private(path));
    CHECK_FALSE(facts_of(path, Links::tell).is_open_to_others);
    CHECK(make_private(folder.file("absent")) == std::errc::no_such_file_or_directory);
}

TEST_CASE("what this process may do is told without doing it") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("plain");
    write(path, "");
    CHECK_FALSE(refusal_of(path, FileUse::read));
    CHECK_FALSE(refusal_of(path, FileUse::write));
    CHECK_FALSE(refusal_of(path, FileUse::read_and_write));
    CHECK_FALSE(refusal_of(folder.path().string(), FileUse::make_files_in_it));
    CHECK(refusal_of(folder.file("absent"), FileUse::read) == std::errc::no_such_file_or_directory);
    CHECK(other_owner_of(path).empty());
}

}  // namespace
}  // namespace pdhs
