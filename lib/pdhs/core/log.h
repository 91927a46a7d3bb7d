#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pdhs {

/// pino's levels, with pino's numbers.
enum class LogLevel : int { trace = 10, debug = 20, info = 30, warn = 40, error = 50, fatal = 60, silent = 1'000'000 };

/// A value in a log line.
using LogValue = std::variant<std::string, long long, bool>;
using LogFields = std::vector<std::pair<std::string_view, LogValue>>;

/// Where a pass tells what it does, line by line. Thread-safe. Callers never hand it a secret.
class Log {
  public:
    virtual ~Log() = default;
    /// One line. Fields are written in the order given.
    virtual void write(LogLevel level, std::string_view message, const LogFields& fields) = 0;
};

/// What nobody asked for.
class SilentLog final : public Log {
  public:
    void write(LogLevel, std::string_view, const LogFields&) override {}
};

}  // namespace pdhs
