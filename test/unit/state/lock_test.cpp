#include "pdhs/state/lock.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "state_fixture.h"

namespace pdhs {
namespace {

constexpr Millis no_patience{0};
constexpr Millis long_patience = std::chrono::seconds{60};

/// A process that holds the lock until it is killed.
class Holder {
  public:
    explicit Holder(const std::string& state_path) {
        int ready[2];
        REQUIRE(::pipe(ready) == 0);
        id_ = ::fork();
        REQUIRE(id_ >= 0);
        if (id_ == 0) hold(state_path, ready[1]);
        ::close(ready[1]);
        char answer = 'n';
        const auto size = ::read(ready[0], &answer, 1);
        ::close(ready[0]);
        REQUIRE(size == 1);
        REQUIRE(answer == 'y');
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder() { kill(); }

    [[nodiscard]] pid_t id() const { return id_; }
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
        id_ = 0;
    }

  private:
    [[noreturn]] static void hold(const std::string& state_path, int ready) {
        const Interrupt interrupt;
        const auto lock = PassLock::take(state_path, no_patience, interrupt);
        const char answer = lock.has_value() ? 'y' : 'n';
        if (::write(ready, &answer, 1) == 1)
            for (;;) ::pause();
        ::_exit(1);
    }
    pid_t id_ = 0;
};

class PassLockTest {
  protected:
    Result<PassLock> take(Millis patience = no_patience) { return PassLock::take(path(), patience, interrupt_); }
    [[nodiscard]] std::string path() const { return folder_.file("state.db"); }
    [[nodiscard]] std::string lock_path() const { return path() + ".lock"; }

    support::TemporaryFolder folder_;
    Interrupt interrupt_;
};

TEST_CASE_METHOD(PassLockTest, "the lock is a file beside the state that only its owner can read, and stays") {
    {
        const auto lock = value(take());
        CHECK(lock.still_held());
        CHECK(support::file_content(lock_path()) == std::to_string(::getpid()) + "\n");
        struct stat found {};
        REQUIRE(::stat(lock_path().c_str(), &found) == 0);
        CHECK((found.st_mode & 0777u) == 0600);
    }
    CHECK(std::filesystem::exists(lock_path()));
    CHECK(take().has_value());
}

TEST_CASE_METHOD(PassLockTest, "a second pass is refused and told who holds the lock; a killed holder frees it") {
    Holder holder(path());
    const auto refused = take();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::locked);
    CHECK_THAT(refused.error().message, contains("pid " + std::to_string(holder.id())) && contains(lock_path()));
    holder.kill();
    CHECK(take().has_value());
}

TEST_CASE_METHOD(PassLockTest, "who holds the lock can be asked without touching it") {
    CHECK(value(PassLock::holder(path())) == std::nullopt);
    CHECK_FALSE(std::filesystem::exists(lock_path()));
    Holder holder(path());
    CHECK(value(PassLock::holder(path())) == "pid " + std::to_string(holder.id()));
    CHECK(value(PassLock::holder(path())) == "pid " + std::to_string(holder.id()));
    holder.kill();
    CHECK(value(PassLock::holder(path())) == std::nullopt);
    std::filesystem::remove(lock_path());
    std::filesystem::create_directory(lock_path());
    CHECK_FALSE(PassLock::holder(path()).has_value());
}

TEST_CASE_METHOD(PassLockTest, "who only looks at the lock turns no pass away") {
    { const auto lock = value(take()); }
    const int onlooker = ::open(lock_path().c_str(), O_RDWR);
    REQUIRE(::flock(onlooker, LOCK_SH) == 0);
    std::thread goes_away([&] {
        std::this_thread::sleep_for(Millis{50});
        ::close(onlooker);
    });
    const auto lock = take();
    goes_away.join();
    CHECK(lock.has_value());
}

TEST_CASE_METHOD(PassLockTest, "a shared lock that stays holds no pass up for ever") {
    { const auto lock = value(take()); }
    const int somebody = ::open(lock_path().c_str(), O_RDWR);
    REQUIRE(::flock(somebody, LOCK_SH) == 0);
    const auto refused = take();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::locked);
    ::close(somebody);
    CHECK(take().has_value());
}

TEST_CASE_METHOD(PassLockTest, "a patient pass gets the lock when it is freed") {
    Holder holder(path());
    std::thread killer([&] {
        std::this_thread::sleep_for(Millis{150});
        holder.kill();
    });
    const auto lock = take(long_patience);
    killer.join();
    CHECK(lock.has_value());
}

TEST_CASE_METHOD(PassLockTest, "patience ends with an interrupt") {
    const Holder holder(path());
    interrupt_.request(SIGTERM);
    const auto refused = take(long_patience);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::locked);
}

TEST_CASE_METHOD(PassLockTest, "patience comes to an end") {
    const Holder holder(path());
    CHECK_FALSE(take(Millis{120}).has_value());
}

TEST_CASE_METHOD(PassLockTest, "a lock whose file was deleted or replaced is no longer held") {
    const auto lock = value(take());
    std::filesystem::remove(lock_path());
    CHECK_FALSE(lock.still_held());
    const auto other = value(take());
    CHECK(other.still_held());
    CHECK_FALSE(lock.still_held());
}

TEST_CASE_METHOD(PassLockTest, "a moved lock is held once and released once") {
    auto lock = value(take());
    auto moved = std::move(lock);
    CHECK(moved.still_held());
    CHECK_FALSE(take().has_value());
    { const auto last = std::move(moved); }
    CHECK(take().has_value());
}

TEST_CASE_METHOD(PassLockTest, "a lock file that cannot be made is an error of the state, not a lock") {
    const auto refused = PassLock::take(folder_.file("absent/state.db"), long_patience, interrupt_);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == ErrorKind::state);
    std::filesystem::create_symlink(folder_.file("elsewhere"), lock_path());
    CHECK_FALSE(take().has_value());
}

}  // namespace
}  // namespace pdhs
