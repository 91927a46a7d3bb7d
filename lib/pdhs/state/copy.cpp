#include "pdhs/state/copy.h"

#include <fmt/format.h>

#include <optional>

#include "pdhs/state/state_file.h"
#include "pdhs/system/file_facts.h"

namespace pdhs {

namespace {

/// A pass that begins or ends during a copy makes it worthless; several in a row are hardly chance.
constexpr int tries = 20;

/// What tells that a file was written or replaced.
struct FileMark {
    FileId id;
    long long size = 0;
    long long changed = 0;

    bool operator==(const FileMark&) const = default;
};

std::optional<FileMark> mark_of(const std::string& path) {
    const auto facts = facts_of(path, Links::follow);
    return facts.error ? std::nullopt : std::optional(FileMark{facts.id, facts.size, facts.changed});
}

/// The files of a state at one moment.
struct FileMarks {
    std::optional<FileMark> database;
    std::optional<FileMark> wal;
    bool has_index = false;  ///< the -shm, which whoever has the file open keeps there

    bool operator==(const FileMarks&) const = default;
};

FileMarks marks_of(const std::string& path) {
    return {mark_of(path), mark_of(path + "-wal"), mark_of(path + "-shm").has_value()};
}

/// A reader that takes part in SQLite's locking would make a -shm and a -wal where there are none, and cannot remove
/// them again without harm to a writer that has come. So it takes part only when both are there; else it reads alone,
/// and the files' marks say whether that was true.
Access access_for(const FileMarks& marks) {
    if (!marks.wal) return Access::read_at_rest;
    return marks.has_index ? Access::read : Access::read_left;
}

Result<std::unique_ptr<Connection>> copy_once(const std::string& path, Access access) {
    PDHS_TRY(auto source, Connection::open(path, access));
    PDHS_TRY(auto copy, Connection::open(path, Access::temporary));
    PDHS_CHECK(copy->copy_from(*source));
    return copy;
}

}  // namespace

Result<std::unique_ptr<Connection>> copy_of_state(const std::string& path) {
    for (int attempt = 0; attempt < tries; ++attempt) {
        PDHS_TRY(const bool exists, state_file_exists(path));
        if (!exists) return Connection::open(path, Access::temporary);
        const auto before = marks_of(path);
        const auto access = access_for(before);
        auto copy = copy_once(path, access);
        if (access == Access::read && copy.has_value()) return copy;
        if (marks_of(path) == before) return copy;
    }
    return fail(ErrorKind::state, fmt::format("the state file {} changes all the time; try again", path));
}

}  // namespace pdhs
