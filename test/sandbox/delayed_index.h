#pragma once
#include <cstdint>
#include <map>
#include <vector>

namespace sandbox {

/// A search index that learns of each change some time after it happened. Removals show at once.
template <class Key, class Record>
class DelayedIndex {
  public:
    /// The record's new state can be found from `visible_at_ms` on.
    void put(const Key& key, const Record& record, std::int64_t visible_at_ms) {
        entries_[key].push_back({visible_at_ms, record});
    }

    void remove(const Key& key) { entries_.erase(key); }

    /// Calls visit(record, visible since, is it the first state) for the newest visible state of each record, by
    /// ascending key.
    template <class Visit>
    void each(std::int64_t now_ms, Visit visit) const {
        for (const auto& [key, states] : entries_) {
            const State* newest = nullptr;
            for (const auto& state : states)
                if (state.visible_at_ms <= now_ms) newest = &state;
            if (newest != nullptr) visit(newest->record, newest->visible_at_ms, &states.front() == newest);
        }
    }

  private:
    struct State {
        std::int64_t visible_at_ms;
        Record record;
    };

    std::map<Key, std::vector<State>> entries_;
};

}  // namespace sandbox
