#include <csignal>
#include <cstdio>
#include <exception>

#include "program.h"

namespace {

pdhs::Interrupt interrupt;

void note_signal(int signal) {
    interrupt.request(signal);
}

class SystemClock final : public pdhs::Clock {
  public:
    [[nodiscard]] pdhs::Time now() const override {
        return std::chrono::time_point_cast<pdhs::Millis>(std::chrono::system_clock::now());
    }
};

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, note_signal);
    std::signal(SIGTERM, note_signal);
    try {
        return run_program(argc, argv, SystemClock{}, interrupt);
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "pdhs-sync: a bug, please report it: %s\n", bug.what());
        return 2;
    }
}
