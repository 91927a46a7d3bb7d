#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/contact.h"
#include "sandbox/options.h"
#include "sandbox/service.h"

namespace sandbox {

class HubspotLimiter;
class HubspotStore;

/// HubSpot's contacts: the API through handle(), and what people do in its UI. Thread safe.
///
/// Kinds of requests: list, get, create, update, archive, search, batch_read, batch_create,
/// account_details, api_usage, unknown.
/// Stored text may hold "{{lone_surrogate}}" and "{{bad_utf8}}": answers then carry the JSON escape \ud83d without
/// its partner, and the bytes FF FE, in that place.
class Hubspot : public Service {
  public:
    Hubspot(const Clock& clock, HubspotOptions options);
    ~Hubspot() override;

    HubspotOptions options() const;
    /// Changes options while requests are served.
    void configure(const std::function<void(HubspotOptions&)>& change);

    /// Adds a contact as a person in the UI does: values are taken as they are, e-mails are lower-cased,
    /// `hs_additional_emails` is a list with semicolons. An `id` may be chosen; "" takes the next one.
    /// Throws std::invalid_argument when an e-mail or the id is taken.
    std::string add(Properties properties, const std::string& id = "");
    /// Changes the properties named; "" clears one. Throws as add(), and when there is no such live contact.
    void edit(const std::string& id, const Properties& properties);
    /// Archives; nothing happens when it is archived already.
    void remove(const std::string& id);
    /// Brings an archived contact back with its old id.
    void restore(const std::string& id);
    /// Merges; returns the id that lives on (a new one unless options say otherwise).
    std::string merge(const std::string& survivor, const std::string& loser);

    /// The live contacts, by ascending id.
    std::vector<Contact> contacts() const;
    /// Live and archived ones, by ascending id; merged-away ones are neither.
    std::vector<Contact> all_contacts() const;
    /// The contact of this id, archived or not; a merged-away id finds its survivor.
    std::optional<Contact> find(const std::string& id) const;
    /// The live contact with this e-mail, primary or additional, in any case.
    std::optional<Contact> find_by_email(const std::string& email) const;

    /// As if other apps of the account had used so many requests of today's quota.
    void spend_daily(std::int64_t requests);
    std::int64_t spent_today() const override;

  private:
    std::string kind_of(const Request& request) const override;
    Response answer(const Request& request, const std::string& kind) override;

    mutable std::mutex mutex_;
    HubspotOptions options_;
    std::unique_ptr<HubspotStore> store_;
    std::unique_ptr<HubspotLimiter> limiter_;
};

}  // namespace sandbox
