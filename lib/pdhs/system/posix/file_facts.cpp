#include "pdhs/system/file_facts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>

#include "pdhs/system/posix/facts.h"

namespace pdhs {

namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

int mode_for(FileUse use) {
    switch (use) {
        case FileUse::read:
            return R_OK;
        case FileUse::write:
            return W_OK;
        case FileUse::read_and_write:
            return R_OK | W_OK;
        case FileUse::make_files_in_it:
            return W_OK | X_OK;
    }
    return F_OK;
}

}  // namespace

FileFacts facts_of(const std::string& path, Links links) {
    struct stat found {};
    const int result = links == Links::follow ? ::stat(path.c_str(), &found) : ::lstat(path.c_str(), &found);
    return result == 0 ? facts_from(found) : no_facts();
}

std::string other_owner_of(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 || found.st_uid == ::geteuid()) return {};
    const auto* const user = ::getpwuid(found.st_uid);
    if (user == nullptr) return fmt::format(" (of the user with number {})", found.st_uid);
    return fmt::format(" (of the user {})", user->pw_name);
}

std::error_code refusal_of(const std::string& path, FileUse use) {
    return ::access(path.c_str(), mode_for(use)) == 0 ? std::error_code{} : last_error();
}

std::error_code make_private_file(const std::string& path) {
    const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_only);
    if (made < 0) return last_error();
    ::close(made);
    return {};
}

std::error_code make_private(const std::string& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return last_error();
    return ::chmod(path.c_str(), found.st_mode & S_IRWXU) == 0 ? std::error_code{} : last_error();
}

std::string_view advice_to_make_private() {
    return "run chmod 600 on it";
}

}  // namespace pdhs
