#include "pdhs/report/log_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr mode_t private_mode = 0600;
constexpr mode_t access_of_others = 0077;

/// O_NONBLOCK only so that a named pipe without a reader is refused in place of waiting for one.
int open_descriptor(const std::string& path) {
    if (path == "/dev/stderr") return ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, private_mode);
}

Unexpected refuse(const std::string& path, std::string_view why, std::string_view or_else = "") {
    return fail(ErrorKind::log, fmt::format("log file {}: {}; {}name another one with --log-file or PDHS_LOG",
                                            printable(repair_utf8(path)), why, or_else));
}

Unexpected refuse(const std::string& path, int code) {
    const auto reason = std::generic_category().message(code);
    if (code == EACCES || code == EPERM) return refuse(path, reason, "run as its owner, or ");
    return refuse(path, reason, code == ENOENT ? "its folder does not exist: make the folder, or " : "");
}

void make_blocking(int descriptor) {
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags >= 0) (void)::fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
}

/// A file that somebody else owns, or shares with us on purpose, is left as it is.
void make_private(int descriptor, const struct stat& status) {
    if (S_ISREG(status.st_mode) && status.st_uid == ::geteuid() && (status.st_mode & access_of_others) != 0)
        (void)::fchmod(descriptor, private_mode);
}

/// Holds off other processes that append to the same file, as far as its file system can.
class FileLock {
  public:
    explicit FileLock(int descriptor) : descriptor_(descriptor) { acquire(); }
    ~FileLock() { (void)::flock(descriptor_, LOCK_UN); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    void acquire() {
        while (::flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
        }
    }

    int descriptor_;
};

}  // namespace

Result<std::unique_ptr<LogFile>> LogFile::open(const std::string& path, long long max_bytes) {
    const int descriptor = open_descriptor(path);
    if (descriptor < 0) return errno == ENXIO ? refuse(path, "is a pipe or a socket, not a file") : refuse(path, errno);
    std::unique_ptr<LogFile> file(new LogFile(path, max_bytes, descriptor));
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return refuse(path, errno);
    file->may_rotate_ = S_ISREG(status.st_mode) && path != "/dev/stderr" && max_bytes > 0;
    if (path == "/dev/stderr") return file;
    if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode)) return refuse(path, "is no regular file");
    make_blocking(descriptor);
    make_private(descriptor, status);
    return file;
}

Result<void> LogFile::check(const std::string& path) {
    struct stat status {};
    if (path == "/dev/stderr") return {};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode)) return refuse(path, "is no regular file");
        if (::access(path.c_str(), W_OK) == 0) return {};
        return refuse(path, errno);
    }
    const auto folder = std::filesystem::path(path).parent_path().string();
    if (errno == ENOENT && ::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) == 0) return {};
    return refuse(path, errno);
}

LogFile::LogFile(std::string path, long long max_bytes, int descriptor)
    : path_(std::move(path)), max_bytes_(max_bytes), descriptor_(descriptor) {}

LogFile::~LogFile() {
    ::close(descriptor_);
}

void LogFile::append(std::string_view line) {
    constexpr int most_attempts = 3;
    for (int attempt = 0; may_rotate_ && attempt < most_attempts; ++attempt) {
        follow_path();
        if (append_in_place(line)) return;
    }
    write_whole(line);
}

/// False if the file was moved away, by us or by another process: then the path is to be followed.
bool LogFile::append_in_place(std::string_view line) {
    const FileLock lock(descriptor_);
    if (!is_still_at_path()) return false;
    if (has_room_for(line.size())) {
        write_whole(line);
        return true;
    }
    (void)std::rename(path_.c_str(), (path_ + ".1").c_str());
    return false;
}

bool LogFile::has_room_for(std::size_t bytes) const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || status.st_size == 0) return true;
    return status.st_size + static_cast<long long>(bytes) <= max_bytes_;
}

bool LogFile::is_still_at_path() const {
    struct stat ours {};
    struct stat theirs {};
    return ::fstat(descriptor_, &ours) == 0 && ::stat(path_.c_str(), &theirs) == 0 && ours.st_dev == theirs.st_dev &&
           ours.st_ino == theirs.st_ino;
}

/// Another process, or a person, may have moved or deleted the file.
void LogFile::follow_path() {
    if (is_still_at_path()) return;
    const int descriptor = open_descriptor(path_);
    if (descriptor < 0) return;
    make_blocking(descriptor);
    ::close(std::exchange(descriptor_, descriptor));
    ends_within_a_line_ = false;
}

void LogFile::write_whole(std::string_view line) {
    const auto text = ends_within_a_line_ ? "\n" + std::string(line) : std::string(line);
    std::size_t written = 0;
    while (written < text.size()) {
        const auto count = ::write(descriptor_, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += static_cast<std::size_t>(count);
    }
    if (written > 0) ends_within_a_line_ = written < text.size();
}

}  // namespace pdhs
