#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/stage.h"

namespace campaigns {

/// All that a record was ever known by (README, "Who is who"): the program may know from then whose it is.
struct EverKnownBy {
    std::set<std::string> addresses;
    std::set<std::string> names;
    bool was_bare = false;  ///< without any address

    void add(const EverKnownBy& other);
    /// Whether the two may ever have been taken for one human.
    [[nodiscard]] bool meets(const EverKnownBy& other) const;
};

/// A live record, and what it was.
struct Life {
    scenarios::LiveRecord record;
    EverKnownBy known_by;
};

using LivesOfBoth = std::map<scenarios::Side, std::vector<Life>>;

/// Those of a side whom nobody on the other side is, not even through others.
[[nodiscard]] std::vector<Life> alone_on(scenarios::Side side, const LivesOfBoth& lives);

/// Whether others of its side have all its addresses, each of them beside further ones and under another name: then it
/// is a reason to create nobody.
[[nodiscard]] bool has_only_shared_addresses(const scenarios::LiveRecord& record, const std::vector<Life>& same_side);

/// Remembers what all records ever were.
class Lives {
  public:
    void note(scenarios::Stage& stage);
    /// Who lives now.
    [[nodiscard]] LivesOfBoth of_both(scenarios::Stage& stage) const;
    /// What those were known by who are gone: only a listing notices that they went.
    [[nodiscard]] EverKnownBy of_the_gone(scenarios::Stage& stage) const;

  private:
    using Name = std::pair<scenarios::Side, std::string>;  ///< with the id

    /// A contact of HubSpot that was merged into another leaves its bindings there, whatever the survivor shows.
    void note_merges(scenarios::Stage& stage);

    std::map<Name, EverKnownBy> all_;
};

}  // namespace campaigns
