#include "pdhs/system/posix/facts.h"

#include <unistd.h>

#include <cerrno>

namespace pdhs {

namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;
constexpr long long nanos_a_second = 1'000'000'000;

FileKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return FileKind::plain;
    if (S_ISDIR(mode)) return FileKind::folder;
    if (S_ISLNK(mode)) return FileKind::link;
    return S_ISCHR(mode) ? FileKind::device : FileKind::other;
}

}  // namespace

FileFacts facts_from(const struct stat& found) {
    const auto user = ::geteuid();
    FileFacts facts;
    facts.kind = kind_of(found.st_mode);
    facts.id = {found.st_dev, found.st_ino};
    facts.size = found.st_size;
    facts.changed = found.st_mtim.tv_sec * nanos_a_second + found.st_mtim.tv_nsec;
    facts.is_ours = found.st_uid == user;
    facts.is_open_to_others = (found.st_mode & others) != 0;
    facts.may_be_made_private = facts.is_ours || user == 0;
    return facts;
}

FileFacts no_facts() {
    FileFacts facts;
    facts.error = last_error();
    return facts;
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

}  // namespace pdhs
