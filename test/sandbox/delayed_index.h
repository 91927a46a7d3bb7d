#pragma once
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

namespace sandbox {

/// A search index that learns of each change some time after it happened. Removals show at once.
template <class Key, class Record>
class DelayedIndex {
  public:
    /// The record's new state can be found from `visible_at_ms` on.
    void put(const Key& key, const Record& record, std::int64_t visible_at_ms) {
        auto& states = entries_[key];
        states.push_back({visible_at_ms, record, states.empty()});
    }

    /// Forgets the states of a record that a newer one has replaced by now.
    void forget_replaced(const Key& key, std::int64_t now_ms) {
        const auto found = entries_.find(key);
        if (found == entries_.end()) return;
        auto& states = found->second;
        if (const auto newest = newest_visible(states, now_ms); newest != states.end())
            states.erase(states.cbegin(), newest);
    }

    void remove(const Key& key) { entries_.erase(key); }

    /// Calls visit(record, visible since, is it the first state) for the newest visible state of each record, by
    /// ascending key.
    template <class Visit>
    void each(std::int64_t now_ms, Visit visit) const {
        for (const auto& [key, states] : entries_) {
            const auto newest = newest_visible(states, now_ms);
            if (newest != states.end()) visit(newest->record, newest->visible_at_ms, newest->is_first);
        }
    }

  private:
    struct State {
        std::int64_t visible_at_ms;
        Record record;
        bool is_first;
    };
    using States = std::vector<State>;

    static typename States::const_iterator newest_visible(const States& states, std::int64_t now_ms) {
        const auto is_visible = [&](const State& state) { return state.visible_at_ms <= now_ms; };
        const auto found = std::find_if(states.rbegin(), states.rend(), is_visible);
        return found == states.rend() ? states.end() : std::prev(found.base());
    }

    std::map<Key, States> entries_;
};

}  // namespace sandbox
