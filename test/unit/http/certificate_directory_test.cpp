#include "pdhs/http/certificate_directory.h"

#include <cstdio>
#include <fstream>

#include "support/catch.h"
#include "support/temporary_folder.h"

namespace {

std::filesystem::path folder_with(const support::TemporaryFolder& folder, int files, const char* pattern) {
    for (int i = 0; i < files; ++i) {
        char name[40] = {};
        std::snprintf(name, sizeof name, pattern, static_cast<unsigned>(i));
        std::ofstream(folder.path() / name) << "x";
    }
    return folder.path();
}

}  // namespace

TEST_CASE("a directory with many certificates under their hashes is the system's") {
    const support::TemporaryFolder folder;
    CHECK(pdhs::is_hashed_certificate_directory(folder_with(folder, 30, "3513%04x.0")));
}

TEST_CASE("no other directory is") {
    const support::TemporaryFolder folder;
    SECTION("empty") {
        CHECK_FALSE(pdhs::is_hashed_certificate_directory(folder.path()));
    }
    SECTION("a few only") {
        CHECK_FALSE(pdhs::is_hashed_certificate_directory(folder_with(folder, 5, "3513%04x.0")));
    }
    SECTION("other names") {
        CHECK_FALSE(pdhs::is_hashed_certificate_directory(folder_with(folder, 30, "root-%u.pem")));
    }
    SECTION("lists of revoked ones") {
        CHECK_FALSE(pdhs::is_hashed_certificate_directory(folder_with(folder, 30, "3513%04x.r0")));
    }
    SECTION("absent") {
        CHECK_FALSE(pdhs::is_hashed_certificate_directory(folder.path() / "absent"));
    }
}
