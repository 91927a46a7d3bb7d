#include "pdhs/report/log_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "pdhs/core/path.h"
#include "pdhs/core/text.h"

namespace pdhs {

namespace {

File open_file(const std::string& path) {
    return path == standard_error_path ? File::standard_error() : File::open_to_append(path);
}

Unexpected refuse(const std::string& path, std::string_view why, std::string_view or_else = "") {
    return fail(ErrorKind::log, fmt::format("log file {}: {}; {}name another one with --log-file or PDHS_LOG",
                                            printable(repair_utf8(path)), why, or_else));
}

Unexpected refuse(const std::string& path, std::error_code code) {
    if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted)
        return refuse(path, code.message(), "run as its owner, or ");
    const bool has_no_folder = code == std::errc::no_such_file_or_directory;
    return refuse(path, code.message(), has_no_folder ? "its folder does not exist: make the folder, or " : "");
}

bool can_be_a_log(FileKind kind) {
    return kind == FileKind::plain || kind == FileKind::device;
}

/// Holds off other processes that append to the same file, as far as its file system can.
class AppendLock {
  public:
    explicit AppendLock(File& file) : file_(file) { file_.lock_patiently(); }
    ~AppendLock() { file_.unlock(); }
    AppendLock(const AppendLock&) = delete;
    AppendLock& operator=(const AppendLock&) = delete;

  private:
    File& file_;
};

}  // namespace

Result<std::unique_ptr<LogFile>> LogFile::open(const std::string& path, long long max_bytes) {
    auto opened = open_file(path);
    if (opened.error() == std::errc::no_such_device_or_address)
        return refuse(path, "is a pipe or a socket, not a file");
    if (!opened.is_open()) return refuse(path, opened.error());
    std::unique_ptr<LogFile> file(new LogFile(path, max_bytes, std::move(opened)));
    if (path == standard_error_path) return file;
    const auto facts = file->file_.facts();
    if (facts.error) return refuse(path, facts.error);
    if (!can_be_a_log(facts.kind)) return refuse(path, "is no regular file");
    const bool is_plain = facts.kind == FileKind::plain;
    file->may_rotate_ = is_plain && max_bytes > 0;
    // A file that somebody else owns, or shares with us on purpose, is left as it is.
    if (is_plain && facts.is_ours && facts.is_open_to_others) file->file_.make_private();
    return file;
}

Result<void> LogFile::check(const std::string& path) {
    if (path == standard_error_path) return {};
    const auto facts = facts_of(path, Links::follow);
    if (!facts.error && !can_be_a_log(facts.kind)) return refuse(path, "is no regular file");
    auto refusal = facts.error;
    if (!facts.error)
        refusal = refusal_of(path, FileUse::write);
    else if (facts.error == std::errc::no_such_file_or_directory)
        refusal = refusal_of(folder_of(path), FileUse::make_files_in_it);
    if (refusal) return refuse(path, refusal);
    return {};
}

LogFile::LogFile(std::string path, long long max_bytes, File file)
    : path_(std::move(path)), max_bytes_(max_bytes), file_(std::move(file)) {}

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
    const AppendLock lock(file_);
    if (!file_.is_at(path_, Links::follow)) return false;
    if (has_room_for(line.size())) {
        write_whole(line);
        return true;
    }
    std::error_code ignored;  // then the file grows
    std::filesystem::rename(path_of(path_), path_of(path_ + ".1"), ignored);
    return false;
}

bool LogFile::has_room_for(std::size_t bytes) const {
    const auto facts = file_.facts();
    return facts.error || facts.size == 0 || facts.size + static_cast<long long>(bytes) <= max_bytes_;
}

/// Another process, or a person, may have moved or deleted the file.
void LogFile::follow_path() {
    if (file_.is_at(path_, Links::follow)) return;
    auto file = open_file(path_);
    if (!file.is_open()) return;
    file_ = std::move(file);
    ends_within_a_line_ = false;
}

void LogFile::write_whole(std::string_view line) {
    const auto text = ends_within_a_line_ ? "\n" + std::string(line) : std::string(line);
    const auto written = file_.append(text);
    if (written > 0) ends_within_a_line_ = written < text.size();
}

}  // namespace pdhs
