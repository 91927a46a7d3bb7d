#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/options.h"
#include "sandbox/person.h"
#include "sandbox/service.h"

namespace sandbox {

class PipedriveLimiter;
class PipedriveStore;

/// Pipedrive's persons and organizations: the API through handle(), and what people do in its UI. Thread safe.
///
/// Kinds of requests: list, get, create, update, delete, search, organizations, organization_get,
/// organization_create, users_me, person_fields, person_field_create, unknown.
/// Stored text may hold "{{lone_surrogate}}" and "{{bad_utf8}}": see Hubspot.
class Pipedrive : public Service {
  public:
    Pipedrive(const Clock& clock, PipedriveOptions options);
    ~Pipedrive() override;

    PipedriveOptions options() const;
    /// Changes options while requests are served.
    void configure(const std::function<void(PipedriveOptions&)>& change);

    /// Adds a person with raw values, however strange; the first e-mail and phone are the primary ones.
    std::int64_t add_person(const std::string& name, const std::vector<std::string>& emails = {},
                            const std::vector<std::string>& phones = {},
                            std::optional<std::int64_t> org_id = std::nullopt);
    /// Adds a person as given, except for id (0: the next one), names (first and last are split off `name` when both
    /// are empty) and times.
    std::int64_t add_person(Person person);
    /// Changes a live person freely; id and times are kept by the CRM. Throws std::invalid_argument without one.
    void edit_person(std::int64_t id, const std::function<void(Person&)>& change);
    /// Marks as deleted.
    void remove_person(std::int64_t id);
    /// Brings a deleted person back.
    void restore_person(std::int64_t id);
    /// The loser is deleted, its e-mails and phones are stacked onto the survivor.
    void merge_persons(std::int64_t loser, std::int64_t survivor);
    std::int64_t add_organization(const std::string& name);

    /// The live persons, by ascending id.
    std::vector<Person> persons() const;
    /// Live and deleted ones, by ascending id.
    std::vector<Person> all_persons() const;
    std::optional<Person> find_person(std::int64_t id) const;
    std::vector<Organization> organizations() const;

    /// As if other integrations of the company had used so many of today's tokens.
    void spend_daily(std::int64_t tokens);
    std::int64_t spent_today() const override;

  private:
    std::string kind_of(const Request& request) const override;
    Response answer(const Request& request, const std::string& kind) override;

    mutable std::mutex mutex_;
    PipedriveOptions options_;
    std::unique_ptr<PipedriveStore> store_;
    std::unique_ptr<PipedriveLimiter> limiter_;
};

}  // namespace sandbox
