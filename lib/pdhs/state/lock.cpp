#include "pdhs/state/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <thread>

namespace pdhs {

namespace {

constexpr Millis between_tries{100};
/// A millisecond each: a shared lock that stays longer is not one of ours, and is told as held.
constexpr int most_onlookers = 200;

/// An open file; -1: none.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& moved) noexcept : number_(moved.release()) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

  private:
    int number_;
};

Error unusable(const std::string& path, int code) {
    return {ErrorKind::state,
            fmt::format("the lock file {} cannot be used: {}; its folder must exist, and both must be writable for "
                        "this user",
                        path, std::strerror(code))};
}

/// Whether the path names the open file.
bool names(const std::string& path, int descriptor) {
    struct stat at_path {};
    struct stat opened {};
    return ::lstat(path.c_str(), &at_path) == 0 && ::fstat(descriptor, &opened) == 0 &&
           at_path.st_dev == opened.st_dev && at_path.st_ino == opened.st_ino;
}

void write_pid(int descriptor) {
    const auto text = fmt::format("{}\n", ::getpid());
    // For messages only: without it, they say less.
    if (::ftruncate(descriptor, 0) != 0) return;
    static_cast<void>(::pwrite(descriptor, text.data(), text.size(), 0) > 0);
}

/// The pid in the lock file, "pid 123", as far as it has one.
std::string holder_of(int descriptor) {
    std::array<char, 16> bytes{};
    const auto size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    const std::string_view text(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    const auto pid = text.substr(0, text.find_first_not_of("0123456789"));
    return pid.empty() ? "pid unknown" : fmt::format("pid {}", pid);
}

/// Whether a holder() asks at this moment, which is over at once: other than a pass, it lets a shared lock in.
bool is_only_looked_at(int descriptor) {
    const int reason = errno;
    const bool is_shared = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    if (is_shared) ::flock(descriptor, LOCK_UN);
    if (is_shared) std::this_thread::sleep_for(Millis{1});
    errno = reason;
    return is_shared;
}

/// One try: the locked file; nothing if another holds it, whose pid is then in `holder`.
Result<std::optional<Descriptor>> try_once(const std::string& path, std::string& holder) {
    for (int onlookers = 0;;) {
        Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (file.number() < 0) return unusable(path, errno);
        if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EINTR || (onlookers++ < most_onlookers && is_only_looked_at(file.number()))) continue;
            if (errno != EWOULDBLOCK) return unusable(path, errno);
            holder = holder_of(file.number());
            return std::optional<Descriptor>();
        }
        // Somebody may have deleted the file before it was locked: then others lock another one.
        if (names(path, file.number())) return std::optional(std::move(file));
    }
}

}  // namespace

Result<PassLock> PassLock::take(const std::string& state_path, Millis patience, const Interrupt& interrupt) {
    const auto path = state_path + ".lock";
    const auto give_up_at = std::chrono::steady_clock::now() + patience;
    for (;;) {
        std::string holder;
        PDHS_TRY(auto file, try_once(path, holder));
        if (file) {
            write_pid(file->number());
            return PassLock(path, file->release());
        }
        const auto left = std::chrono::ceil<Millis>(give_up_at - std::chrono::steady_clock::now());
        if (left <= Millis{0} || interrupt.requested())
            return fail(ErrorKind::locked, fmt::format("another pass holds the lock {} ({})", path, holder));
        std::this_thread::sleep_for(std::min(left, between_tries));
    }
}

Result<std::optional<std::string>> PassLock::holder(const std::string& state_path) {
    const auto path = state_path + ".lock";
    const Descriptor file(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() < 0 && errno == ENOENT) return std::optional<std::string>();
    if (file.number() < 0) return unusable(path, errno);
    // Shared, so that two of these do not take each other for a pass; dropped with the descriptor.
    if (::flock(file.number(), LOCK_SH | LOCK_NB) == 0) return std::optional<std::string>();
    if (errno != EWOULDBLOCK) return unusable(path, errno);
    return std::optional(holder_of(file.number()));
}

PassLock::PassLock(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

PassLock::PassLock(PassLock&& moved) noexcept
    : path_(std::move(moved.path_)), descriptor_(std::exchange(moved.descriptor_, -1)) {}

PassLock& PassLock::operator=(PassLock&& moved) noexcept {
    if (this == &moved) return *this;
    if (descriptor_ >= 0) ::close(descriptor_);
    path_ = std::move(moved.path_);
    descriptor_ = std::exchange(moved.descriptor_, -1);
    return *this;
}

PassLock::~PassLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool PassLock::still_held() const {
    return descriptor_ >= 0 && names(path_, descriptor_);
}

}  // namespace pdhs
