#include "bench/crowd.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "scenarios/stage.h"

namespace bench {

namespace {

using std::chrono::milliseconds;

/// A name that no two people share, and that looks like one.
std::string name_of(const std::string& kind, int number) {
    return "Number " + kind + std::to_string(number);
}

std::string address_of(const std::string& kind, int number) {
    return kind + std::to_string(number) + "@example.com";
}

std::string phone_of(int number) {
    return "+1 212 " + std::to_string(1'000'000 + number);
}

std::string kind_of(Way way) {
    static const std::map<Way, std::string> kinds = {
        {Way::to_pipedrive, "lead"}, {Way::to_hubspot, "person"}, {Way::imported, "import"}};
    return kinds.at(way);
}

std::string address_of(const Newcomer& newcomer) {
    return address_of(kind_of(newcomer.way), newcomer.number);
}

void add_contact(scenarios::Stage& stage, const std::string& kind, int number) {
    stage.crms().hubspot().add({{"email", address_of(kind, number)},
                                {"firstname", "Number"},
                                {"lastname", kind + std::to_string(number)},
                                {"phone", phone_of(number)}});
}

std::int64_t add_person(scenarios::Stage& stage, const std::string& kind, int number,
                        std::optional<std::int64_t> organization = std::nullopt) {
    return stage.crms().pipedrive().add_person(name_of(kind, number), {address_of(kind, number)}, {phone_of(number)},
                                               organization);
}

/// Every third person belongs to one: its name has to be looked up before the person can go to HubSpot.
std::optional<std::int64_t> organization_for(scenarios::Stage& stage, int number) {
    constexpr int different_ones = 10;
    if (number % 3 != 0) return std::nullopt;
    const auto known = stage.crms().pipedrive().organizations();
    const auto place = static_cast<std::size_t>(number / 3 % different_ones);
    return place < known.size() ? known[place].id
                                : stage.crms().pipedrive().add_organization("Company " + std::to_string(number));
}

void move_clock_to(scenarios::Stage& stage, std::int64_t time_ms) {
    const auto ahead = time_ms - stage.crms().clock().now_ms();
    if (ahead > 0) stage.advance_clock(milliseconds{ahead});
}

void add_newcomers(Way way, int count, const std::function<std::int64_t()>& moment, std::vector<Newcomer>& newcomers) {
    for (int number = 1; number <= count; ++number) newcomers.push_back({way, number, moment()});
}

template <class Records, class Addresses>
std::int64_t surplus(const Records& records, Addresses addresses_of) {
    std::set<std::string> different;
    for (const auto& record : records) different.insert(addresses_of(record));
    return static_cast<std::int64_t>(records.size() - different.size());
}

}  // namespace

Crowd::Crowd(const Order& order, std::int64_t start_ms) : settled_(order.contacts) {
    const auto length_ms = milliseconds{order.duration}.count();
    std::mt19937_64 generator(order.seed);
    std::uniform_int_distribution<std::int64_t> within(0, length_ms - 1);
    const auto some_moment = [&] { return start_ms + within(generator); };
    const auto each = static_cast<int>(order.newcomers * order.duration.count() / 24);
    add_newcomers(Way::to_pipedrive, each, some_moment, newcomers_);
    add_newcomers(Way::to_hubspot, each, some_moment, newcomers_);
    add_newcomers(
        Way::imported, order.imported, [&] { return start_ms + milliseconds{std::chrono::hours{1}}.count(); },
        newcomers_);
    std::stable_sort(newcomers_.begin(), newcomers_.end(),
                     [](const Newcomer& left, const Newcomer& right) { return left.appears_ms < right.appears_ms; });
}

void Crowd::settle(scenarios::Stage& stage) const {
    for (int number = 1; number <= settled_; ++number) {
        add_contact(stage, "old", number);
        add_person(stage, "old", number);
    }
}

void Crowd::enter_until(scenarios::Stage& stage, std::int64_t time_ms) {
    for (; entered_ < newcomers_.size() && newcomers_[entered_].appears_ms <= time_ms; ++entered_) {
        move_clock_to(stage, newcomers_[entered_].appears_ms);
        enter(stage, newcomers_[entered_]);
    }
    move_clock_to(stage, time_ms);
}

void Crowd::enter(scenarios::Stage& stage, const Newcomer& newcomer) {
    const auto kind = kind_of(newcomer.way);
    if (newcomer.way == Way::to_hubspot)
        add_person(stage, kind, newcomer.number, organization_for(stage, newcomer.number));
    else
        add_contact(stage, kind, newcomer.number);
}

void Crowd::look_around(scenarios::Stage& stage) {
    look_around_hubspot(stage);
    look_around_pipedrive(stage);
}

void Crowd::look_around_hubspot(scenarios::Stage& stage) {
    for (std::size_t i = 0; i < entered_; ++i) {
        auto& newcomer = newcomers_[i];
        if (newcomer.way != Way::to_hubspot || newcomer.arrived_ms) continue;
        if (stage.crms().hubspot().find_by_email(address_of(newcomer)))
            newcomer.arrived_ms = stage.crms().clock().now_ms();
    }
}

void Crowd::look_around_pipedrive(scenarios::Stage& stage) {
    std::set<std::string> seen;
    for (auto person = stage.crms().pipedrive().find_person(next_person_); person;
         person = stage.crms().pipedrive().find_person(++next_person_))
        for (const auto& email : person->emails) seen.insert(email.value);
    for (auto& newcomer : newcomers_)
        if (newcomer.way != Way::to_hubspot && !newcomer.arrived_ms && seen.contains(address_of(newcomer)))
            newcomer.arrived_ms = stage.crms().clock().now_ms();
}

std::int64_t duplicates_among(scenarios::Stage& stage) {
    const auto contacts = surplus(stage.crms().hubspot().contacts(), [](const sandbox::Contact& contact) {
        const auto found = contact.properties.find("email");
        return found == contact.properties.end() ? "" : found->second;
    });
    return contacts + surplus(stage.crms().pipedrive().persons(), [](const sandbox::Person& person) {
               return person.emails.empty() ? "" : person.emails.front().value;
           });
}

}  // namespace bench
