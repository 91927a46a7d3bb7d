#include "pdhs/system/console.h"

#include <unistd.h>

#include <csignal>

namespace pdhs {

namespace {

Interrupt* told = nullptr;

void note_signal(int signal) {
    told->request(signal);
}

}  // namespace

void tell_interrupts(Interrupt& interrupt) {
    told = &interrupt;
    std::signal(SIGINT, note_signal);
    std::signal(SIGTERM, note_signal);
}

void prepare_output() {
    std::signal(SIGPIPE, SIG_IGN);
}

bool is_terminal(std::FILE* file) {
    return ::isatty(::fileno(file)) != 0;
}

bool obeys_control_sequences(std::FILE* file) {
    return is_terminal(file);
}

}  // namespace pdhs
