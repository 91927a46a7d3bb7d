#include "pdhs/system/broken_pipes.h"

#include <signal.h>

#include <cerrno>

namespace pdhs {

namespace {

sigset_t only_broken_pipes() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGPIPE);
    return signals;
}

bool is_pending() {
    sigset_t pending;
    ::sigemptyset(&pending);
    ::sigpending(&pending);
    return ::sigismember(&pending, SIGPIPE) == 1;
}

/// What came while it was blocked must not arrive later.
void take_pending() {
    const auto signals = only_broken_pipes();
    const timespec at_once{};
    while (::sigtimedwait(&signals, nullptr, &at_once) == SIGPIPE || errno == EINTR) errno = 0;
}

}  // namespace

BrokenPipesAreErrors::BrokenPipesAreErrors() : was_pending_(is_pending()) {
    const auto signals = only_broken_pipes();
    sigset_t former;
    ::sigemptyset(&former);
    ::pthread_sigmask(SIG_BLOCK, &signals, &former);
    was_blocked_ = ::sigismember(&former, SIGPIPE) == 1;
}

BrokenPipesAreErrors::~BrokenPipesAreErrors() {
    if (!was_pending_) take_pending();
    if (was_blocked_) return;
    const auto signals = only_broken_pipes();
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace pdhs
