#include "sandbox/hubspot_store.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

const auto additional = "hs_additional_emails";
const auto merged_ids = "hs_merged_object_ids";

std::string value_of(const Properties& properties, const std::string& name) {
    const auto found = properties.find(name);
    return found == properties.end() ? "" : found->second;
}

void lower_emails(Properties& properties) {
    for (const auto* name : {"email", additional})
        if (properties.count(name) == 1) properties[name] = lower(trimmed(properties[name]));
}

void set_or_erase(Properties& properties, const std::string& name, const std::vector<std::string>& values) {
    if (values.empty())
        properties.erase(name);
    else
        properties[name] = joined(values, ";");
}

// The survivor's own values win; what it lacks comes from the loser, and its addresses are those of both.
Properties merged_properties(const Contact& survivor, const Contact& loser) {
    auto properties = survivor.properties;
    for (const auto& [name, value] : loser.properties)
        if (value_of(properties, name).empty()) properties[name] = value;
    auto emails = emails_of(survivor.properties);
    for (const auto& email : emails_of(loser.properties))
        if (std::find(emails.begin(), emails.end(), email) == emails.end()) emails.push_back(email);
    if (!emails.empty()) {
        properties["email"] = emails.front();
        emails.erase(emails.begin());
    }
    set_or_erase(properties, additional, emails);
    return properties;
}

}  // namespace

std::vector<std::string> emails_of(const Properties& properties) {
    std::vector<std::string> emails;
    const auto primary = lower(trimmed(value_of(properties, "email")));
    if (!primary.empty()) emails.push_back(primary);
    for (const auto& email : split(value_of(properties, additional), ';')) emails.push_back(lower(email));
    return emails;
}

HubspotStore::HubspotStore(const Clock& clock, const HubspotOptions& options) : clock_(clock), options_(options) {}

std::int64_t HubspotStore::take_next_id() {
    for (;;) {
        const auto taken = ids_taken_++;
        // Out of order: every second id comes from a range below the first.
        const auto low = options_.ids_in_order == Switch::off && taken % 2 == 1;
        const auto id = low ? options_.first_id / 2 + taken : options_.first_id + taken;
        if (contacts_.count(id) == 0 && survivors_.count(id) == 0) return id;
    }
}

const Contact& HubspotStore::store(Contact contact) {
    claim_emails(contact);
    const auto id = std::stoll(contact.id);
    auto& stored = contacts_[id] = std::move(contact);
    const auto now = clock_.now_ms();
    index_.put(id, stored, now + options_.search_lag_ms);
    index_.forget_replaced(id, now);
    return stored;
}

const Contact& HubspotStore::add(Properties properties, std::optional<std::int64_t> id) {
    lower_emails(properties);
    if (conflicting(properties) != nullptr) throw std::invalid_argument("the e-mail is taken");
    if (!id) id = take_next_id();
    if (contacts_.count(*id) == 1 || survivors_.count(*id) == 1) throw std::invalid_argument("the id is taken");
    Contact contact;
    contact.id = std::to_string(*id);
    contact.properties = std::move(properties);
    contact.created_ms = contact.modified_ms = clock_.now_ms();
    return store(std::move(contact));
}

const Contact& HubspotStore::edit(std::int64_t id, Properties properties) {
    lower_emails(properties);
    auto changed = live(id);
    if (conflicting(properties, changed.id) != nullptr) throw std::invalid_argument("the e-mail is taken");
    release_emails(changed);
    for (auto& [name, value] : properties) changed.properties[name] = value;
    changed.modified_ms = clock_.now_ms();
    return store(std::move(changed));
}

bool HubspotStore::archive(std::int64_t id) {
    const auto found = contacts_.find(resolved(id));
    if (found == contacts_.end() || found->second.archived) return false;
    release_emails(found->second);
    index_.remove(found->first);
    found->second.archived = true;
    found->second.archived_ms = clock_.now_ms();
    return true;
}

const Contact& HubspotStore::restore(std::int64_t id) {
    const auto found = contacts_.find(id);
    if (found == contacts_.end() || !found->second.archived) throw std::invalid_argument("no such archived contact");
    if (conflicting(found->second.properties) != nullptr) throw std::invalid_argument("the e-mail is taken");
    auto contact = found->second;
    contact.archived = false;
    contact.modified_ms = clock_.now_ms();
    return store(std::move(contact));
}

const Contact& HubspotStore::merge(std::int64_t survivor, std::int64_t loser) {
    const auto kept = live(survivor);
    const auto gone = live(loser);
    if (kept.id == gone.id) throw std::invalid_argument("a contact cannot be merged with itself");
    auto merged = kept;
    merged.properties = merged_properties(kept, gone);
    merged.created_ms = std::min(kept.created_ms, gone.created_ms);
    merged.modified_ms = clock_.now_ms();
    const auto fresh = options_.merge_id == MergeId::fresh;
    if (fresh) merged.id = std::to_string(take_next_id());
    std::vector<std::string> ids;
    for (const auto* contact : {&kept, &gone}) {
        for (const auto& id : split(value_of(contact->properties, merged_ids), ';')) ids.push_back(id);
        if (contact->id != merged.id) ids.push_back(contact->id);
        release_emails(*contact);
        contacts_.erase(std::stoll(contact->id));
        index_.remove(std::stoll(contact->id));
    }
    merged.properties[merged_ids] = joined(ids, ";");
    for (const auto& id : ids) survivors_[std::stoll(id)] = std::stoll(merged.id);
    return store(std::move(merged));
}

std::int64_t HubspotStore::resolved(std::int64_t id) const {
    const auto found = survivors_.find(id);
    return found == survivors_.end() ? id : found->second;
}

Contact& HubspotStore::live(std::int64_t id) {
    const auto found = contacts_.find(resolved(id));
    if (found == contacts_.end() || found->second.archived) throw std::invalid_argument("no such live contact");
    return found->second;
}

const Contact* HubspotStore::find(std::int64_t id) const {
    const auto found = contacts_.find(resolved(id));
    return found == contacts_.end() ? nullptr : &found->second;
}

const Contact* HubspotStore::find_live(std::int64_t id) const {
    const auto* contact = find(id);
    return contact == nullptr || contact->archived ? nullptr : contact;
}

const Contact* HubspotStore::owner_of(const std::string& email) const {
    const auto found = owners_.find(lower(trimmed(email)));
    return found == owners_.end() ? nullptr : &contacts_.at(found->second);
}

const Contact* HubspotStore::conflicting(const Properties& properties, const std::string& except) const {
    for (const auto& email : emails_of(properties)) {
        const auto* owner = owner_of(email);
        if (owner != nullptr && owner->id != except) return owner;
    }
    return nullptr;
}

std::vector<const Contact*> HubspotStore::searchable() const {
    std::vector<const Contact*> found;
    const auto now = clock_.now_ms();
    index_.each(now, [&](const Contact& contact, std::int64_t visible_since_ms, bool first_state) {
        const auto age = now - visible_since_ms;
        const auto dropped = options_.flaky_search == Switch::on && first_state && age >= 2'000 && age < 12'000;
        if (!dropped) found.push_back(&contact);
    });
    return found;
}

void HubspotStore::claim_emails(const Contact& contact) {
    for (const auto& email : emails_of(contact.properties)) owners_[email] = std::stoll(contact.id);
}

void HubspotStore::release_emails(const Contact& contact) {
    for (const auto& email : emails_of(contact.properties)) owners_.erase(email);
}

}  // namespace sandbox
