#include <sys/stat.h>
#include <unistd.h>

#include "pdhs/state/sqlite.h"
#include "pdhs/state/state_file.h"
#include "state_fixture.h"

namespace pdhs {
namespace {

mode_t mode_of(const std::string& path) {
    struct stat found {};
    REQUIRE(::stat(path.c_str(), &found) == 0);
    return found.st_mode & 0777u;
}

Error error_of(const std::string& path) {
    const auto opened = Store::open(path);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().kind == ErrorKind::state);
    CHECK_THAT(opened.error().message, contains(path));
    return opened.error();
}

/// What a database of another program, or another version of ours, looks like.
void run_in(const std::string& path, const std::string& sql) {
    if (!std::filesystem::exists(path)) support::write_file(path, "");
    const auto connection = value(Connection::open(path, Access::write));
    succeed(connection->run_script(sql));
}

/// A state with a few thousand records, closed.
void fill(StateFile& state) {
    std::vector<Record> records;
    for (int i = 1; i <= 2'000; ++i)
        records.push_back(contact(std::to_string(i), {"a" + std::to_string(i) + "@x"}, "Name " + std::to_string(i)));
    value(state->ingest(records, Version::present, now));
    state.close();
}

TEST_CASE("a new state, its -wal and -shm can be read by their owner only") {
    StateFile state;
    state.take({contact("1", {"ada@x"})});
    for (const auto* suffix : {"", "-wal", "-shm"}) CHECK(mode_of(state.path() + suffix) == 0600);
}

TEST_CASE("an existing state that others can read is tightened") {
    StateFile state;
    state.take({contact("1", {"ada@x"})});
    state.close();
    REQUIRE(::chmod(state.path().c_str(), 0664) == 0);
    state.reopen();
    value(state->begin_pass(now));
    CHECK(mode_of(state.path()) == 0600);
    CHECK(mode_of(state.path() + "-wal") == 0600);
}

TEST_CASE("what was stored is there after reopening") {
    StateFile state;
    const auto pages = std::vector{contact("1", {"ada@x"}, "Ada", {"+44 1234567"})};
    state.take(pages);
    state.reopen();
    CHECK(state.only_candidate().source == pages.front());
}

TEST_CASE("a file without a byte is what a crash at creation leaves, and becomes a state") {
    const support::TemporaryFolder folder;
    support::write_file(folder.file("state.db"), "");
    CHECK(value(Store::open(folder.file("state.db")))->begin_pass(now).has_value());
}

TEST_CASE("a file name that means something to SQLite is a file name") {
    const support::TemporaryFolder folder;
    for (const auto* name : {":memory:", "file:a?mode=memory", "a%20#b"}) {
        CHECK(value(value(Store::open(folder.file(name)))->begin_pass(now)) == 1);
        CHECK(value(value(Store::open(folder.file(name)))->begin_pass(now)) == 2);
        CHECK(value(value(Store::open_copy(folder.file(name)))->begin_pass(now)) == 3);
    }
}

TEST_CASE("a file that is no database is refused and left alone") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("notes.txt");
    const std::string notes(5'000, 'n');
    support::write_file(path, notes);
    CHECK_THAT(error_of(path).message, contains("not a pdhs-sync state file") && contains("move it away"));
    CHECK_FALSE(Store::open_copy(path).has_value());
    CHECK(support::file_content(path) == notes);
}

TEST_CASE("another program's database is refused and left alone") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("bookmarks.db");
    run_in(path, "CREATE TABLE bookmarks(url)");
    const auto before = folder.contents();
    CHECK_THAT(error_of(path).message, contains("not a pdhs-sync state file"));
    CHECK(folder.contents() == before);
}

TEST_CASE("a newer state is refused and left alone") {
    StateFile state;
    state.close();
    run_in(state.path(), "PRAGMA user_version = 99");
    const auto before = state.folder().contents();
    CHECK_THAT(error_of(state.path()).message, contains("newer pdhs-sync") && contains("99") && contains("update"));
    CHECK_FALSE(Store::open_copy(state.path()).has_value());
    CHECK_FALSE(Store::add_to_ledger_of(state.path(), std::vector{LedgerEntry{}}).has_value());
    CHECK(state.folder().contents() == before);
}

TEST_CASE("a state without one of its tables is damaged") {
    StateFile state;
    state.close();
    run_in(state.path(), "DROP TABLE intents");
    CHECK_THAT(error_of(state.path()).message, contains("is damaged") && contains("move it away"));
}

TEST_CASE("a truncated state is damaged, wherever it ends, and left alone") {
    StateFile state;
    fill(state);
    const auto whole = support::file_content(state.path());
    for (const std::size_t size : {whole.size() - 1, whole.size() - 4'096, whole.size() / 2, std::size_t{4'096},
                                   std::size_t{1'000}, std::size_t{50}}) {
        CAPTURE(size);
        support::write_file(state.path(), whole.substr(0, size));
        CHECK_THAT(error_of(state.path()).message,
                   contains("damaged") && contains("forgets which pairs belong together"));
        CHECK_FALSE(Store::open_copy(state.path()).has_value());
        CHECK(support::file_content(state.path()) == whole.substr(0, size));
    }
}

TEST_CASE("a scribbled page is told as damage when it is met") {
    StateFile state;
    fill(state);
    auto content = support::file_content(state.path());
    for (std::size_t page = 4'096 * 40; page + 4'096 <= content.size(); page += 4'096)
        content.replace(page, 512, std::string(512, '\xA5'));
    support::write_file(state.path(), content);
    auto opened = Store::open(state.path());
    const auto resolved =
        opened.has_value() ? (*opened)->resolve_changes(resolve) : Result<ResolveNews>(opened.error());
    REQUIRE_FALSE(resolved.has_value());
    CHECK_THAT(resolved.error().message, contains("is damaged"));
}

TEST_CASE("a scribbled header is no state") {
    StateFile state;
    fill(state);
    auto content = support::file_content(state.path());
    content.replace(0, 16, "sixteen bytes xx");
    support::write_file(state.path(), content);
    CHECK_THAT(error_of(state.path()).message, contains("damaged"));
}

TEST_CASE("a place where no file can be is told with the way out") {
    const support::TemporaryFolder folder;
    support::write_file(folder.file("plain"), "");
    CHECK_THAT(error_of(folder.file("absent/state.db")).message, contains("make the folder"));
    CHECK_THAT(error_of(folder.file("plain/state.db")).message, contains("make the folder"));
    CHECK_THAT(error_of(folder.path().string()).message, contains("is a folder"));
    CHECK_THAT(error_of("/proc/state.db").message, contains("cannot be made"));
    CHECK_FALSE(Store::open("").has_value());
}

TEST_CASE("a link to a state is refused: its lock would lie elsewhere") {
    StateFile state;
    state.close();
    std::filesystem::create_symlink(state.path(), state.folder().file("link.db"));
    CHECK_THAT(error_of(state.folder().file("link.db")).message, contains("symbolic link"));
}

/// Root may write everything: as long as it lives, root is nobody, to whom the folder belongs.
class NobodysFolder {
  public:
    explicit NobodysFolder(const support::TemporaryFolder& folder) : is_root_(::geteuid() == 0) {
        if (!is_root_) return;
        REQUIRE(::chown(folder.path().c_str(), nobody, nobody) == 0);
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            REQUIRE(::lchown(entry.path().c_str(), nobody, nobody) == 0);
        REQUIRE(::setresuid(nobody, nobody, 0) == 0);
    }
    ~NobodysFolder() {
        if (is_root_) CHECK(::setresuid(0, 0, 0) == 0);
    }
    NobodysFolder(const NobodysFolder&) = delete;
    NobodysFolder& operator=(const NobodysFolder&) = delete;

  private:
    static constexpr uid_t nobody = 65534;
    bool is_root_;
};

TEST_CASE("a state that may not be written is told as such") {
    StateFile state;
    state.close();
    const NobodysFolder nobodys(state.folder());
    REQUIRE(::chmod(state.path().c_str(), 0400) == 0);
    CHECK_THAT(error_of(state.path()).message, contains("cannot be written"));
}

TEST_CASE("whether a state can be used is told without making one") {
    const support::TemporaryFolder folder;
    const auto message = [](const std::string& path) {
        const auto checked = check_state_file(path);
        return checked ? std::string("fine") : checked.error().message;
    };
    CHECK(message(folder.file("state.db")) == "fine");
    CHECK(folder.contents().empty());
    CHECK_THAT(message(folder.file("no/state.db")), contains("make the folder"));
    CHECK_THAT(message(folder.path().string()), contains("is a folder"));
    StateFile state;
    state.close();
    CHECK(message(state.path()) == "fine");
    std::filesystem::create_symlink(state.path(), folder.file("link.db"));
    CHECK_THAT(message(folder.file("link.db")), contains("symbolic link"));
    const NobodysFolder nobodys(state.folder());
    REQUIRE(::chmod(state.path().c_str(), 0400) == 0);
    CHECK_THAT(message(state.path()), contains("cannot be written"));
}

}  // namespace
}  // namespace pdhs
