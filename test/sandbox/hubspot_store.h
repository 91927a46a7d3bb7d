#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/clock.h"
#include "sandbox/contact.h"
#include "sandbox/delayed_index.h"
#include "sandbox/options.h"

namespace sandbox {

/// The contacts of one account: ids, uniqueness, merges, archive, search index. It validates nothing but uniqueness
/// and ids, and throws std::invalid_argument on those. Not thread safe.
class HubspotStore {
  public:
    /// Both must outlive the store; options may change in between.
    HubspotStore(const Clock& clock, const HubspotOptions& options);

    /// Adds a contact; e-mails are lower-cased. Without `id` the next one is taken.
    const Contact& add(Properties properties, std::optional<std::int64_t> id = std::nullopt);
    /// Sets the properties named; "" clears one.
    const Contact& edit(std::int64_t id, Properties properties);
    /// False when there is no live contact of this id.
    bool archive(std::int64_t id);
    const Contact& restore(std::int64_t id);
    const Contact& merge(std::int64_t survivor, std::int64_t loser);

    /// A merged-away id finds its survivor, if the options say so.
    const Contact* find(std::int64_t id) const;
    const Contact* find_live(std::int64_t id) const;
    /// The live contact that has this e-mail, as primary or additional one, in any case.
    const Contact* owner_of(const std::string& email) const;
    /// The first of the e-mails in `properties` that a live contact other than `except` has: that contact.
    const Contact* conflicting(const Properties& properties, const std::string& except = "") const;

    /// Every contact but the merged-away ones, by id.
    const std::map<std::int64_t, Contact>& contacts() const { return contacts_; }
    /// What search finds now: live contacts as they were a while ago, by id. They are there until the next change.
    std::vector<const Contact*> searchable() const;

  private:
    std::int64_t take_next_id();
    std::int64_t resolved(std::int64_t id) const;
    Contact& live(std::int64_t id);
    void claim_emails(const Contact& contact);
    void release_emails(const Contact& contact);
    const Contact& store(Contact contact);

    const Clock& clock_;
    const HubspotOptions& options_;
    std::map<std::int64_t, Contact> contacts_;
    std::map<std::string, std::int64_t> owners_;
    std::map<std::int64_t, std::int64_t> survivors_;
    DelayedIndex<std::int64_t, Contact> index_;
    std::int64_t ids_taken_ = 0;
};

/// The e-mails in a contact's properties, primary first, lower case.
std::vector<std::string> emails_of(const Properties& properties);

}  // namespace sandbox
