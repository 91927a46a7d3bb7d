#include "pdhs/core/path.h"

#include "support/catch.h"

namespace pdhs {
namespace {

TEST_CASE("a path is the text that it was made from") {
    CHECK(text_of(path_of("/Käufer/Größe.db")) == "/Käufer/Größe.db");
    CHECK(text_of(path_of("Käufer") / path_of("état")) == "Käufer/état");
    CHECK(text_of(path_of("/Käufer/état").parent_path()) == "/Käufer");
    CHECK(text_of(path_of("")).empty());
}

TEST_CASE("a file without a folder lies in the present one") {
    CHECK(folder_of("/Käufer/Größe.db") == "/Käufer");
    CHECK(folder_of("Größe.db") == ".");
}

TEST_CASE("a name that is no UTF-8 stays the name of its file") {
    CHECK(text_of(path_of("/a\xFF"
                          "b")) ==
          "/a\xFF"
          "b");
}

}  // namespace
}  // namespace pdhs
