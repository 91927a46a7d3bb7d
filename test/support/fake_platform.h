#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pdhs/crm/platform.h"

namespace pdhs {

/// A small working CRM behind the Platform interface: creates really add records, so that tests compare ends instead
/// of expected calls.
class FakePlatform final : public Platform {
  public:
    explicit FakePlatform(Crm crm) : crm_(crm) {}

    /// What a create does, for the drafts still to come; `works` when nothing is said.
    enum class Fate { works, lost_after_effect, lost_before_effect, refused, exists, ends_the_platform, never_leaves };

    /// As a person would in the CRM. Returns the new id.
    std::string add(const std::string& name, std::vector<std::string> emails, std::vector<std::string> phones = {});
    void remove(const std::string& id) { records_.erase(id); }
    /// The caller changes the record; it counts as changed at the present `Date`.
    Record& edit(const std::string& id);

    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] const std::map<std::string, Record>& records() const { return records_; }
    [[nodiscard]] int creates_asked() const { return creates_asked_; }
    [[nodiscard]] int lookups_asked() const { return lookups_asked_; }
    /// Addresses, one by one.
    [[nodiscard]] int addresses_asked() const { return addresses_asked_; }
    /// Reads by address fail.
    void fail_addresses(std::optional<FailureKind> kind) { addresses_fail_ = kind; }

    void next_fates(std::vector<Fate> fates) { fates_ = std::move(fates); }
    /// The listing shows `records` and then fails; nothing: it works.
    void fail_listing_after(std::optional<std::size_t> records, FailureKind kind = FailureKind::server_error);
    /// The listing hides these without failing (it is behind, or the token sees less).
    void hide(std::vector<std::string> ids) { hidden_ = std::move(ids); }
    /// Reads by id fail where they ask for this record too.
    void spoil(const std::string& id, FailureKind kind = FailureKind::server_error) {
        spoiling_ = id;
        spoiling_failure_ = kind;
    }
    /// Reads by id say nothing about this record, without failing.
    void veil(const std::string& id) { veiled_ = id; }
    void add_unusable(const std::string& id) { unusable_.push_back({{crm_, id}, "no properties"}); }
    void set_date(std::optional<Time> date) { date_ = date; }
    void be_account(const std::string& id, View view = View::whole) { account_ = {id, view, {}, {}}; }
    /// Each read and create announces this quota, less what they cost (on Pipedrive 10 and 5, on HubSpot 1).
    void announce(const Quota& quota) { quota_ = quota; }
    /// Pages of listings hold so many records.
    void set_page_size(std::size_t records) { page_size_ = records; }
    /// Happens before each page of a listing, in the thread that reads.
    void before_pages(std::function<void()> what) { before_page_ = std::move(what); }
    /// Happens before each read of changes, in the thread that reads.
    void before_changes(std::function<void()> what) { before_changes_ = std::move(what); }
    /// Happens before each create leaves, in the thread that creates.
    void before_creates(std::function<void()> what) { before_create_ = std::move(what); }
    /// Reads of changes show nothing that changed within this time.
    void set_index_lag(Millis lag) { index_lag_ = lag; }
    /// Reads of changes show the same page again and again.
    void never_end_changes() { changes_never_end_ = true; }
    /// Changes are too many for a search: list instead.
    void have_too_many_changes() { changes_are_too_many_ = true; }
    /// What the token may do beside reading.
    void permit(Permission permission) { permission_ = permission; }
    /// The question about the account fails.
    void fail_account(FailureKind kind);
    [[nodiscard]] int listings_asked() const { return listings_asked_; }
    [[nodiscard]] int changes_asked() const { return changes_asked_; }
    [[nodiscard]] int accounts_asked() const { return accounts_asked_; }
    [[nodiscard]] int pages_listed() const { return pages_listed_; }
    [[nodiscard]] int names_asked() const { return names_asked_; }
    void name_organization(const std::string& id, const std::string& name) { organizations_[id] = name; }

    [[nodiscard]] ReadEnd list_all(const std::string& place, const PageSink& sink) override;
    [[nodiscard]] ReadEnd changed_since(Time since, const PageSink& sink) override;
    [[nodiscard]] AccountEnd who_am_i() override;
    [[nodiscard]] PermissionEnd may_create() override;
    [[nodiscard]] LookupEnd by_ids(std::span<const std::string> ids) override;
    [[nodiscard]] FoundByEmail by_emails(std::span<const std::string> emails) override;
    [[nodiscard]] CreateEnd create(std::span<const Draft> drafts, CreatePace pace, const CreateHooks& hooks) override;
    [[nodiscard]] NamesEnd organization_names(std::span<const std::string> ids) override;

  private:
    Usage usage_of_request(long long tokens);
    Fate next_fate();
    Record made_from(const Draft& draft);
    CreateResult result_of(const Draft& draft, Fate fate);

    Crm crm_;
    int last_id_ = 0;
    std::map<std::string, Record> records_;
    std::vector<Fate> fates_;
    std::optional<std::size_t> listing_fails_after_;
    FailureKind listing_failure_ = FailureKind::server_error;
    std::vector<std::string> hidden_;
    std::vector<UnusableRow> unusable_;
    std::string spoiling_;
    std::string veiled_;
    FailureKind spoiling_failure_ = FailureKind::server_error;
    std::optional<Time> date_;
    std::map<std::string, std::string> organizations_;
    AccountEnd account_{"1", View::whole, {}, {}};
    Permission permission_ = Permission::granted;
    std::optional<Quota> quota_;
    std::size_t page_size_ = 1'000'000;
    std::function<void()> before_page_;
    std::function<void()> before_create_;
    std::function<void()> before_changes_;
    bool changes_never_end_ = false;
    bool changes_are_too_many_ = false;
    Millis index_lag_{0};
    int listings_asked_ = 0;
    int changes_asked_ = 0;
    int accounts_asked_ = 0;
    int pages_listed_ = 0;
    int creates_asked_ = 0;
    int names_asked_ = 0;
    int lookups_asked_ = 0;
    int addresses_asked_ = 0;
    std::optional<FailureKind> addresses_fail_;
};

}  // namespace pdhs
