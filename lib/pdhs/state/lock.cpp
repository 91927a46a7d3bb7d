#include "pdhs/state/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "pdhs/system/process.h"

namespace pdhs {

namespace {

constexpr Millis between_tries{100};
/// A millisecond each: a shared lock that stays longer is not one of ours, and is told as held.
constexpr int most_onlookers = 200;
constexpr std::size_t longest_pid = 16;

Error unusable(const std::string& path, std::error_code code) {
    return {ErrorKind::state,
            fmt::format("the lock file {} cannot be used: {}; its folder must exist, and both must be writable for "
                        "this user",
                        path, code.message())};
}

/// The pid in the lock file, "pid 123", as far as it has one.
std::string holder_of(const File& file) {
    const auto text = file.first_bytes(longest_pid);
    const auto pid = text.substr(0, text.find_first_not_of("0123456789"));
    return pid.empty() ? "pid unknown" : fmt::format("pid {}", pid);
}

/// Whether a holder() asks at this moment, which is over at once: other than a pass, it lets a shared lock in.
bool is_only_looked_at(File& file) {
    if (!file.try_lock(FileLock::shared)) return false;
    file.unlock();
    std::this_thread::sleep_for(Millis{1});
    return true;
}

/// One try: the locked file; nothing if another holds it, whose pid is then in `holder`.
Result<std::optional<File>> try_once(const std::string& path, std::string& holder) {
    for (int onlookers = 0;;) {
        auto file = File::open_to_lock(path, IfAbsent::make);
        if (!file.is_open()) return unusable(path, file.error());
        if (!file.try_lock(FileLock::exclusive)) {
            if (file.error()) return unusable(path, file.error());
            if (onlookers++ < most_onlookers && is_only_looked_at(file)) continue;
            holder = holder_of(file);
            return std::optional<File>();
        }
        // Somebody may have deleted the file before it was locked: then others lock another one.
        if (file.is_at(path, Links::tell)) return std::optional(std::move(file));
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
            file->replace_text(fmt::format("{}\n", process_id()));  // for messages only: without it, they say less
            return PassLock(path, std::move(*file));
        }
        const auto left = std::chrono::ceil<Millis>(give_up_at - std::chrono::steady_clock::now());
        if (left <= Millis{0} || interrupt.requested())
            return fail(ErrorKind::locked, fmt::format("another pass holds the lock {} ({})", path, holder));
        std::this_thread::sleep_for(std::min(left, between_tries));
    }
}

Result<std::optional<std::string>> PassLock::holder(const std::string& state_path) {
    const auto path = state_path + ".lock";
    auto file = File::open_to_lock(path, IfAbsent::fail);
    if (file.error() == std::errc::no_such_file_or_directory) return std::optional<std::string>();
    if (!file.is_open()) return unusable(path, file.error());
    // Shared, so that two of these do not take each other for a pass; dropped with the file.
    if (file.try_lock(FileLock::shared)) return std::optional<std::string>();
    if (file.error()) return unusable(path, file.error());
    return std::optional(holder_of(file));
}

PassLock::PassLock(std::string path, File file) : path_(std::move(path)), file_(std::move(file)) {}

bool PassLock::still_held() const {
    return file_.is_open() && file_.is_at(path_, Links::tell);
}

}  // namespace pdhs
