#pragma once
#include <string>
#include <string_view>

#include "pdhs/core/log.h"
#include "pdhs/core/report.h"
#include "pdhs/state/store.h"

namespace pdhs {

/// Whether a hold for this reason is about the contact, and so is told: "waits".
[[nodiscard]] bool is_told_as_waiting(std::string_view reason);

/// What a pass writes to the log, line by line; every line carries the pass's number, and a dry run's says so.
class Teller {
  public:
    Teller(Log& log, long long pass, bool dry_run) : log_(log), pass_(pass), dry_run_(dry_run) {}

    /// A create's end: created, found there, refused, or without a proper answer.
    void outcome(const Action& action);
    /// A skip or hold that began or changed.
    void standing(const Action& action);
    /// A skip or hold that is no more.
    void no_longer(const RecordRef& from, const std::string& reason);
    /// A bond that began by a guess from names, or ended.
    void bond(const BondNews& news);
    /// How reading a platform went, at level debug.
    void reading(Crm crm, const PlatformReport& report);
    /// A platform's part ended early, at level debug: the summary says it to everybody.
    void failure(Crm crm, const std::string& kind, const std::string& message);
    /// Something that is no error, but worth knowing.
    void warning(const std::string& message);
    /// The one line that every pass writes.
    void summary(const Report& report);

  private:
    void write(LogLevel level, const std::string& message, LogFields fields);

    Log& log_;
    long long pass_;
    bool dry_run_;
};

}  // namespace pdhs
