// Who else has an account on this machine reads nothing, and gets nothing written through a link.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "security/trouble.h"
#include "support/catch.h"
#include "support/file_content.h"

namespace {

using namespace security;
namespace fs = std::filesystem;

/// For one test; programs that it starts inherit it.
class Umask {
  public:
    explicit Umask(mode_t mask) : former_(::umask(mask)) {}
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;
    ~Umask() { ::umask(former_); }

  private:
    mode_t former_;
};

mode_t mode_of(const std::string& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_mode & 07777u : 0;
}

/// A desk with a file of somebody's that a link could lead to.
struct DeskWithLetter : SyncedDesk {
    const std::string letter = file("letter.txt");

    DeskWithLetter() {
        add_people(*this);
        support::write_file(letter, "dear all\n");
    }

    void check_refused(const std::string& link, const std::string& told) {
        CAPTURE(link);
        fs::remove(file(link));
        fs::create_symlink(letter, file(link));
        for (const std::string command : {"run", "check"}) {
            const auto ended = call({command});
            CHECK(ended.status == 2);
            CHECK_THAT(ended.err + ended.out, contains(told));
        }
        CHECK(support::file_content(letter) == "dear all\n");
        CHECK(crms.pipedrive().counters().writes() + crms.hubspot().counters().writes() == 0);
        fs::remove(file(link));
    }
};

}  // namespace

TEST_CASE_METHOD(SyncedDesk, "all files are the owner's alone, even without a umask") {
    const Umask none(0);
    add_people(*this);
    hubspot.add({.method = "POST", .fault = sandbox::faults::Delay{std::chrono::milliseconds{500}, {}}});
    begin({"run", "-vv"});
    for (int i = 0; i < 1000 && hubspot.unused_rules() > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    for (const auto* name :
         {"pdhs-sync.db", "pdhs-sync.db-wal", "pdhs-sync.db-shm", "pdhs-sync.db.lock", "output.log"}) {
        CAPTURE(name);
        CHECK(mode_of(file(name)) == 0600);
    }
    CHECK(end().status == 0);
}

TEST_CASE_METHOD(SyncedDesk, "a log that was full and its successor are the owner's alone") {
    const Umask none(0);
    environment["PDHS_LOG_MAX"] = "10KB";
    for (int i = 0; i < 100 && !fs::exists(file("output.log.1")); ++i) CHECK(call({"run", "-vv"}).status == 0);
    CHECK(mode_of(file("output.log.1")) == 0600);
    CHECK(mode_of(file("output.log")) == 0600);
}

TEST_CASE_METHOD(SyncedDesk, "what others may read is taken from them by the next pass") {
    CHECK(call({"run"}).status == 0);
    for (const auto* name : {"pdhs-sync.db", "output.log"}) REQUIRE(::chmod(file(name).c_str(), 0666) == 0);
    CHECK(call({"run"}).status == 0);
    for (const auto* name : {"pdhs-sync.db", "output.log"}) CHECK(mode_of(file(name)) == 0600);
}

TEST_CASE_METHOD(SyncedDesk, "check warns of an env file that others may read or change") {
    environment.erase("HUBSPOT_API_Key");
    environment.erase("PIPEDRIVE_TOKEN");
    environment.erase("HUBSPOT_BASE_URL");
    environment.erase("PIPEDRIVE_BASE_URL");
    std::ofstream(file("settings")) << "HUBSPOT_API_Key=" << hubspot_canary << "\nPIPEDRIVE_TOKEN=" << pipedrive_canary
                                    << "\nHUBSPOT_BASE_URL=" << hubspot.url()
                                    << "\nPIPEDRIVE_BASE_URL=" << pipedrive.url() << "\n";
    for (const mode_t mode : {0640u, 0604u, 0620u, 0602u}) {
        REQUIRE(::chmod(file("settings").c_str(), mode) == 0);
        const auto ended = call({"check", "--env-file", "settings"});
        CHECK(ended.status == 1);
        CHECK_THAT(ended.out, contains("other users of this machine may read or change") && contains("chmod 600"));
    }
    REQUIRE(::chmod(file("settings").c_str(), 0600) == 0);
    CHECK(call({"check", "--env-file", "settings"}).status == 0);
}

TEST_CASE_METHOD(DeskWithLetter,
                 "a link in place of the state or the lock is refused, and nothing is written through it") {
    check_refused("pdhs-sync.db", "is a symbolic link");
    check_refused("pdhs-sync.db.lock", "the lock file");
    CHECK(call({"run", "--max-creates", "0"}).status == 0);
    check_refused("pdhs-sync.db-wal", "the state file");
}

TEST_CASE_METHOD(DeskWithLetter,
                 "a link in place of the log is followed: the log goes where it leads, for the owner alone") {
    fs::create_symlink(letter, file("output.log"));
    CHECK(call({"run"}).status == 0);
    const auto content = support::file_content(letter);
    CHECK(content.starts_with("dear all\n{\"level\":30,"));
    CHECK(mode_of(letter) == 0600);
    CHECK(fs::is_symlink(file("output.log")));
}
