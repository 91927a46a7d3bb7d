#pragma once
#include <optional>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/core/result.h"
#include "pdhs/core/time.h"
#include "pdhs/system/file.h"

namespace pdhs {

/// The pass lock: a file of its own beside the state, locked by the kernel, which drops it when the process dies. Holds
/// the pid of its holder as text, for the message only.
class PassLock {
  public:
    /// Takes the lock of `state_path` ("<state_path>.lock"). Waits up to `patience` (0: not at all). ErrorKind::locked
    /// when another pass holds it, with its pid, also when an interrupt ends the wait; ErrorKind::state when the file
    /// cannot be made.
    [[nodiscard]] static Result<PassLock> take(const std::string& state_path, Millis patience,
                                               const Interrupt& interrupt);
    /// Who holds the lock of `state_path` at this moment: "pid 123"; nothing if nobody does. Makes no file.
    /// ErrorKind::state when the lock file is there and cannot be used.
    [[nodiscard]] static Result<std::optional<std::string>> holder(const std::string& state_path);

    /// Whether the path still names the file that is locked (nobody deleted or replaced it).
    [[nodiscard]] bool still_held() const;

  private:
    PassLock(std::string path, File file);
    std::string path_;
    File file_;
};

}  // namespace pdhs
