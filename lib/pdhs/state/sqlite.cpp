#include "pdhs/state/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>

#include "pdhs/core/path.h"

namespace pdhs {

namespace {

constexpr int busy_timeout_millis = 5'000;

/// In a `file:` URI these have a meaning of their own.
std::string escaped_for_uri(const std::string& path) {
    std::string result;
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#')
            result += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result;
}

/// ":memory:" and "" mean no file to SQLite; to people they are names like any other.
std::string file_name_for(const std::string& path) {
    return path_of(path).has_root_directory() ? path : "./" + path;
}

/// "file:/folder/name", on Windows "file:/C:/folder/name".
std::string uri_for(const std::string& name) {
    const auto path = text_of(path_of(name).generic_u8string());
    const bool has_drive = path_of(name).has_root_name();
    return (has_drive ? "file:/" : "file:") + escaped_for_uri(path) + "?immutable=1";
}

/// SQLite's way to the files that takes no locks: named by the system.
const char* vfs_without_locks() {
    return sqlite3_vfs_find("unix-none") != nullptr ? "unix-none" : "win32-none";
}

int open_handle(const std::string& path, Access access, sqlite3** handle) {
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const auto name = file_name_for(path);
    switch (access) {
        case Access::write:
            return sqlite3_open_v2(name.c_str(), handle, SQLITE_OPEN_READWRITE | common, nullptr);
        case Access::read:
            return sqlite3_open_v2(name.c_str(), handle, SQLITE_OPEN_READONLY | common, nullptr);
        case Access::read_at_rest:
            return sqlite3_open_v2(uri_for(name).c_str(), handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | common,
                                   nullptr);
        case Access::read_left:
            return sqlite3_open_v2(name.c_str(), handle, SQLITE_OPEN_READONLY | common, vfs_without_locks());
        case Access::temporary:
            return sqlite3_open_v2("", handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | common, nullptr);
    }
    return SQLITE_MISUSE;
}

std::string cannot_be_written(const std::string& path, std::string_view why) {
    return fmt::format(
        "the state file {} cannot be written: {}; it and its folder must be writable for this user (or name another "
        "file with --state)",
        path, why);
}

}  // namespace

Error damaged_state(const std::string& path, std::string_view detail) {
    return {ErrorKind::state,
            fmt::format("the state file {} is damaged: {}; restore it or move it away (that costs one full pass and "
                        "forgets which pairs belong together)",
                        path, detail)};
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
    std::unique_ptr<Connection> connection(new Connection(path));
    if (const int code = open_handle(path, access, &connection->handle_); code != SQLITE_OK)
        return connection->error(code);
    sqlite3_busy_timeout(connection->handle_, busy_timeout_millis);
    PDHS_CHECK(connection->run_script("PRAGMA cell_size_check = ON"));
    if (access == Access::read || access == Access::read_left)
        sqlite3_db_config(connection->handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // The sole user of a WAL keeps its index in memory instead of a -shm file.
    if (access == Access::read_left) PDHS_CHECK(connection->run_script("PRAGMA locking_mode = EXCLUSIVE"));
    return connection;
}

Connection::~Connection() {
    for (const auto& [sql, statements] : pool_)
        for (auto* statement : statements) sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

Result<void> Connection::run_script(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error(code);
    return {};
}

long long Connection::last_row() const {
    return sqlite3_last_insert_rowid(handle_);
}

long long Connection::changed_rows() const {
    return sqlite3_changes64(handle_);
}

Result<void> Connection::copy_from(Connection& source) {
    auto* backup = sqlite3_backup_init(handle_, "main", source.handle_, "main");
    if (backup == nullptr) return error(sqlite3_extended_errcode(handle_));
    sqlite3_backup_step(backup, -1);
    if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK) return source.error(code);
    return {};
}

Error Connection::error(int code) const {
    // A code that is not the connection's last one has no message of its own (sqlite3_backup_step's, for one).
    const std::string_view detail = handle_ != nullptr && sqlite3_extended_errcode(handle_) == code
                                        ? sqlite3_errmsg(handle_)
                                        : sqlite3_errstr(code);
    const int system_error = handle_ != nullptr ? sqlite3_system_errno(handle_) : 0;
    const auto system_text = [&] { return system_error != 0 ? std::strerror(system_error) : std::string(detail); };
    switch (code & 0xFF) {
        case SQLITE_CORRUPT:
            return damaged_state(path_, detail);
        case SQLITE_NOTADB:
            return {ErrorKind::state,
                    fmt::format("{} is not a pdhs-sync state file, or is damaged: {}; restore it or move it away (that "
                                "costs one full pass and forgets which pairs belong together)",
                                path_, detail)};
        case SQLITE_FULL:
            return {ErrorKind::state, cannot_be_written(path_, "the disk is full")};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {ErrorKind::state, cannot_be_written(path_, detail)};
        case SQLITE_IOERR:
            return {ErrorKind::state,
                    fmt::format("the state file {} cannot be read or written: {}", path_, system_text())};
        case SQLITE_CANTOPEN:
            return {ErrorKind::state, fmt::format("the state file {} cannot be opened: {}; it must be readable, and "
                                                  "its folder writable, for this user",
                                                  path_, system_text())};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::state,
                    fmt::format("the state file {} is held by another program: {}; try again", path_, detail)};
        default:
            return {ErrorKind::state, fmt::format("the state file {} cannot be used: {}", path_, detail)};
    }
}

Query Connection::take(const char* sql) {
    if (auto& idle = pool_[sql]; !idle.empty()) {
        auto* statement = idle.back();
        idle.pop_back();
        return {*this, sql, statement, SQLITE_OK};
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return {*this, sql, statement, code};
}

void Connection::give_back(const char* sql, sqlite3_stmt* statement) {
    if (statement == nullptr) return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    pool_[sql].push_back(statement);
}

Query::Query(Connection& connection, const char* sql, sqlite3_stmt* statement, int code)
    : connection_(&connection), sql_(sql), statement_(statement), code_(code) {}

Query::Query(Query&& moved) noexcept
    : connection_(moved.connection_),
      sql_(moved.sql_),
      statement_(std::exchange(moved.statement_, nullptr)),
      code_(moved.code_) {}

Query::~Query() {
    connection_->give_back(sql_, statement_);
}

Result<bool> Query::next() {
    if (code_ != SQLITE_OK) return connection_->error(code_);
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) return connection_->error(code);
    sqlite3_reset(statement_);
    return false;
}

Result<void> Query::run() {
    for (;;) {
        PDHS_TRY(const bool more, next());
        if (!more) return {};
    }
}

long long Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Query::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::optional<long long> Query::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::optional<Time> Query::optional_time(int column) const {
    if (is_null(column)) return std::nullopt;
    return time(column);
}

void Query::bind(int index, long long value) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_, index, value);
}

void Query::bind(int index, std::string_view value) {
    if (code_ != SQLITE_OK) return;
    const char* bytes = value.data() == nullptr ? "" : value.data();
    code_ = sqlite3_bind_text64(statement_, index, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Query::bind_null(int index) {
    if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(statement_, index);
}

Result<Transaction> Transaction::begin(Connection& connection) {
    // Immediate: a reader that turns writer half-way cannot wait for another writer, it can only fail.
    PDHS_CHECK(connection.run("BEGIN IMMEDIATE"));
    return Transaction(connection);
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
    PDHS_CHECK(connection.run("BEGIN"));
    return Transaction(connection);
}

Transaction::~Transaction() {
    // Fails only when SQLite has rolled back by itself.
    if (connection_ != nullptr) static_cast<void>(connection_->run("ROLLBACK").has_value());
}

Result<void> Transaction::commit() {
    PDHS_CHECK(connection_->run("COMMIT"));
    connection_ = nullptr;
    return {};
}

}  // namespace pdhs
