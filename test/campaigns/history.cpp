#include "campaigns/history.h"

#include <optional>

#include "campaigns/dice.h"
#include "campaigns/trouble.h"
#include "scenarios/row.h"

namespace campaigns {

namespace {

using scenarios::Line;
using scenarios::Side;

constexpr int humans = 8;
constexpr auto shared_address = "office@example.com";

/// A record that the history made, as its lines call it.
struct Named {
    Side side = Side::hubspot;
    std::string name;
    int human = 0;
    bool is_live = true;
};

class Author {
  public:
    explicit Author(std::uint64_t seed) : dice_(seed), may_forget_(seed % 4 == 0) {}

    std::vector<Step> write() {
        for (const auto side : scenarios::both_sides)
            if (dice_.one_in(3)) say(short_pages(side));
        for (const auto side : scenarios::both_sides)
            if (dice_.one_in(3)) say("platform " + word(side) + " limits silent");
        for (int i = 3 + dice_.below(4); i > 0; --i) somebody_comes();
        for (int i = 8 + dice_.below(10); i > 0; --i) something_happens();
        say("pass");
        return std::move(steps_);
    }

  private:
    void say(const std::string& text) { steps_.push_back({{0, text, {}}}); }
    void say(const Line& line) { steps_.push_back({line}); }
    void say(const Step& step) { steps_.push_back(step); }

    Side side() { return dice_.one_in(2) ? Side::hubspot : Side::pipedrive; }
    static std::string word(Side side) { return scenarios::name_of(side); }

    void something_happens() {
        switch (dice_.below(19)) {
            case 0:
            case 1:
            case 2:
                return somebody_comes();
            case 3:
                return say(change());
            case 4:
                return somebody_goes();
            case 5:
                return two_become_one();
            case 6:
                return say("clock +" + dice_.one_of(times_between));
            case 7:
            case 8:
                return pass_with_fault();
            case 9:
                return pass_with_events();
            case 10:
                return pass_that_is_cut();
            case 11:
                return something_is_odd();
            case 12:
                return say("pass " + dice_.one_of(options_of_a_pass));
            case 13:
                return many_come_at_once();
            case 14:
                return a_later_page_fails();
            case 15:
                return a_create_comes_late();
            default:
                return say("pass");
        }
    }

    /// Of one human the two sides often have different ones.
    std::vector<std::string> addresses(int human) {
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

    std::string row(Side side, int human) {
        const auto number = std::to_string(human);
        const auto all = addresses(human);
        std::string text;
        for (const auto& address : all)
            text += (side == Side::pipedrive || text.empty() ? " | email " : " | also ") + address;
        if (!all.empty() && side == Side::pipedrive && dice_.one_in(8))
            text += std::string(" | email ") + shared_address;
        text += side == Side::hubspot ? " | first First" + number + " | last Last" + number
                                      : " | name First" + number + " Last" + number;
        if (all.empty() || dice_.one_in(2)) text += " | phone +1 212 555 010" + number;
        return text;
    }

    std::string arrival() {
        const auto where = side();
        const auto human = dice_.below(humans);
        const auto name = "r" + std::to_string(++last_name_);
        records_.push_back({where, name, human, true});
        return "add " + word(where) + " " + name + row(where, human);
    }

    void somebody_comes() { say(arrival()); }

    /// People whom nobody changes later, on one side.
    std::string crowd(Side where, int group, int people) {
        const auto number = std::to_string(group);
        const auto name = where == Side::hubspot ? " | first Crowd" + number + " | last Number#"
                                                 : " | name Crowd" + number + " Number#";
        return "c" + number + " 1.." + std::to_string(people) + " | email c" + number + ".#@example.com" + name;
    }

    Line given(Side where, int group, int people) {
        return {0, "given " + word(where), {{0, crowd(where, group, people), {}}}};
    }

    Line short_pages(Side where) {
        has_short_pages_ = true;
        return {0, "platform " + word(where) + " rows-a-page " + std::to_string(2 + dice_.below(3)), {}};
    }

    /// Sometimes more than fit into a batch.
    void many_come_at_once() {
        const bool is_import = !has_short_pages_ && dice_.one_in(6);
        const auto where = side();
        const int people = is_import ? 120 : 2 + dice_.below(6);
        say(given(where, ++last_group_, people));
    }

    /// Changes, or a listing, of which all but the first page fails; meanwhile others wait to be created there, among
    /// them such as stand on a page that is not shown.
    void a_later_page_fails() {
        const auto where = side();
        const int people = 4 + dice_.below(4);
        Step step{short_pages(where), given(where, ++last_group_, people)};
        if (dice_.one_in(2)) step.push_back(given(other(where), ++last_group_, 1 + dice_.below(2)));
        if (dice_.one_in(3)) step.push_back(given(other(where), last_group_, people));
        step.push_back({0, "clock +" + dice_.one_of(before_a_page_fails), {}});
        const auto fails = " 2 " + dice_.one_of(where == Side::hubspot ? hubspot_refusals : pipedrive_refusals);
        for (const auto* const ask : {" list", " search"})
            if (where == Side::hubspot || ask == std::string(" list"))
                step.push_back({0, "fault " + word(where) + ask + fails + " always", {}});
        step.push_back({0, "pass", {}});
        if (dice_.one_in(2)) step.push_back({0, "clock +30s", {}});
        say(step);
    }

    /// An answer that comes late is delivered within the two minutes that the design counts on; the program has been
    /// killed, or goes on, and the next pass may come before it.
    void a_create_comes_late() {
        if (may_forget_) return a_later_page_fails();
        const auto where = side();
        const auto* const what = where == Side::hubspot ? (dice_.one_in(2) ? " post" : " batch_create") : " create";
        const auto* const how = dice_.one_in(2) ? " late-effect" : " killed-then-late";
        Step step{given(other(where), ++last_group_, 1 + dice_.below(2)),
                  {0, "clock +40s", {}},  // until HubSpot's search shows them
                  {0, "fault " + word(where) + what + how, {}},
                  {0, "pass", {}}};
        if (!dice_.one_in(3)) {
            step.push_back({0, "clock +30s", {}});
            step.push_back({0, "pass", {}});
        }
        step.push_back({0, "clock +" + std::to_string(1 + dice_.below(60)) + "s", {}});
        step.push_back({0, "late " + word(where), {}});
        say(step);
    }

    const Named& somebody() { return dice_.one_of(records_); }

    std::string change() {
        const auto& who = somebody();
        const auto begin = "edit " + word(who.side) + " " + who.name;
        const auto number = std::to_string(++last_change_);
        if (!may_forget_ && dice_.one_in(3)) return begin + " | email new" + number + "@example.com";
        if (dice_.one_in(2)) return begin + " | phone +1 212 555 02" + std::to_string(10 + dice_.below(90));
        return begin + (who.side == Side::hubspot ? " | last Other" : " | name Other") + number;
    }

    /// Few of them: many at once are a matter for the brakes, which scenarios show. Nothing when there were enough.
    std::optional<std::string> departure() {
        auto& who = records_[static_cast<std::size_t>(dice_.below(static_cast<int>(records_.size())))];
        if (gone_ > 4 && who.is_live) return std::nullopt;
        gone_ += who.is_live ? 1 : 0;
        const auto text = (who.is_live ? "delete " : "restore ") + word(who.side) + " " + who.name;
        who.is_live = !who.is_live;
        return text;
    }

    void somebody_goes() { say(departure().value_or("pass")); }

    /// Nothing when these two cannot.
    std::optional<std::string> merge() {
        const auto who = somebody();
        const auto survivor = somebody();
        const bool can_be = who.side == survivor.side && who.name != survivor.name && !may_forget_;
        if (!can_be) return std::nullopt;
        // Nobody comes back from that.
        std::erase_if(records_, [&](const Named& named) { return named.name == who.name; });
        return "merge " + word(who.side) + " " + who.name + " into " + survivor.name;
    }

    void two_become_one() {
        if (const auto text = merge()) say(*text);
    }

    std::string request(Side where) {
        static const std::vector<std::string> of_hubspot = {"any",  "list",       "search",
                                                            "post", "batch_read", "batch_create"};
        static const std::vector<std::string> of_pipedrive = {"any", "list", "create", "post"};
        return where == Side::hubspot ? dice_.one_of(of_hubspot) : dice_.one_of(of_pipedrive);
    }

    std::string fault_at(Side where) {
        if (dice_.one_in(40)) return dice_.one_of(faults_that_take_time);
        if (dice_.one_in(2)) return dice_.one_of(line_faults);
        return dice_.one_of(where == Side::hubspot ? hubspot_answers : pipedrive_answers);
    }

    void pass_with_fault() {
        const auto where = side();
        if (dice_.one_in(20)) return say({{0, "fault " + word(where) + " unreachable", {}}, {0, "pass", {}}});
        const auto kind = fault_at(where);
        const auto what = request(where);
        const auto nth = dice_.one_in(2) ? "" : " " + std::to_string(1 + dice_.below(3));
        say({{0, "fault " + word(where) + " " + what + nth + " " + kind + (dice_.one_in(6) ? " 3 times" : ""), {}},
             {0, "pass", {}}});
    }

    std::string event() {
        switch (dice_.below(8)) {
            case 0:
                return "signal KILL";
            case 1:
                return "signal TERM";
            case 2:
                return "another exit 75";
            case 3:
                return change();
            case 4:
                return departure().value_or(change());
            case 5:
                return merge().value_or(change());
            default:
                return arrival();
        }
    }

    void pass_with_events() {
        Line pass{0, "pass", {}};
        for (int i = 1 + dice_.below(2); i > 0; --i) {
            // Each roll is a statement: in one expression their order would be the compiler's.
            const auto where = side();
            const auto nth = std::to_string(1 + dice_.below(5));
            pass.block.push_back({0, "when " + word(where) + " any " + nth + ": " + event(), {}});
        }
        say(Step{pass});
    }

    void pass_that_is_cut() {
        say({{0, "environment PDHSTEST_CUT_AT=" + std::to_string(1 + dice_.below(70)), {}}, {0, "pass", {}}});
    }

    void something_is_odd() {
        switch (dice_.below(5)) {
            case 0:
                if (may_forget_) return say("state deleted");
                return say("pass --full");
            case 1:
                return say("machine-clock " +
                           dice_.one_of(std::vector<std::string>{"+3h", "-3h", "+90s", "-90s", "+2d"}));
            case 2:
                return say("machine-clock right");
            case 3:
                return say(std::string("platform hubspot flaky-search ") + (dice_.one_in(2) ? "on" : "off"));
            default:
                return say("platform hubspot search-lag " + dice_.one_of(std::vector<std::string>{"2s", "15s", "30s"}));
        }
    }

    Dice dice_;
    /// Pairs whose addresses have drifted apart are known by the state alone: where it may be deleted, they do not.
    bool may_forget_;
    std::vector<Step> steps_;
    std::vector<Named> records_;
    int last_name_ = 0;
    int last_change_ = 0;
    int gone_ = 0;
    int last_group_ = 0;
    bool has_short_pages_ = false;
};

}  // namespace

std::vector<Step> history_of(std::uint64_t seed) {
    return Author(seed).write();
}

}  // namespace campaigns
