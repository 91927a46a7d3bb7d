#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

#include "pdhs/system/file_facts.h"

namespace pdhs {

enum class IfAbsent { make, fail };

enum class FileLock {
    shared,     ///< besides others like it
    exclusive,  ///< besides no other
};

/// An open file, or none and why, if it was tried. The programs that this process starts do not inherit it. Not
/// thread-safe.
class File {
  public:
    /// For append(). A new file is private. Whatever has the name is opened, but a pipe that nobody reads.
    [[nodiscard]] static File open_to_append(const std::string& path);
    /// For locks and a short text. A new file is private. A link is refused.
    [[nodiscard]] static File open_to_lock(const std::string& path, IfAbsent if_absent);
    /// This process's standard error, for append().
    [[nodiscard]] static File standard_error();

    File() = default;
    File(File&& moved) noexcept;
    File& operator=(File&& moved) noexcept;
    ~File();

    [[nodiscard]] bool is_open() const;
    /// Why it is not open; or why the last try_lock() failed, no error if another's lock excluded it.
    [[nodiscard]] std::error_code error() const { return error_; }
    [[nodiscard]] FileFacts facts() const;
    /// Whether the path still names this file.
    [[nodiscard]] bool is_at(const std::string& path, Links links) const;

    /// Takes the rights of all but the owner away, if this user may.
    void make_private() const;

    /// Locks, as long as the file is open: the system ends the lock with the process. False, and at once, if another
    /// holds a lock that excludes it, or for an error(). Replaces the lock that this file held, which is lost also
    /// where it returns false.
    [[nodiscard]] bool try_lock(FileLock lock);
    /// Waits for an exclusive lock. Nothing happens where the file system has no locks.
    void lock_patiently();
    void unlock();

    /// Writes at the end of what open_to_append() opened, whatever others write meanwhile. How much could be written.
    std::size_t append(std::string_view bytes);
    /// The text becomes all that the file holds; where that fails, it holds the old one, or less.
    void replace_text(std::string_view text);
    /// The first bytes, at most so many. Also while another holds a lock.
    [[nodiscard]] std::string first_bytes(std::size_t most) const;

  private:
    explicit File(std::intptr_t handle);
    void close();

    std::intptr_t handle_ = -1;  ///< a descriptor; on Windows a HANDLE, which is -1 for none, too
    std::error_code error_;
};

}  // namespace pdhs
