#include "pdhs/system/file.h"

#include <windows.h>

#include <algorithm>
#include <utility>

#include "pdhs/system/windows/facts.h"
#include "pdhs/system/windows/rights.h"
#include "pdhs/system/windows/text.h"

namespace pdhs {

namespace {

/// Without FILE_WRITE_DATA each write goes to the end; locks want the right to read.
constexpr DWORD to_append = FILE_APPEND_DATA | GENERIC_READ | WRITE_DAC | SYNCHRONIZE;
constexpr DWORD to_append_only = FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE;

HANDLE open(const std::string& path, DWORD access, DWORD disposition, DWORD flags = FILE_ATTRIBUTE_NORMAL) {
    return ::CreateFileW(wide(path).c_str(), access, share_all, rights_of_new_files(), disposition, flags, nullptr);
}

/// Locks are of ranges, and keep others from reading them: this one is beyond all text.
OVERLAPPED locked_range() {
    OVERLAPPED range{};
    range.OffsetHigh = MAXLONG;
    return range;
}

bool lock(HANDLE file, DWORD flags) {
    auto range = locked_range();
    return ::LockFileEx(file, flags, 0, 1, 0, &range) != 0;
}

std::intptr_t number_of(HANDLE handle) {
    return reinterpret_cast<std::intptr_t>(handle);
}

HANDLE handle_of(std::intptr_t number) {
    return reinterpret_cast<HANDLE>(number);
}

}  // namespace

File File::open_to_append(const std::string& path) {
    File file(number_of(open(path, to_append, OPEN_ALWAYS)));
    return file.is_open() ? std::move(file) : File(number_of(open(path, to_append_only, OPEN_ALWAYS)));
}

File File::open_to_lock(const std::string& path, IfAbsent if_absent) {
    const DWORD disposition = if_absent == IfAbsent::make ? OPEN_ALWAYS : OPEN_EXISTING;
    // A link is opened itself, and is then no plain file.
    File file(number_of(open(path, GENERIC_READ | GENERIC_WRITE, disposition, FILE_FLAG_OPEN_REPARSE_POINT)));
    if (!file.is_open() || file.facts().kind == FileKind::plain) return file;
    File none;
    none.error_ = std::make_error_code(std::errc::too_many_symbolic_link_levels);
    return none;
}

File File::standard_error() {
    HANDLE copy = INVALID_HANDLE_VALUE;
    const auto self = ::GetCurrentProcess();
    ::DuplicateHandle(self, ::GetStdHandle(STD_ERROR_HANDLE), self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    return File(number_of(copy));
}

File::File(std::intptr_t handle) : handle_(handle) {
    if (!is_open()) error_ = last_error();
}

void File::close() {
    if (is_open()) ::CloseHandle(handle_of(handle_));
}

FileFacts File::facts() const {
    return facts_from(handle_of(handle_));
}

void File::make_private() const {
    (void)PrivateRights(rights_of(handle_of(handle_)).owner).give_to(handle_of(handle_));
}

bool File::try_lock(FileLock kind) {
    unlock();
    const DWORD exclusive = kind == FileLock::exclusive ? LOCKFILE_EXCLUSIVE_LOCK : 0;
    if (lock(handle_of(handle_), exclusive | LOCKFILE_FAIL_IMMEDIATELY)) return true;
    const auto code = ::GetLastError();
    const bool is_held = code == ERROR_LOCK_VIOLATION || code == ERROR_IO_PENDING;
    error_ = is_held ? std::error_code{} : error_of(code);
    return false;
}

void File::lock_patiently() {
    (void)lock(handle_of(handle_), LOCKFILE_EXCLUSIVE_LOCK);
}

void File::unlock() {
    auto range = locked_range();
    (void)::UnlockFileEx(handle_of(handle_), 0, 1, 0, &range);
}

std::size_t File::append(std::string_view bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        DWORD count = 0;
        const auto left = static_cast<DWORD>(std::min<std::size_t>(bytes.size() - written, MAXLONG));
        if (::WriteFile(handle_of(handle_), bytes.data() + written, left, &count, nullptr) == 0 || count == 0) break;
        written += count;
    }
    return written;
}

void File::replace_text(std::string_view text) {
    const auto handle = handle_of(handle_);
    if (::SetFilePointerEx(handle, {}, nullptr, FILE_BEGIN) == 0 || ::SetEndOfFile(handle) == 0) return;
    DWORD count = 0;
    (void)::WriteFile(handle, text.data(), static_cast<DWORD>(text.size()), &count, nullptr);
}

std::string File::first_bytes(std::size_t most) const {
    std::string bytes(most, '\0');
    OVERLAPPED beginning{};
    DWORD count = 0;
    (void)::ReadFile(handle_of(handle_), bytes.data(), static_cast<DWORD>(most), &count, &beginning);
    bytes.resize(count);
    return bytes;
}

}  // namespace pdhs
