#pragma once
#include <string>
#include <string_view>
#include <system_error>

namespace pdhs {

enum class FileKind {
    nothing,  ///< nobody has this name, or it cannot be told: see FileFacts::error
    plain,
    folder,
    link,
    device,  ///< of characters: a terminal, /dev/null
    other,   ///< a pipe, a socket
};

/// Tells two files apart, whatever they are called.
struct FileId {
    unsigned long long volume = 0;
    unsigned long long number = 0;

    bool operator==(const FileId&) const = default;
};

/// What the system tells of a file.
struct FileFacts {
    FileKind kind = FileKind::nothing;
    std::error_code error;  ///< why there are no facts, std::errc::no_such_file_or_directory among others
    FileId id;
    long long size = 0;                ///< bytes
    long long changed = 0;             ///< when its content changed: to be compared, in a unit of the system's own
    bool is_ours = false;              ///< it belongs to the user whom this process acts for
    bool is_open_to_others = false;    ///< others than its owner may read, change or run it
    bool may_be_made_private = false;  ///< this user may take that away
};

enum class Links {
    follow,
    tell,  ///< of a link itself
};
[[nodiscard]] FileFacts facts_of(const std::string& path, Links links);

/// " (of the user ann)", where the file belongs to somebody else; otherwise, or if there are no facts, nothing.
[[nodiscard]] std::string other_owner_of(const std::string& path);

enum class FileUse {
    read,
    write,
    read_and_write,
    make_files_in_it,  ///< of a folder
};
/// Why this process may not do that with what is at `path`; no error if it may.
[[nodiscard]] std::error_code refusal_of(const std::string& path, FileUse use);

/// Makes an empty file that nobody but this user can use. std::errc::file_exists if anything has the name, a link too.
[[nodiscard]] std::error_code make_private_file(const std::string& path);
/// Takes the rights of all but the owner away from a file that is no link.
[[nodiscard]] std::error_code make_private(const std::string& path);
/// What a person does to the same end: "run chmod 600 on it".
[[nodiscard]] std::string_view advice_to_make_private();

}  // namespace pdhs
