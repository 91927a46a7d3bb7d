#pragma once
#include <memory>
#include <string>

#include "pdhs/core/log.h"
#include "pdhs/core/result.h"
#include "pdhs/core/time.h"

namespace pdhs {

struct PinoLogOptions {
    std::string path;
    LogLevel level = LogLevel::info;
    long long max_bytes = 10'000'000;  ///< beyond it, the file becomes `<path>.1` and a new one is begun
};

/// Opens `output.log` for appending: NDJSON as pino writes it, mode 0600, one write per line. ErrorKind::log if the
/// file cannot be opened, with the path and what to do. The clock must outlive the log.
[[nodiscard]] Result<std::unique_ptr<Log>> open_pino_log(PinoLogOptions options, const Clock& clock);

}  // namespace pdhs
