#include "pdhs/system/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "pdhs/system/posix/facts.h"

namespace pdhs {

namespace {

constexpr mode_t private_mode = S_IRUSR | S_IWUSR;

int descriptor_of(std::intptr_t handle) {
    return static_cast<int>(handle);
}

void make_blocking(int descriptor) {
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags >= 0) (void)::fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
}

}  // namespace

File File::open_to_append(const std::string& path) {
    // O_NONBLOCK only so that a named pipe without a reader is refused in place of waiting for one.
    constexpr int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    File file(::open(path.c_str(), flags, private_mode));
    if (file.is_open()) make_blocking(descriptor_of(file.handle_));
    return file;
}

File File::open_to_lock(const std::string& path, IfAbsent if_absent) {
    const int make = if_absent == IfAbsent::make ? O_CREAT : 0;
    return File(::open(path.c_str(), O_RDWR | make | O_NOFOLLOW | O_CLOEXEC, private_mode));
}

File File::standard_error() {
    return File(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0));
}

File::File(std::intptr_t handle) : handle_(handle) {
    if (!is_open()) error_ = last_error();
}

void File::close() {
    if (is_open()) ::close(descriptor_of(handle_));
}

FileFacts File::facts() const {
    struct stat found {};
    return ::fstat(descriptor_of(handle_), &found) == 0 ? facts_from(found) : no_facts();
}

void File::make_private() const {
    (void)::fchmod(descriptor_of(handle_), private_mode);
}

bool File::try_lock(FileLock lock) {
    const int operation = lock == FileLock::shared ? LOCK_SH : LOCK_EX;
    while (::flock(descriptor_of(handle_), operation | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        error_ = errno == EWOULDBLOCK ? std::error_code{} : last_error();
        return false;
    }
    return true;
}

void File::lock_patiently() {
    while (::flock(descriptor_of(handle_), LOCK_EX) != 0 && errno == EINTR) {
    }
}

void File::unlock() {
    (void)::flock(descriptor_of(handle_), LOCK_UN);
}

std::size_t File::append(std::string_view bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto count = ::write(descriptor_of(handle_), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += static_cast<std::size_t>(count);
    }
    return written;
}

void File::replace_text(std::string_view text) {
    if (::ftruncate(descriptor_of(handle_), 0) != 0) return;
    static_cast<void>(::pwrite(descriptor_of(handle_), text.data(), text.size(), 0) > 0);
}

std::string File::first_bytes(std::size_t most) const {
    std::string bytes(most, '\0');
    const auto size = ::pread(descriptor_of(handle_), bytes.data(), most, 0);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

}  // namespace pdhs
