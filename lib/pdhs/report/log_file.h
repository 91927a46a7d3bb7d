#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "pdhs/core/result.h"
#include "pdhs/system/file.h"

namespace pdhs {

/// A file that several processes append whole lines to, and that begins anew when it is full. Not thread-safe.
class LogFile {
  public:
    /// Opens for appending; a new file gets mode 0600, and one of ours that others can read or write is tightened to
    /// it. Regular files and character devices (/dev/null, a terminal); "/dev/stderr" is this process's standard error,
    /// whatever it is. ErrorKind::log for anything else. No rotation when `max_bytes` is 0 or less.
    [[nodiscard]] static Result<std::unique_ptr<LogFile>> open(const std::string& path, long long max_bytes);
    /// Whether open() would succeed, as far as can be told without making or changing a file.
    [[nodiscard]] static Result<void> check(const std::string& path);

    /// Appends `line`, which ends in a line break, with one call of the system. Before it would make the file larger
    /// than allowed, the file becomes `<path>.1`. A failure (disk full) loses the line and nothing else.
    void append(std::string_view line);

  private:
    LogFile(std::string path, long long max_bytes, File file);
    [[nodiscard]] bool append_in_place(std::string_view line);
    [[nodiscard]] bool has_room_for(std::size_t bytes) const;
    void follow_path();
    void write_whole(std::string_view line);

    std::string path_;
    long long max_bytes_;
    File file_;
    bool may_rotate_ = false;          ///< it is a regular file
    bool ends_within_a_line_ = false;  ///< the last write was cut short
};

}  // namespace pdhs
