#include <cstdio>
#include <exception>

#include "pdhs/system/console.h"
#include "pdhs/system/process.h"
#include "program.h"

namespace {

pdhs::Interrupt interrupt;

class SystemClock final : public pdhs::Clock {
  public:
    [[nodiscard]] pdhs::Time now() const override {
        return std::chrono::time_point_cast<pdhs::Millis>(std::chrono::system_clock::now());
    }
};

}  // namespace

int main(int argc, char** argv) {
    pdhs::tell_interrupts(interrupt);
    try {
        return run_program(pdhs::utf8_arguments(argc, argv), SystemClock{}, interrupt);
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "pdhs-sync: a bug, please report it: %s\n", bug.what());
        return 2;
    }
}
