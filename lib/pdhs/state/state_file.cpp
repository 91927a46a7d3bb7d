#include "pdhs/state/state_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace pdhs {

namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;
constexpr mode_t others = S_IRWXG | S_IRWXO;

Error cannot_be_made(const std::string& path, int code) {
    const std::string_view hint = code == ENOENT || code == ENOTDIR
                                      ? "its folder does not exist; make the folder, or name another file with --state"
                                      : "its folder must be writable for this user (or name another file with --state)";
    return {ErrorKind::state, fmt::format("the state file {} cannot be made: {}; {}", path, std::strerror(code), hint)};
}

Error no_plain_file(const std::string& path, mode_t mode) {
    if (S_ISDIR(mode)) return {ErrorKind::state, fmt::format("the state file {} is a folder; name a file", path)};
    if (S_ISLNK(mode))
        return {ErrorKind::state,
                fmt::format("the state file {} is a symbolic link; name the file itself, since the lock lies beside it",
                            path)};
    return {ErrorKind::state, fmt::format("the state file {} is not a plain file; name another one", path)};
}

Error readable_by_others(const std::string& path, int code) {
    return {ErrorKind::state, fmt::format("{} can be read by others and its mode cannot be changed: {}; run chmod 600 "
                                          "on it as its owner",
                                          path, std::strerror(code))};
}

/// By name, not by descriptor: closing a descriptor of a database drops the locks that SQLite holds on it elsewhere in
/// this process.
Result<void> take_rights_of_others_away(const std::string& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) {
        if (errno == ENOENT) return {};
        return cannot_be_made(path, errno);
    }
    if (!S_ISREG(found.st_mode)) return no_plain_file(path, found.st_mode);
    if ((found.st_mode & others) == 0) return {};
    if (::chmod(path.c_str(), found.st_mode & S_IRWXU) == 0) return {};
    return readable_by_others(path, errno);
}

/// " (of the user ann)": the name tells more than a mode.
std::string owner_of_another(const struct stat& found) {
    if (found.st_uid == ::geteuid()) return {};
    const auto* const user = ::getpwuid(found.st_uid);
    if (user == nullptr) return fmt::format(" (of the user with number {})", found.st_uid);
    return fmt::format(" (of the user {})", user->pw_name);
}

/// `verb`: what cannot be done, as "read".
Unexpected no_access(const std::string& path, std::string_view verb, int code) {
    struct stat found {};
    const auto owner = ::stat(path.c_str(), &found) == 0 ? owner_of_another(found) : "";
    return fail(ErrorKind::state,
                fmt::format("the state file {}{} cannot be {}: {}; run as its owner, make it readable and "
                            "writable for this user, or name another file with --state",
                            path, owner, verb, std::strerror(code)));
}

Result<void> check_is_writable(const std::string& path) {
    if (::access(path.c_str(), R_OK | W_OK) == 0) return {};
    return no_access(path, "written", errno);
}

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// SQLite and the lock keep files beside the state.
Result<void> check_folder_of(const std::string& path) {
    const auto folder = folder_of(path);
    if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    return fail(ErrorKind::state, fmt::format("the folder {} cannot be written: {}; the state needs further files "
                                              "beside it: make it writable for this user, or name another file with "
                                              "--state",
                                              folder, std::strerror(errno)));
}

}  // namespace

Result<void> prepare_state_file(const std::string& path) {
    if (path.empty()) return fail(ErrorKind::state, "the state file has no name; name one with --state");
    // Nobody can have this file open yet, so that closing it drops no lock of anybody.
    const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_only);
    if (made >= 0) {
        ::close(made);
        return {};
    }
    if (errno != EEXIST) return cannot_be_made(path, errno);
    for (const auto* suffix : {"", "-wal", "-shm"}) PDHS_CHECK(take_rights_of_others_away(path + suffix));
    return check_is_writable(path);
}

Result<void> check_state_file(const std::string& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) == 0) {
        if (!S_ISREG(found.st_mode)) return no_plain_file(path, found.st_mode);
        PDHS_CHECK(check_is_writable(path));
        const bool may_change_mode = found.st_uid == ::geteuid() || ::geteuid() == 0;
        if ((found.st_mode & others) != 0 && !may_change_mode) return readable_by_others(path, EPERM);
        return check_folder_of(path);
    }
    if (errno != ENOENT) return cannot_be_made(path, errno);
    if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0) return cannot_be_made(path, errno);
    return {};
}

Result<bool> state_file_exists(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) {
        if (!S_ISREG(found.st_mode)) return no_plain_file(path, found.st_mode);
        if (::access(path.c_str(), R_OK) != 0) return no_access(path, "read", errno);
        return true;
    }
    if (errno == ENOENT || errno == ENOTDIR) return false;
    return no_access(path, "read", errno);
}

bool is_cut_within_a_page(const std::string& path, long long page_size) {
    struct stat file {};
    struct stat wal {};
    if (::stat((path + "-wal").c_str(), &wal) == 0 && wal.st_size > 0) return false;
    return ::stat(path.c_str(), &file) == 0 && page_size > 0 && file.st_size % page_size != 0;
}

}  // namespace pdhs
