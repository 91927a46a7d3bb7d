#pragma once
#include <optional>
#include <string>
#include <vector>

#include "campaigns/dice.h"
#include "scenarios/row.h"

namespace campaigns {

/// Who plays in a history, and the lines in which they come, change and go.
class Cast {
  public:
    /// Where the state may be forgotten, no address changes: pairs that have drifted apart are known by it alone.
    Cast(Dice& dice, bool may_forget) : dice_(dice), may_forget_(may_forget) {}

    std::string arrival();
    /// Of somebody who has come.
    std::string change();
    /// Or a return. Few of them: many at once are a matter for the brakes, which scenarios show. Nothing when there
    /// were enough.
    std::optional<std::string> departure();
    /// Nothing when the two whom the dice find cannot be merged.
    std::optional<std::string> merge();

  private:
    /// A record that the history made, as its lines call it.
    struct Named {
        scenarios::Side side = scenarios::Side::hubspot;
        std::string name;
        int human = 0;
        bool is_live = true;
    };

    /// Of one human the two sides often have different ones.
    std::vector<std::string> addresses(int human);
    std::string row(scenarios::Side side, int human);
    const Named& somebody();

    Dice& dice_;
    bool may_forget_;
    std::vector<Named> records_;
    int last_name_ = 0;
    int last_change_ = 0;
    int gone_ = 0;
};

}  // namespace campaigns
