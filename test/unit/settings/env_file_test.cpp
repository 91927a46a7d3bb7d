#include "pdhs/settings/env_file.h"

#include "folder.h"
#include "support/catch.h"

using pdhs::read_env_file;

namespace {

auto read(const std::optional<std::string>& given) {
    return read_env_file(given, std::filesystem::current_path());
}

}  // namespace

TEST_CASE("without ./.env there are no entries, and its folder is the working directory") {
    const Folder folder;
    const auto file = read({});
    REQUIRE(file);
    CHECK(file->entries.empty());
    CHECK(file->folder.string() + "/" == folder / "");
    CHECK(file->misnamed.empty());
}

TEST_CASE("a .env.txt is noticed where .env is missing") {
    const Folder folder;
    folder.write(".env.txt", tokens);
    CHECK(read({})->misnamed == ".env.txt");
    folder.write(".env", tokens);
    CHECK(read({})->misnamed.empty());
}

TEST_CASE("the env file that an option names must be there") {
    const Folder folder;
    CHECK(read("other.env").error().message == "env file other.env does not exist");
    CHECK(read("").error().message == "option --env-file must name a file");
    folder.write("other.env.txt", "");
    CHECK(read("other.env").error().message == "env file other.env does not exist, but other.env.txt does: rename it");
    folder.write("conf/other.env", "A=1\nA=2\n");
    const auto file = read("conf/other.env");
    REQUIRE(file);
    CHECK(file->find("A")->value == "2");
    CHECK(file->find("B") == nullptr);
    CHECK(file->folder == folder / "conf");
}

TEST_CASE("what is no readable text file is refused even as ./.env") {
    const Folder folder;
    SECTION("a folder") {
        std::filesystem::create_directory(".env");
        CHECK(read({}).error().message == "env file .env is a folder; name a file");
    }
    SECTION("a link that points nowhere") {
        std::filesystem::create_symlink("nowhere", ".env");
        CHECK_THAT(read({}).error().message, contains("env file .env cannot be read: No such file"));
    }
    SECTION("a link that points to itself") {
        std::filesystem::create_symlink(".env", ".env");
        CHECK_THAT(read({}).error().message, contains("env file .env cannot be read"));
    }
    SECTION("UTF-16") {
        folder.write(".env", std::string("\xFF\xFE"
                                         "A\0=\0"
                                         "1\0",
                                         8));
        CHECK_THAT(read({}).error().message, contains("save it as UTF-8"));
    }
    SECTION("something large") {
        folder.write(".env", std::string(1'000'001, '#'));
        CHECK_THAT(read({}).error().message, contains("larger than 1 MB"));
    }
}
