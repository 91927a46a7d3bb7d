#include "sandbox/pipedrive_store.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sandbox/strings.h"
#include "sandbox/times.h"

namespace sandbox {
namespace {

constexpr std::int64_t kept_when_deleted_ms = std::int64_t{30} * 86'400'000;

template <class Records>
std::int64_t next_id(const Records& records) {
    return records.empty() ? 1 : records.rbegin()->first + 1;
}

// None marked as primary: the first becomes it.
void choose_primary(std::vector<PersonValue>& values) {
    const auto is_primary = [](const PersonValue& value) { return value.primary; };
    if (!values.empty() && std::none_of(values.begin(), values.end(), is_primary)) values.front().primary = true;
}

void stack(std::vector<PersonValue>& kept, const std::vector<PersonValue>& added) {
    for (auto value : added) {
        const auto is_same = [&](const PersonValue& other) { return lower(other.value) == lower(value.value); };
        if (std::any_of(kept.begin(), kept.end(), is_same)) continue;
        value.primary = false;
        kept.push_back(std::move(value));
    }
    choose_primary(kept);
}

}  // namespace

PipedriveStore::PipedriveStore(const Clock& clock, const PipedriveOptions& options)
    : clock_(clock), options_(options) {}

std::int64_t PipedriveStore::now() const {
    return whole_seconds(clock_.now_ms());
}

void PipedriveStore::split_name(Person& person) const {
    const auto name = trimmed(person.name);
    const auto at = options_.split_name_at_last_blank == Switch::on ? name.rfind(' ') : name.find(' ');
    person.first_name = trimmed(name.substr(0, at));
    person.last_name = at == std::string::npos ? "" : trimmed(name.substr(at + 1));
}

const Person& PipedriveStore::store(Person person) {
    choose_primary(person.emails);
    choose_primary(person.phones);
    auto& stored = persons_[person.id] = std::move(person);
    index_.put(stored.id, stored, clock_.now_ms() + options_.search_lag_ms);
    return stored;
}

const Person& PipedriveStore::add(Person person) {
    if (person.id == 0) person.id = next_id(persons_);
    if (persons_.count(person.id) == 1) throw std::invalid_argument("the id is taken");
    if (person.first_name.empty() && person.last_name.empty()) split_name(person);
    if (person.owner_id == 0) person.owner_id = options_.user_id;
    if (person.added_ms == 0) person.added_ms = now();
    person.updated_ms = now();
    person.deleted = false;
    ++live_;
    return store(std::move(person));
}

const Person& PipedriveStore::change(Person person) {
    const auto& before = live(person.id);
    if (person.name != before.name) split_name(person);
    person.added_ms = before.added_ms;
    person.updated_ms = now();
    return store(std::move(person));
}

void PipedriveStore::remove(std::int64_t id) {
    auto& person = live(id);
    person.deleted = true;
    person.updated_ms = now();
    index_.remove(id);
    --live_;
}

void PipedriveStore::restore(std::int64_t id) {
    const auto* person = find(id);
    if (person == nullptr || !person->deleted) throw std::invalid_argument("no such deleted person");
    auto restored = *person;
    restored.deleted = false;
    restored.updated_ms = now();
    ++live_;
    store(std::move(restored));
}

const Person& PipedriveStore::merge(std::int64_t loser, std::int64_t survivor) {
    if (loser == survivor) throw std::invalid_argument("a person cannot be merged with itself");
    const auto& gone = live(loser);
    auto kept = live(survivor);
    stack(kept.emails, gone.emails);
    stack(kept.phones, gone.phones);
    if (!kept.org_id) kept.org_id = gone.org_id;
    remove(loser);
    return change(std::move(kept));
}

const Person* PipedriveStore::find(std::int64_t id) const {
    const auto found = persons_.find(id);
    if (found == persons_.end()) return nullptr;
    const auto& person = found->second;
    const auto is_gone = person.deleted && clock_.now_ms() - person.updated_ms > kept_when_deleted_ms;
    return is_gone ? nullptr : &person;
}

const Person* PipedriveStore::find_live(std::int64_t id) const {
    const auto* person = find(id);
    return person == nullptr || person->deleted ? nullptr : person;
}

Person& PipedriveStore::live(std::int64_t id) {
    const auto found = persons_.find(id);
    if (found == persons_.end() || found->second.deleted) throw std::invalid_argument("no such live person");
    return found->second;
}

std::vector<Person> PipedriveStore::searchable() const {
    std::vector<Person> found;
    index_.each(clock_.now_ms(), [&](const Person& person, std::int64_t, bool) { found.push_back(person); });
    return found;
}

const Organization& PipedriveStore::add_organization(const std::string& name) {
    const auto id = next_id(organizations_);
    return organizations_[id] = {id, name, now(), now()};
}

const PersonField& PipedriveStore::add_field(const std::string& name, const std::string& type) {
    return fields_.emplace_back(PersonField{name, random_hex(40), type});
}

bool PipedriveStore::has_field(const std::string& code) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const PersonField& field) { return field.code == code; });
}

}  // namespace sandbox
