#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sandbox/clock.h"
#include "sandbox/delayed_index.h"
#include "sandbox/options.h"
#include "sandbox/person.h"

namespace sandbox {

/// A custom field of persons.
struct PersonField {
    std::string name;
    std::string code;  ///< 40 hexadecimal digits
    std::string type;
};

/// Persons, organizations and custom fields of one company. Nothing is unique. Throws std::invalid_argument for ids
/// that do not exist. Not thread safe.
class PipedriveStore {
  public:
    /// Both must outlive the store; options may change in between.
    PipedriveStore(const Clock& clock, const PipedriveOptions& options);

    /// Adds a person; id 0 takes the next one. Names are split off, primaries chosen, times set where they are 0.
    const Person& add(Person person);
    /// Stores the changed person in place of the live one of its id; update_time moves on.
    const Person& change(Person person);
    void remove(std::int64_t id);
    void restore(std::int64_t id);
    const Person& merge(std::int64_t loser, std::int64_t survivor);
    /// Deleted persons are found for 30 days.
    const Person* find(std::int64_t id) const;
    const Person* find_live(std::int64_t id) const;
    const std::map<std::int64_t, Person>& persons() const { return persons_; }
    std::int64_t live_persons() const { return live_; }
    /// What search finds now, by id.
    std::vector<Person> searchable() const;

    const Organization& add_organization(const std::string& name);
    const std::map<std::int64_t, Organization>& organizations() const { return organizations_; }

    const PersonField& add_field(const std::string& name, const std::string& type);
    const std::vector<PersonField>& fields() const { return fields_; }
    bool has_field(const std::string& code) const;

    /// First and last name, as the options split them.
    void split_name(Person& person) const;

  private:
    Person& live(std::int64_t id);
    const Person& store(Person person);
    std::int64_t now() const;

    const Clock& clock_;
    const PipedriveOptions& options_;
    std::map<std::int64_t, Person> persons_;
    std::map<std::int64_t, Organization> organizations_;
    std::vector<PersonField> fields_;
    DelayedIndex<std::int64_t, Person> index_;
    std::int64_t live_ = 0;
};

}  // namespace sandbox
