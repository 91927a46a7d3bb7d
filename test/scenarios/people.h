#pragma once
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "scenarios/row.h"

namespace sandbox {
class Sandbox;
}

namespace scenarios {

/// A live record of either side, in the words of scenario files.
struct LiveRecord {
    std::string id;
    Fields fields;  ///< those that hold something
};

/// What people do with the records of both sides, in the platforms' own pages: no API, no cost.
/// Records are called by the names that the scenario gave them. Thread safe: what happens during a pass happens on the
/// threads that serve its requests.
class People {
  public:
    explicit People(sandbox::Sandbox& sandbox) : sandbox_(sandbox) {}

    void add(Side side, const Row& row);
    /// Replaces the fields named in the row; `none` clears one.
    void edit(Side side, const Row& row);
    void remove(Side side, const Line& line, const std::string& name);
    void restore(Side side, const Line& line, const std::string& name);
    /// `survivor` lives on, with what both had.
    void merge(Side side, const Line& line, const std::string& loser, const std::string& survivor);

    /// The record's id. Throws Mismatch when the scenario has no such name.
    [[nodiscard]] std::string id_of(Side side, const Line& line, const std::string& name) const;
    /// Whether the scenario brought the record about, and not the program under test.
    [[nodiscard]] bool was_given(Side side, const std::string& id) const;
    /// All live records of a side, by ascending id.
    [[nodiscard]] std::vector<LiveRecord> records(Side side) const;

  private:
    void add_person(const Row& row);
    void edit_person(const Row& row);
    std::int64_t organization(const std::string& name);
    void remember(Side side, const std::string& name, const std::string& id);
    [[nodiscard]] std::string find_id(Side side, const Line& line, const std::string& name) const;

    sandbox::Sandbox& sandbox_;
    mutable std::mutex mutex_;
    std::map<Side, std::map<std::string, std::string>> ids_;
    std::map<Side, std::set<std::string>> given_;  ///< all ids that ids_ ever held
};

}  // namespace scenarios
