#pragma once
#include <windows.h>

#include <memory>
#include <string>
#include <vector>

#include "pdhs/system/windows/handle.h"

namespace pdhs {

/// A user, a group or a service, as the system counts them.
class Sid {
  public:
    Sid() = default;
    explicit Sid(PSID sid);
    [[nodiscard]] bool is_known() const { return !bytes_.empty(); }
    [[nodiscard]] PSID get() const;
    /// "S-1-5-18"
    [[nodiscard]] std::string text() const;
    /// "ann", or text() where the system has no name for it.
    [[nodiscard]] std::string name() const;
    bool operator==(const Sid& other) const;

  private:
    std::vector<unsigned char> bytes_;
};

/// Whom this process acts for.
[[nodiscard]] Sid current_user();
/// Who owns the files that this process makes: the user, or the Administrators.
[[nodiscard]] Sid owner_of_new_files();
/// Whether files of this owner count as this user's own.
[[nodiscard]] bool is_us(const Sid& owner);

/// Who owns a file, and whether others can use it. The system and the Administrators, who can use each file anyway, are
/// no others.
struct Rights {
    Sid owner;
    bool is_open_to_others = false;
};
/// Of an open file; unknown, and open to nobody else, where it cannot be told.
[[nodiscard]] Rights rights_of(HANDLE file);

/// A security descriptor that lets in this user, the owner, the system and the Administrators, and inherits nothing.
class PrivateRights {
  public:
    explicit PrivateRights(const Sid& owner);
    /// For functions that make a file; null where the system could not make it. Lives as long as this.
    [[nodiscard]] SECURITY_ATTRIBUTES* attributes();
    /// Gives the rights to a file that is there.
    [[nodiscard]] std::error_code give_to(const std::wstring& path) const;
    [[nodiscard]] std::error_code give_to(HANDLE file) const;

  private:
    std::unique_ptr<void, LocalMemory> descriptor_;
    SECURITY_ATTRIBUTES attributes_{};
};

/// Those of the files that this process makes, for functions that make one.
[[nodiscard]] SECURITY_ATTRIBUTES* rights_of_new_files();

}  // namespace pdhs
