#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "pdhs/core/result.h"
#include "pdhs/core/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pdhs {

class Connection;

/// A statement as it stands in the source: it is made of a constant only, so that no value ever gets into its text.
class SqlText {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is one
    consteval SqlText(const char* text) : text_(text) {}
    [[nodiscard]] constexpr const char* get() const { return text_; }

  private:
    const char* text_;
};

/// One use of a prepared statement with its values bound, on the row it has reached. An error of preparing or binding
/// is told by the first step. Goes back to the connection's pool when it is destroyed.
class Query {
  public:
    Query(Query&& moved) noexcept;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    /// Steps to the next row; false when there is none.
    [[nodiscard]] Result<bool> next();
    /// Runs a statement that has no rows worth reading to its end.
    [[nodiscard]] Result<void> run();
    /// Calls visit(*this) on each row. The visitor must not change what is read.
    template <class Visit>
    [[nodiscard]] Result<void> each(Visit&& visit);

    [[nodiscard]] long long integer(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::optional<long long> optional_integer(int column) const;
    [[nodiscard]] std::optional<Time> optional_time(int column) const;
    [[nodiscard]] Time time(int column) const { return Time{Millis{integer(column)}}; }
    template <class Enum>
    [[nodiscard]] Enum as(int column) const {
        return static_cast<Enum>(integer(column));
    }

  private:
    friend class Connection;
    Query(Connection& connection, const char* sql, sqlite3_stmt* statement, int code);

    void bind(int index, long long value);
    void bind(int index, std::string_view value);
    void bind(int index, Time value) { bind(index, static_cast<long long>(value.time_since_epoch().count())); }
    void bind_null(int index);
    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind(int index, Enum value) { bind(index, static_cast<long long>(value)); }
    template <class T>
    void bind(int index, const std::optional<T>& value) {
        if (value)
            bind(index, *value);
        else
            bind_null(index);
    }

    Connection* connection_;
    const char* sql_;
    sqlite3_stmt* statement_;
    int code_;
};

/// How a database file is opened.
enum class Access {
    write,         ///< an existing file, for reading and writing
    read,          ///< beside a writer, with the -wal and -shm files that are there
    read_at_rest,  ///< nobody writes and there is no -wal: no lock, no other file
    read_left,     ///< nobody writes and a -wal was left without its -shm: no lock, no other file
    temporary,     ///< a private database without a name
};

/// An open SQLite database. Not for several threads at once. Errors are ErrorKind::state, name the file and say what
/// to do; a damaged file (SQLITE_CORRUPT, SQLITE_NOTADB) is told as such wherever it shows.
class Connection {
  public:
    /// `path` is what people read in messages, also for a temporary database.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// A prepared statement with the values bound in order. `sql` must be a literal: its address names it in the pool.
    template <class... Values>
    [[nodiscard]] Query query(SqlText sql, const Values&... values) {
        Query query = take(sql.get());
        [[maybe_unused]] int index = 0;
        (query.bind(++index, values), ...);
        return query;
    }
    /// Runs one statement that has no rows worth reading.
    template <class... Values>
    [[nodiscard]] Result<void> run(SqlText sql, const Values&... values) {
        return query(sql, values...).run();
    }
    /// Runs any number of statements without values; what is not constant in them is a number of this program's own.
    [[nodiscard]] Result<void> run_script(const std::string& sql);

    /// The rowid of the last insert.
    [[nodiscard]] long long last_row() const;
    /// How many rows the last statement changed.
    [[nodiscard]] long long changed_rows() const;
    /// Copies the whole content of `source` into this database.
    [[nodiscard]] Result<void> copy_from(Connection& source);

    [[nodiscard]] const std::string& path() const { return path_; }
    /// What a result code of SQLite means for people.
    [[nodiscard]] Error error(int code) const;

  private:
    friend class Query;
    explicit Connection(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] Query take(const char* sql);
    void give_back(const char* sql, sqlite3_stmt* statement);

    std::string path_;
    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, std::vector<sqlite3_stmt*>> pool_;
};

/// "the state file X is damaged: …", with the way out.
[[nodiscard]] Error damaged_state(const std::string& path, std::string_view detail);

/// Rolled back unless it is committed.
class Transaction {
  public:
    /// With the right to write.
    [[nodiscard]] static Result<Transaction> begin(Connection& connection);
    /// All that is read within it is of one moment, and the file is locked once and not for each query.
    [[nodiscard]] static Result<Transaction> begin_reading(Connection& connection);
    Transaction(Transaction&& moved) noexcept : connection_(std::exchange(moved.connection_, nullptr)) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    [[nodiscard]] Result<void> commit();

  private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

/// Commits what `work` (which returns a Result) did if it succeeded, else leaves nothing of it.
template <class Work>
[[nodiscard]] auto in_transaction(Connection& connection, Work&& work) -> decltype(work()) {
    PDHS_TRY(auto transaction, Transaction::begin(connection));
    auto result = work();
    if (result.has_value()) PDHS_CHECK(transaction.commit());
    return result;
}

template <class Visit>
Result<void> Query::each(Visit&& visit) {
    for (;;) {
        PDHS_TRY(const bool found, next());
        if (!found) return {};
        visit(*this);
    }
}

}  // namespace pdhs
