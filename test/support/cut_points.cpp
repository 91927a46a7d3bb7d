#include "support/cut_points.h"

#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

/// The function that would have been called without this file.
template <class Function>
Function* next_of(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

class CutPoints {
  public:
    CutPoints() {
        if (const char* text = std::getenv("PDHSTEST_CUT_AT")) cut_at_ = std::atol(text);
    }
    CutPoints(const CutPoints&) = delete;
    CutPoints& operator=(const CutPoints&) = delete;
    ~CutPoints() {
        const char* const path = std::getenv("PDHSTEST_CUT_COUNT");
        if (path == nullptr) return;
        if (std::FILE* file = std::fopen(path, "w")) {
            std::fprintf(file, "%ld\n", passed_.load());
            std::fclose(file);
        }
    }

    void pass() {
        if (++passed_ == cut_at_) std::raise(SIGKILL);
    }

  private:
    std::atomic<long> passed_{0};
    long cut_at_ = -1;
};

CutPoints& points() {
    static CutPoints all;
    return all;
}

}  // namespace

extern "C" ssize_t send(int socket, const void* data, size_t size, int flags) {
    static auto* const next = next_of<ssize_t(int, const void*, size_t, int)>("send");
    points().pass();
    return next(socket, data, size, flags);
}

extern "C" ssize_t recv(int socket, void* data, size_t size, int flags) {
    static auto* const next = next_of<ssize_t(int, void*, size_t, int)>("recv");
    char first = 0;
    const bool is_an_answer = (flags & MSG_PEEK) == 0 && next(socket, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
    if (is_an_answer) points().pass();
    const auto received = next(socket, data, size, flags);
    if (is_an_answer) points().pass();
    return received;
}

extern "C" int fdatasync(int file) {
    static auto* const next = next_of<int(int)>("fdatasync");
    const int result = next(file);
    points().pass();
    return result;
}

extern "C" int fsync(int file) {
    static auto* const next = next_of<int(int)>("fsync");
    const int result = next(file);
    points().pass();
    return result;
}
