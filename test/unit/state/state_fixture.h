#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "pdhs/state/store.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

namespace pdhs {

/// The value, or the error as an exception, which ends the test with its message.
template <class T>
T value(Result<T> result) {
    if (!result.has_value()) throw std::runtime_error(result.error().message);
    return std::move(result).value();
}
inline void succeed(const Result<void>& result) {
    if (!result.has_value()) throw std::runtime_error(result.error().message);
}

inline Time at_second(long long second) {
    return Time{std::chrono::seconds{second}};
}
inline const Time now = at_second(1'000'000);

using Texts = std::vector<std::string>;

/// A HubSpot contact; created at the second that is its id.
inline Record contact(const std::string& id, Texts emails, const std::string& name = "", const Texts& phones = {}) {
    Record record;
    record.ref = {Crm::hubspot, id};
    record.last_name = name;
    record.emails = std::move(emails);
    for (const auto& phone : phones) record.phones.push_back({phone, "work"});
    record.created = at_second(std::stoll(id));
    return record;
}

/// A Pipedrive person; created at the second that is its id.
inline Record person(const std::string& id, Texts emails, const std::string& name = "", const Texts& phones = {}) {
    auto record = contact(id, std::move(emails), "", phones);
    record.ref.crm = Crm::pipedrive;
    record.name = name;
    return record;
}

/// A state in a file of its own.
class StateFile {
  public:
    StateFile() { reopen(); }

    Store& operator*() { return *store_; }
    Store* operator->() { return store_.get(); }
    [[nodiscard]] std::string path() const { return folder_.file("state.db"); }
    [[nodiscard]] const support::TemporaryFolder& folder() const { return folder_; }

    void close() { store_.reset(); }
    void reopen() {
        store_.reset();
        store_ = value(Store::open(path()));
    }

    /// Ingests the records and lets resolve() say who is who.
    ResolveNews take(const std::vector<Record>& records) {
        value(store_->ingest(records, Version::present, now));
        return settle();
    }
    ResolveNews settle() { return value(store_->resolve_changes(resolve)); }
    ResolveNews lose(const RecordRef& ref) {
        succeed(store_->mark_gone(ref, now));
        return settle();
    }
    [[nodiscard]] RecordNumber number(const RecordRef& ref) const {
        return value(store_->numbers_of(std::vector{ref})).at(0);
    }
    /// The sources of all candidates, as "hubspot:1", in their order.
    [[nodiscard]] Texts lonely() const {
        Texts refs;
        for (const auto& candidate : value(store_->candidates())) refs.push_back(to_string(candidate.source.ref));
        return refs;
    }
    [[nodiscard]] Candidate only_candidate() const {
        const auto candidates = value(store_->candidates());
        if (candidates.size() != 1) throw std::runtime_error("not one candidate");
        return candidates.front();
    }
    [[nodiscard]] MirrorCounts counts() const { return value(store_->counts()); }

  private:
    support::TemporaryFolder folder_;
    std::unique_ptr<Store> store_;
};

}  // namespace pdhs
