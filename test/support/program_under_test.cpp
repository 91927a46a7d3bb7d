#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/system/console.h"
#include "pdhs/system/process.h"
#include "pdhs/system/system_clock.h"
#include "program.h"

namespace {

/// The system's clock, moved by PDHSTEST_CLOCK_OFFSET_MS: so hours pass between two passes of a test.
class MovedClock : public pdhs::Clock {
  public:
    [[nodiscard]] pdhs::Time now() const override { return system_clock_.now() + offset_; }

  private:
    static pdhs::Millis offset_of_environment() {
        const char* const text = std::getenv("PDHSTEST_CLOCK_OFFSET_MS");
        return pdhs::Millis{text == nullptr ? 0 : std::stoll(text)};
    }

    const pdhs::SystemClock system_clock_;
    const pdhs::Millis offset_ = offset_of_environment();
};

/// Writes the most memory that this program held at once, in kilobytes, into the file that PDHSTEST_PEAK_FILE names.
/// Whoever started it cannot tell: the system counts its own memory in.
void write_peak() {
    const char* const path = std::getenv("PDHSTEST_PEAK_FILE");
    if (path == nullptr) return;
    const std::string mark = "VmHWM:";
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(mark)) std::ofstream(path) << std::stol(line.substr(mark.size()));
}

pdhs::Interrupt interrupt;

}  // namespace

int main(int argc, char** argv) {
    pdhs::tell_interrupts(interrupt);
    const MovedClock clock;
    const int status = run_program(pdhs::utf8_arguments(argc, argv), clock, interrupt);
    write_peak();
    return status;
}
