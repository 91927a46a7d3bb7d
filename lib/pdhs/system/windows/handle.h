#pragma once
#include <windows.h>

#include <memory>
#include <system_error>
#include <type_traits>

namespace pdhs {

/// Nobody who has a file open keeps others from it: what excludes is said by locks.
inline constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

/// The error of the last call of the system, under its portable name where it has one.
[[nodiscard]] std::error_code last_error();
[[nodiscard]] std::error_code error_of(DWORD code);

struct HandleCloser {
    using pointer = HANDLE;
    void operator()(HANDLE handle) const {
        if (handle != INVALID_HANDLE_VALUE && handle != nullptr) ::CloseHandle(handle);
    }
};
/// An open handle; INVALID_HANDLE_VALUE and null are none.
using Handle = std::unique_ptr<std::remove_pointer_t<HANDLE>, HandleCloser>;

[[nodiscard]] inline bool is_valid(const Handle& handle) {
    return handle != nullptr && handle.get() != INVALID_HANDLE_VALUE;
}

struct LocalMemory {
    void operator()(void* memory) const { ::LocalFree(memory); }
};

}  // namespace pdhs
