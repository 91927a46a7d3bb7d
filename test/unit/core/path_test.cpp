#include "pdhs/core/path.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("a path is the text that it was made from") {
    CHECK(text_of(path_of("/Käufer/Größe.db")) == "/Käufer/Größe.db");
    CHECK(path_of("Käufer") / path_of("état") == path_of("Käufer/état"));
    CHECK(text_of(path_of("/Käufer/état").parent_path()) == "/Käufer");
    CHECK(text_of(path_of("")).empty());
}

TEST_CASE("a file without a folder lies in the present one") {
    CHECK(folder_of("/Käufer/Größe.db") == "/Käufer");
    CHECK(folder_of("Größe.db") == ".");
}

TEST_CASE("a name that is no UTF-8 stays the name of its file, where files can have such names") {
    const std::string name = "a\xFF";
    const bool are_names_bytes = sizeof(std::filesystem::path::value_type) == 1;
    CHECK(text_of(path_of(name)) == (are_names_bytes ? name : "a\uFFFD"));
}

}  // namespace
}  // namespace pdhs
