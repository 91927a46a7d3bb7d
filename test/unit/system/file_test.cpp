#include "pdhs/system/file.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "support/catch.h"
#include "support/file_content.h"
#include "support/temporary_folder.h"
#include "unit/system/others.h"

namespace pdhs {
namespace {

namespace fs = std::filesystem;

class FileTest {
  protected:
    support::TemporaryFolder folder;
    const std::string path = folder.file("file");
};

TEST_CASE_METHOD(FileTest, "two who append do not write over each other") {
    auto one = File::open_to_append(path);
    auto other = File::open_to_append(path);
    CHECK(one.append("first\n") == 6);
    CHECK(other.append("second\n") == 7);
    CHECK(one.append("third\n") == 6);
    CHECK(support::file_content(path) == "first\nsecond\nthird\n");
    CHECK(one.facts().size == 19);
}

TEST_CASE_METHOD(FileTest, "a new file is private, one that was there stays as it is until it is made so") {
    const auto made = File::open_to_append(path);
    CHECK_FALSE(made.facts().is_open_to_others);
    let_others_read(path);
    const auto found = File::open_to_append(path);
    CHECK(found.facts().is_open_to_others);
    found.make_private();
    CHECK_FALSE(found.facts().is_open_to_others);
}

TEST_CASE_METHOD(FileTest, "why a file is not open is told") {
    CHECK(File::open_to_append(folder.file("no/file")).error() == std::errc::no_such_file_or_directory);
    CHECK(File::open_to_append(folder.path().string()).error());
    CHECK(File::open_to_lock(path, IfAbsent::fail).error() == std::errc::no_such_file_or_directory);
}

TEST_CASE_METHOD(FileTest, "an exclusive lock excludes all others, a shared one only exclusive ones") {
    auto one = File::open_to_lock(path, IfAbsent::make);
    auto other = File::open_to_lock(path, IfAbsent::fail);
    CHECK(one.try_lock(FileLock::exclusive));
    CHECK_FALSE(other.try_lock(FileLock::exclusive));
    CHECK_FALSE(other.error());
    CHECK_FALSE(other.try_lock(FileLock::shared));
    one.unlock();
    CHECK(one.try_lock(FileLock::shared));
    CHECK(other.try_lock(FileLock::shared));
    CHECK_FALSE(other.try_lock(FileLock::exclusive));
}

TEST_CASE_METHOD(FileTest, "a lock ends with its file, and goes with it where it is moved") {
    auto other = File::open_to_lock(path, IfAbsent::make);
    {
        auto one = File::open_to_lock(path, IfAbsent::make);
        REQUIRE(one.try_lock(FileLock::exclusive));
        const auto moved = std::move(one);
        CHECK_FALSE(other.try_lock(FileLock::exclusive));
    }
    CHECK(other.try_lock(FileLock::exclusive));
}

TEST_CASE_METHOD(FileTest, "a text replaces all that was there, and can be read beside a lock") {
    auto holder = File::open_to_lock(path, IfAbsent::make);
    REQUIRE(holder.try_lock(FileLock::exclusive));
    holder.replace_text("a longer text\n");
    holder.replace_text("short\n");
    const auto reader = File::open_to_lock(path, IfAbsent::fail);
    CHECK(reader.first_bytes(100) == "short\n");
    CHECK(reader.first_bytes(2) == "sh");
}

TEST_CASE_METHOD(FileTest, "whether a path still names the file is told") {
    const auto file = File::open_to_append(path);
    CHECK(file.is_at(path, Links::tell));
    fs::rename(path, folder.file("moved"));
    CHECK_FALSE(file.is_at(path, Links::tell));
    std::ofstream(path) << "another one";
    CHECK_FALSE(file.is_at(path, Links::tell));
    CHECK(file.is_at(folder.file("moved"), Links::tell));
}

}  // namespace
}  // namespace pdhs
