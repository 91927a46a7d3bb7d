#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/time.h"
#include "program.h"

namespace {

/// The system's clock, moved by PDHSTEST_CLOCK_OFFSET_MS: so hours pass between two passes of a test.
class MovedClock : public pdhs::Clock {
  public:
    [[nodiscard]] pdhs::Time now() const override {
        return std::chrono::time_point_cast<pdhs::Millis>(std::chrono::system_clock::now()) + offset_;
    }

  private:
    static pdhs::Millis offset_of_environment() {
        const char* const text = std::getenv("PDHSTEST_CLOCK_OFFSET_MS");
        return pdhs::Millis{text == nullptr ? 0 : std::stoll(text)};
    }

    const pdhs::Millis offset_ = offset_of_environment();
};

pdhs::Interrupt interrupt;

void on_signal(int number) {
    interrupt.request(number);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    const MovedClock clock;
    return run_program(argc, argv, clock, interrupt);
}
