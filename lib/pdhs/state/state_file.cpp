#include "pdhs/state/state_file.h"

#include <fmt/format.h>

#include <string_view>
#include <system_error>

#include "pdhs/core/path.h"
#include "pdhs/system/file_facts.h"

namespace pdhs {

namespace {

bool is_absent(std::error_code code) {
    return code == std::errc::no_such_file_or_directory;
}
bool names_nothing(std::error_code code) {
    return is_absent(code) || code == std::errc::not_a_directory;
}

Error cannot_be_made(const std::string& path, std::error_code code) {
    const std::string_view hint = names_nothing(code)
                                      ? "its folder does not exist; make the folder, or name another file with --state"
                                      : "its folder must be writable for this user (or name another file with --state)";
    return {ErrorKind::state, fmt::format("the state file {} cannot be made: {}; {}", path, code.message(), hint)};
}

Error no_plain_file(const std::string& path, FileKind kind) {
    if (kind == FileKind::folder)
        return {ErrorKind::state, fmt::format("the state file {} is a folder; name a file", path)};
    if (kind == FileKind::link)
        return {ErrorKind::state,
                fmt::format("the state file {} is a symbolic link; name the file itself, since the lock lies beside it",
                            path)};
    return {ErrorKind::state, fmt::format("the state file {} is not a plain file; name another one", path)};
}

Error readable_by_others(const std::string& path, std::error_code code) {
    return {ErrorKind::state,
            fmt::format("{} can be read by others and its rights cannot be changed: {}; as its owner, {}", path,
                        code.message(), advice_to_make_private())};
}

/// By name, not by descriptor: closing a descriptor of a database drops the locks that SQLite holds on it elsewhere in
/// this process.
Result<void> take_rights_of_others_away(const std::string& path) {
    const auto facts = facts_of(path, Links::tell);
    if (is_absent(facts.error)) return {};
    if (facts.error) return cannot_be_made(path, facts.error);
    if (facts.kind != FileKind::plain) return no_plain_file(path, facts.kind);
    if (!facts.is_open_to_others) return {};
    // Another process may have taken the file away meanwhile, as SQLite does with those beside the state.
    if (const auto error = make_private(path); error && !is_absent(error)) return readable_by_others(path, error);
    return {};
}

/// `verb`: what cannot be done, as "read".
Unexpected no_access(const std::string& path, std::string_view verb, std::error_code code) {
    return fail(ErrorKind::state,
                fmt::format("the state file {}{} cannot be {}: {}; run as its owner, make it readable and "
                            "writable for this user, or name another file with --state",
                            path, other_owner_of(path), verb, code.message()));
}

Result<void> check_is_writable(const std::string& path) {
    if (const auto refusal = refusal_of(path, FileUse::read_and_write)) return no_access(path, "written", refusal);
    return {};
}

/// SQLite and the lock keep files beside the state.
Result<void> check_folder_of(const std::string& path) {
    const auto folder = folder_of(path);
    const auto refusal = refusal_of(folder, FileUse::make_files_in_it);
    if (!refusal) return {};
    return fail(ErrorKind::state, fmt::format("the folder {} cannot be written: {}; the state needs further files "
                                              "beside it: make it writable for this user, or name another file with "
                                              "--state",
                                              folder, refusal.message()));
}

}  // namespace

Result<void> prepare_state_file(const std::string& path) {
    if (path.empty()) return fail(ErrorKind::state, "the state file has no name; name one with --state");
    // Nobody can have a new file open yet, so that closing it drops no lock of anybody.
    const auto error = make_private_file(path);
    if (!error) return {};
    if (error != std::errc::file_exists) return cannot_be_made(path, error);
    for (const auto* suffix : {"", "-wal", "-shm"}) PDHS_CHECK(take_rights_of_others_away(path + suffix));
    return check_is_writable(path);
}

Result<void> check_state_file(const std::string& path) {
    const auto facts = facts_of(path, Links::tell);
    if (!facts.error) {
        if (facts.kind != FileKind::plain) return no_plain_file(path, facts.kind);
        PDHS_CHECK(check_is_writable(path));
        if (facts.is_open_to_others && !facts.may_be_made_private)
            return readable_by_others(path, std::make_error_code(std::errc::operation_not_permitted));
        return check_folder_of(path);
    }
    if (!is_absent(facts.error)) return cannot_be_made(path, facts.error);
    if (const auto refusal = refusal_of(folder_of(path), FileUse::make_files_in_it))
        return cannot_be_made(path, refusal);
    return {};
}

Result<bool> state_file_exists(const std::string& path) {
    const auto facts = facts_of(path, Links::follow);
    if (names_nothing(facts.error)) return false;
    if (facts.error) return no_access(path, "read", facts.error);
    if (facts.kind != FileKind::plain) return no_plain_file(path, facts.kind);
    if (const auto refusal = refusal_of(path, FileUse::read)) return no_access(path, "read", refusal);
    return true;
}

bool is_cut_within_a_page(const std::string& path, long long page_size) {
    const auto wal = facts_of(path + "-wal", Links::follow);
    if (!wal.error && wal.size > 0) return false;
    const auto file = facts_of(path, Links::follow);
    return !file.error && page_size > 0 && file.size % page_size != 0;
}

}  // namespace pdhs
