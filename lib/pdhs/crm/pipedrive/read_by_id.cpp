#include "pdhs/crm/pipedrive/read_by_id.h"

#include <map>
#include <vector>

#include "pdhs/crm/pipedrive/id_list.h"
#include "pdhs/crm/pipedrive/json_person.h"
#include "pdhs/crm/pipedrive/limits.h"

namespace pdhs::pipedrive {

namespace {

/// A list costs as much as so many single requests.
constexpr std::size_t most_one_by_one = list_page_tokens / get_one_tokens;

Lookup lookup_of(const std::string& asked, const PersonRow& row) {
    if (std::holds_alternative<Deleted>(row.content)) return {asked, Lookup::State::gone};
    const auto* record = std::get_if<Record>(&row.content);
    if (!record) return {asked, Lookup::State::unknown};
    return {asked, row.id == asked ? Lookup::State::alive : Lookup::State::merged, *record};
}

/// What is wrong with one person says nothing about the next one.
bool concerns_one_person(const Failure& failure) {
    return failure.kind == FailureKind::refused;
}

/// The answers for a set of asked ids; an id without one is unknown.
class Lookups {
  public:
    explicit Lookups(Connection& connection) : connection_(connection) {}

    std::optional<Failure> ask(std::span<const std::string> ids) {
        for (const auto& group : in_groups(ids)) {
            if (group.size() > most_one_by_one)
                if (auto failure = ask_for_list(group)) return failure;
            if (auto failure = ask_for_rest(group)) return failure;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::vector<Lookup> in_order_of(std::span<const std::string> ids) const {
        std::vector<Lookup> result;
        for (const auto& id : ids) {
            const auto known = known_.find(id);
            result.push_back(known == known_.end() ? Lookup{id, Lookup::State::unknown} : known->second);
        }
        return result;
    }

  private:
    std::optional<Failure> ask_for_list(std::span<const std::string> ids) {
        const auto answer = connection_.get(ids_target("/api/v2/persons", ids), list_page_tokens, decode_persons_page);
        if (const auto* failure = failure_in(answer)) return *failure;
        for (const auto& row : std::get<PersonsPage>(answer).rows)
            known_.insert_or_assign(row.id, lookup_of(row.id, row));
        return std::nullopt;
    }

    /// A list leaves out who is deleted, merged away or hidden; only a request of its own says that somebody is gone.
    std::optional<Failure> ask_for_rest(std::span<const std::string> ids) {
        for (const auto& id : ids) {
            if (known_.contains(id)) continue;
            auto answer = get_person_by_id(connection_, id);
            if (const auto* failure = failure_in(answer)) {
                if (!concerns_one_person(*failure)) return *failure;
                known_[id] = {id, Lookup::State::unknown};
            } else {
                known_[id] = std::get<Lookup>(std::move(answer));
            }
        }
        return std::nullopt;
    }

    Connection& connection_;
    std::map<std::string, Lookup> known_;
};

}  // namespace

Answer<Lookup> get_person_by_id(Connection& connection, const std::string& id) {
    const auto answer = connection.get("/api/v2/persons/" + id, get_one_tokens, decode_person);
    if (const auto* row = std::get_if<PersonRow>(&answer)) return lookup_of(id, *row);
    const auto& failure = std::get<Failure>(answer);
    if (failure.kind == FailureKind::not_found) return Lookup{id, Lookup::State::gone};
    return failure;
}

LookupEnd get_persons_by_ids(Connection& connection, std::span<const std::string> ids) {
    std::vector<std::string> askable;
    for (const auto& id : ids)
        if (is_id(id)) askable.push_back(id);
    Lookups lookups(connection);
    auto failure = lookups.ask(askable);
    return {.lookups = lookups.in_order_of(ids), .failure = std::move(failure), .usage = connection.take_usage()};
}

}  // namespace pdhs::pipedrive
