#include "pdhs/system/broken_pipes.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <thread>

#include "support/catch.h"

namespace pdhs {
namespace {

/// What became of writing to a pipe that nobody reads.
int error_of_writing() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::close(ends[0]);
    const auto written = ::write(ends[1], "x", 1);
    const int error = written < 0 ? errno : 0;
    ::close(ends[1]);
    return error;
}

bool is_blocked() {
    sigset_t blocked;
    ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    return ::sigismember(&blocked, SIGPIPE) == 1;
}

TEST_CASE("a broken pipe is an error on this thread, and the process goes on behind it") {
    {
        const BrokenPipesAreErrors guard;
        CHECK(error_of_writing() == EPIPE);
        CHECK(is_blocked());
    }
    CHECK_FALSE(is_blocked());
}

TEST_CASE("a broken pipe is an error on threads that are started meanwhile") {
    const BrokenPipesAreErrors guard;
    int error = 0;
    std::thread([&] { error = error_of_writing(); }).join();
    CHECK(error == EPIPE);
}

TEST_CASE("who had them blocked before has them blocked behind it, with what was pending") {
    const BrokenPipesAreErrors outer;
    CHECK(error_of_writing() == EPIPE);
    { const BrokenPipesAreErrors inner; }
    CHECK(is_blocked());
    sigset_t pending;
    ::sigpending(&pending);
    CHECK(::sigismember(&pending, SIGPIPE) == 1);
}

}  // namespace
}  // namespace pdhs
