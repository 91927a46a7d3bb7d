#include "campaigns/history.h"

#include "campaigns/cast.h"
#include "campaigns/dice.h"
#include "campaigns/trouble.h"
#include "scenarios/row.h"

namespace campaigns {

namespace {

using scenarios::Line;
using scenarios::Side;

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

    Side side() { return dice_.side(); }
    static std::string word(Side side) { return scenarios::name_of(side); }

    void something_happens() {
        switch (dice_.below(23)) {
            case 0:
            case 1:
            case 2:
                return somebody_comes();
            case 3:
                return say(people_.change());
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
            case 16:
                return lasting_outage();
            case 17:
                return say("platform hubspot " + dice_.one_of(manners_of_hubspot));
            case 18:
                return say("platform pipedrive " + dice_.one_of(manners_of_pipedrive));
            case 19:
                return a_reading_is_killed();
            default:
                return say("pass");
        }
    }

    void somebody_comes() { say(people_.arrival()); }

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
        step.push_back({0, "faults over", {}});
        if (dice_.one_in(2)) step.push_back({0, "clock +30s", {}});
        say(step);
    }

    /// Where no answer tells how much is left, so that the ledger alone knows what it has cost.
    void a_reading_is_killed() {
        const auto where = side();
        const auto nth = std::to_string(2 + dice_.below(3));
        const Line killed{0, "when " + word(where) + " any " + nth + ": signal KILL", {}};
        say({short_pages(where),
             {0, "platform " + word(where) + " limits silent", {}},
             given(where, ++last_group_, 9),
             {0, "clock +" + dice_.one_of(before_a_page_fails), {}},
             {0, "pass", {killed}}});
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

    std::string switched(Side where, const std::string& how) { return "platform " + word(where) + " " + how; }

    Outage outage_at(Side where) {
        switch (dice_.below(6)) {
            case 0:
                return {"fault " + word(where) + " unreachable", "faults over"};
            case 1:
            case 2: {
                const auto kind = fault_at(where, dice_.one_in(4) ? Patience::any : Patience::refusals);
                return {"fault " + word(where) + " " + request(where) + kind + " always", "faults over"};
            }
            default: {
                const auto outage = dice_.one_of(where == Side::hubspot ? outages_of_hubspot : outages_of_pipedrive);
                return {switched(where, outage.begin), switched(where, outage.end)};
            }
        }
    }

    /// People come and passes run while it lasts.
    Step while_it_lasts(const std::string& begin) {
        Step step{{0, begin, {}}};
        for (int i = 2 + dice_.below(3); i > 0; --i) {
            if (dice_.one_in(2)) step.push_back({0, people_.arrival(), {}});
            step.push_back({0, "clock +" + dice_.one_of(times_between), {}});
            step.push_back({0, "pass", {}});
        }
        return step;
    }

    void lasting_outage() {
        const auto where = side();
        const bool is_of_the_day = dice_.one_in(5);
        const auto day = dice_.one_of(outages_of_a_day);
        const auto outage =
            is_of_the_day ? Outage{switched(where, day.begin), switched(where, day.end)} : outage_at(where);
        auto step = while_it_lasts(outage.begin);
        step.push_back({0, outage.end, {}});
        if (is_of_the_day) step.push_back({0, "clock +25h", {}});
        say(step);
    }

    /// Somebody deletes what cannot be used.
    void state_breaks() {
        say({{0, dice_.one_in(2) ? "state truncated" : "state newer", {}}, {0, "pass", {}}, {0, "state deleted", {}}});
    }

    void somebody_goes() { say(people_.departure().value_or("pass")); }

    void two_become_one() {
        if (const auto text = people_.merge()) say(*text);
    }

    std::string request(Side where) {
        static const std::vector<std::string> of_hubspot = {"any",        "list",         "search",          "post",
                                                            "batch_read", "batch_create", "account_details", "get"};
        static const std::vector<std::string> of_pipedrive = {"any", "list",          "create",  "post",
                                                              "get", "organizations", "users_me"};
        return where == Side::hubspot ? dice_.one_of(of_hubspot) : dice_.one_of(of_pipedrive);
    }

    /// Whether a pass may try again in real time, or is refused at once.
    enum class Patience { any, refusals };

    /// With a blank before it, and what the connection or the effect has to be like behind it.
    std::string fault_at(Side where, Patience patience = Patience::any) {
        const bool is_hubspot = where == Side::hubspot;
        if (patience == Patience::refusals)
            return " " + dice_.one_of(is_hubspot ? hubspot_refusals : pipedrive_refusals);
        if (dice_.one_in(40)) return " " + dice_.one_of(faults_that_take_time);
        if (dice_.one_in(8))
            return " " + dice_.one_of(is_hubspot ? hubspot_answers_with_effect : pipedrive_answers_with_effect) +
                   " with-effect";
        if (!dice_.one_in(2)) return " " + dice_.one_of(is_hubspot ? hubspot_answers : pipedrive_answers);
        const auto kind = " " + dice_.one_of(line_faults);
        return dice_.one_in(6) ? kind + (dice_.one_in(2) ? " fresh" : " kept-alive") : kind;
    }

    void pass_with_fault() {
        const auto where = side();
        if (dice_.one_in(20))
            return say({{0, "fault " + word(where) + " unreachable", {}}, {0, "pass", {}}, {0, "faults over", {}}});
        const auto kind = fault_at(where);
        const auto what = request(where);
        const auto nth = dice_.one_in(2) ? "" : " " + std::to_string(1 + dice_.below(3));
        say({{0, "fault " + word(where) + " " + what + nth + kind + (dice_.one_in(6) ? " 3 times" : ""), {}},
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
                return people_.change();
            case 4:
                return people_.departure().value_or(people_.change());
            case 5:
                return people_.merge().value_or(people_.change());
            default:
                return people_.arrival();
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
                if (may_forget_) return dice_.one_in(3) ? state_breaks() : say("state deleted");
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
    Cast people_{dice_, may_forget_};
    int last_group_ = 0;
    bool has_short_pages_ = false;
};

}  // namespace

std::vector<Step> history_of(std::uint64_t seed) {
    return Author(seed).write();
}

}  // namespace campaigns
