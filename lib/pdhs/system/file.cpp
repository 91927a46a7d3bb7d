#include "pdhs/system/file.h"

#include <utility>

namespace pdhs {

File::File(File&& moved) noexcept : handle_(std::exchange(moved.handle_, -1)), error_(moved.error_) {}

File& File::operator=(File&& moved) noexcept {
    if (this == &moved) return *this;
    close();
    handle_ = std::exchange(moved.handle_, -1);
    error_ = moved.error_;
    return *this;
}

File::~File() {
    close();
}

bool File::is_open() const {
    return handle_ != -1;
}

bool File::is_at(const std::string& path, Links links) const {
    const auto ours = facts();
    const auto theirs = facts_of(path, links);
    return !ours.error && !theirs.error && ours.id == theirs.id;
}

}  // namespace pdhs
