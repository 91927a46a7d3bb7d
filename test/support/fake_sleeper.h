#pragma once
#include <functional>
#include <vector>

#include "pdhs/http/retry.h"

namespace support {

/// A Sleeper that does not wait: what it was asked for is written to `naps`, which must outlive it.
class FakeSleeper : public pdhs::Sleeper {
  public:
    /// `interrupted`, if given, says after each nap whether the pass is to end.
    explicit FakeSleeper(std::vector<pdhs::Millis>& naps, std::function<bool()> interrupted = {})
        : naps_(naps), interrupted_(std::move(interrupted)) {}

    [[nodiscard]] bool sleep(pdhs::Millis time) override {
        naps_.push_back(time);
        return !interrupted_ || !interrupted_();
    }

  private:
    std::vector<pdhs::Millis>& naps_;
    std::function<bool()> interrupted_;
};

}  // namespace support
