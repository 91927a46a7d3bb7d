#include <cstdio>
#include <exception>

#include "pdhs/system/console.h"
#include "pdhs/system/process.h"
#include "pdhs/system/system_clock.h"
#include "program.h"

namespace {

pdhs::Interrupt interrupt;

}  // namespace

int main(int argc, char** argv) {
    pdhs::tell_interrupts(interrupt);
    try {
        return run_program(pdhs::utf8_arguments(argc, argv), pdhs::SystemClock{}, interrupt);
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "pdhs-sync: a bug, please report it: %s\n", bug.what());
        return 2;
    }
}
