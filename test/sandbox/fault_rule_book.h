#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "sandbox/fault_rule.h"

namespace sandbox {

/// The rules of a proxy, and whose turn it is. Thread safe.
class FaultRuleBook {
  public:
    void add(FaultRule rule);
    void clear();
    /// The fault of the first rule that has its turn; every rule that matches counts the request.
    std::optional<Fault> fault_for(const HttpRequest& request, ConnectionAge age);
    /// The number of rules that never had their turn.
    int unused() const;

  private:
    struct Entry {
        FaultRule rule;
        int matched = 0;
        int applied = 0;
    };

    mutable std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace sandbox
