#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace pdhs {

/// What went wrong, as far as the program's further course depends on it.
enum class ErrorKind {
    usage,     ///< the command line or a setting is wrong
    state,     ///< the state file cannot be used
    locked,    ///< another pass holds the lock
    log,       ///< the log file cannot be written
    internal,  ///< a promise inside the program was broken
};

/// "usage", "state" …: the error kinds of the JSON report.
[[nodiscard]] constexpr std::string_view name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return "usage";
        case ErrorKind::state:
            return "state";
        case ErrorKind::locked:
            return "locked";
        case ErrorKind::log:
            return "log";
        case ErrorKind::internal:
            return "internal";
    }
    return "";
}

/// An error as a value: the kind decides, the message is for people and never holds a secret.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;

    bool operator==(const Error&) const = default;
};

/// Wraps an error so that it converts to any Result, as std::unexpected does.
struct Unexpected {
    Error error;
};

/// A failed Result of any value type.
[[nodiscard]] inline Unexpected fail(ErrorKind kind, std::string message) {
    return {{kind, std::move(message)}};
}

/// Either a value or an Error; the names are those of std::expected.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : content_(std::move(value)) {}
    Result(Unexpected unexpected) : content_(std::move(unexpected.error)) {}
    Result(Error error) : content_(std::move(error)) {}

    [[nodiscard]] bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] T& value() & { return std::get<0>(content_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(content_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(content_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const { return std::get<1>(content_); }

  private:
    std::variant<T, Error> content_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Unexpected unexpected) : error_(std::move(unexpected.error)), failed_(true) {}
    Result(Error error) : error_(std::move(error)), failed_(true) {}

    [[nodiscard]] bool has_value() const { return !failed_; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] const Error& error() const { return error_; }

  private:
    Error error_;
    bool failed_ = false;
};

}  // namespace pdhs

#define PDHS_JOIN_NAMES_(a, b) a##b
#define PDHS_JOIN_NAMES(a, b) PDHS_JOIN_NAMES_(a, b)

/// Evaluates a Result; returns its error from the enclosing function, else goes on.
#define PDHS_CHECK(expression)                                                                          \
    do {                                                                                                \
        if (auto&& pdhs_checked = (expression); !pdhs_checked.has_value()) return pdhs_checked.error(); \
    } while (false)

#define PDHS_TRY_(name, declaration, expression) \
    auto name = (expression);                    \
    if (!name.has_value()) return name.error();  \
    declaration = std::move(name).value()

/// PDHS_TRY(auto page, read_page()): declares the value, or returns the error from the enclosing function.
#define PDHS_TRY(declaration, expression) PDHS_TRY_(PDHS_JOIN_NAMES(pdhs_result_, __LINE__), declaration, expression)
