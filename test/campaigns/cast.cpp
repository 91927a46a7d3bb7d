#include "campaigns/cast.h"

#include <algorithm>

namespace campaigns {

namespace {

using scenarios::Side;

constexpr int humans = 8;
constexpr auto shared_address = "office@example.com";

std::string word(Side side) {
    return scenarios::name_of(side);
}

}  // namespace

std::vector<std::string> Cast::addresses(int human) {
    const auto first = "h" + std::to_string(human) + "@example.com";
    const auto second = "h" + std::to_string(human) + ".b@example.com";
    switch (dice_.below(8)) {
        case 0:
            return {first, second};
        case 1:
            return {second, first};
        case 2:
            return {second};
        case 3:
            return {};
        default:
            return {first};
    }
}

std::string Cast::row(Side side, int human) {
    const auto number = std::to_string(human);
    const auto all = addresses(human);
    std::string text;
    for (const auto& address : all)
        text += (side == Side::pipedrive || text.empty() ? " | email " : " | also ") + address;
    if (!all.empty() && side == Side::pipedrive && dice_.one_in(8)) text += std::string(" | email ") + shared_address;
    text += side == Side::hubspot ? " | first First" + number + " | last Last" + number
                                  : " | name First" + number + " Last" + number;
    if (side == Side::pipedrive && dice_.one_in(4)) text += " | organization Works Ltd";
    if (all.empty() || dice_.one_in(2)) text += " | phone +1 212 555 010" + number;
    return text;
}

std::string Cast::arrival() {
    const auto where = dice_.side();
    const auto human = dice_.below(humans);
    const auto name = "r" + std::to_string(++last_name_);
    records_.push_back({where, name, human, true});
    return "add " + word(where) + " " + name + row(where, human);
}

const Cast::Named& Cast::somebody() {
    return dice_.one_of(records_);
}

std::string Cast::change() {
    const auto& who = somebody();
    const auto begin = "edit " + word(who.side) + " " + who.name;
    const auto number = std::to_string(++last_change_);
    if (!may_forget_ && dice_.one_in(3)) return begin + " | email new" + number + "@example.com";
    if (dice_.one_in(2)) return begin + " | phone +1 212 555 02" + std::to_string(10 + dice_.below(90));
    return begin + (who.side == Side::hubspot ? " | last Other" : " | name Other") + number;
}

std::optional<std::string> Cast::departure() {
    auto& who = records_[static_cast<std::size_t>(dice_.below(static_cast<int>(records_.size())))];
    if (gone_ > 4 && who.is_live) return std::nullopt;
    gone_ += who.is_live ? 1 : 0;
    const auto text = (who.is_live ? "delete " : "restore ") + word(who.side) + " " + who.name;
    who.is_live = !who.is_live;
    return text;
}

std::optional<std::string> Cast::merge() {
    const auto who = somebody();
    const auto survivor = somebody();
    const bool can_be = who.side == survivor.side && who.name != survivor.name && !may_forget_;
    if (!can_be) return std::nullopt;
    // Nobody comes back from that.
    std::erase_if(records_, [&](const Named& named) { return named.name == who.name; });
    return "merge " + word(who.side) + " " + who.name + " into " + survivor.name;
}

}  // namespace campaigns
