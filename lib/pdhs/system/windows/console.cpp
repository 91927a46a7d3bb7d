#include "pdhs/system/console.h"

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <csignal>

namespace pdhs {

namespace {

constexpr std::size_t size_of_buffer = 8192;

Interrupt* told = nullptr;

/// Runs in a thread of its own. When it returns from a close, a log-off or a shutdown, the system ends the process: so
/// it waits, and the pass ends by itself before the system's patience does.
BOOL WINAPI note_event(DWORD event) {
    const bool is_by_user = event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
    told->request(is_by_user ? SIGINT : SIGTERM);
    if (!is_by_user) ::Sleep(INFINITE);
    return TRUE;
}

HANDLE handle_of(std::FILE* file) {
    return reinterpret_cast<HANDLE>(::_get_osfhandle(::_fileno(file)));
}

}  // namespace

void tell_interrupts(Interrupt& interrupt) {
    told = &interrupt;
    ::SetConsoleCtrlHandler(note_event, TRUE);
}

void prepare_output() {
    ::SetConsoleOutputCP(CP_UTF8);
    for (auto* const file : {stdout, stderr}) {
        // Lines end as on every system: whoever reads a report does not get it changed on its way.
        ::_setmode(::_fileno(file), _O_BINARY);
        // Whole texts: the console takes a sign of UTF-8 in pieces for several.
        std::setvbuf(file, nullptr, _IOFBF, size_of_buffer);
    }
}

bool is_terminal(std::FILE* file) {
    DWORD mode = 0;
    return ::GetConsoleMode(handle_of(file), &mode) != 0;
}

bool obeys_control_sequences(std::FILE* file) {
    DWORD mode = 0;
    if (::GetConsoleMode(handle_of(file), &mode) == 0) return false;
    return ::SetConsoleMode(handle_of(file), mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

}  // namespace pdhs
