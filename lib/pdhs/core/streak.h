#pragma once
#include <string>

namespace pdhs {

/// Notices when creates on a platform go wrong in a row, so that a poisoned batch or a broken platform is not fed with
/// everybody (design section "Writing"): three contacts without a proper answer, or ten refusals with one code.
class CreateStreak {
  public:
    void created_or_present();
    void refused(const std::string& code);
    void unknown();

    /// Whether creates on this platform have to end for this pass.
    [[nodiscard]] bool must_end() const;

  private:
    int refusals_ = 0;
    int unknowns_ = 0;
    std::string code_;
};

}  // namespace pdhs
