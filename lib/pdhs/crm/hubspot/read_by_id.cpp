#include "pdhs/crm/hubspot/read_by_id.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "pdhs/crm/hubspot/failures.h"
#include "pdhs/crm/hubspot/json_request.h"
#include "pdhs/crm/hubspot/target.h"

namespace pdhs::hubspot {

namespace {

Lookup found(const std::string& id, const Row& row) {
    if (row.archived) return {id, Lookup::State::gone};
    if (!row.record) return {id, Lookup::State::unknown};
    return {id, row.id == id ? Lookup::State::alive : Lookup::State::merged, row.record};
}

/// Gives each asked id what the answer says about it, the surest statements first.
class Matcher {
  public:
    Matcher(std::span<const std::string> asked, const BatchAnswer& answer)
        : open_(asked.begin(), asked.end()), answer_(answer) {}

    std::map<std::string, Lookup> run() {
        take_rows_of_the_same_id();
        take_ids_that_are_gone();
        take_named_merges();
        take_the_only_one_left();
        return std::move(lookups_);
    }

  private:
    void settle(const std::string& id, Lookup lookup) {
        open_.erase(id);
        lookups_.emplace(id, std::move(lookup));
    }

    void take_rows_of_the_same_id() {
        for (const auto& row : answer_.rows) {
            const auto id = row.id;
            if (open_.contains(id))
                settle(id, found(id, row));
            else if (!lookups_.contains(id))
                foreign_.emplace(id, &row);
        }
    }

    void take_ids_that_are_gone() {
        for (const auto& error : answer_.errors) {
            // Another error about a record does not say that it is not there.
            if (!error.category.empty() && error.category.find("NOT_FOUND") == std::string::npos) continue;
            for (const auto& id : error.ids)
                if (open_.contains(id)) settle(id, {id, Lookup::State::gone});
        }
    }

    void take_named_merges() {
        for (const auto& row : answer_.rows) {
            if (!row.record) continue;
            for (const auto& id : row.record->merged_ids) {
                if (!open_.contains(id)) continue;
                settle(id, found(id, row));
                foreign_.erase(row.id);
            }
        }
    }

    void take_the_only_one_left() {
        if (open_.size() != 1 || foreign_.size() != 1) return;
        const auto id = *open_.begin();
        settle(id, found(id, *foreign_.begin()->second));
    }

    std::set<std::string> open_;
    std::map<std::string, const Row*> foreign_;  ///< rows that nobody asked for, by id
    std::map<std::string, Lookup> lookups_;
    const BatchAnswer& answer_;
};

std::optional<Failure> batch_read(Connection& connection, const std::string& contacts_path,
                                  std::span<const std::string> keys, ReadBy read_by, BatchAnswer& answer) {
    const HttpRequest request{HttpMethod::post, batch_read_target(contacts_path), encode_batch_read(keys, read_by)};
    return connection.read(request, [&](const HttpResponse& response) -> std::optional<Failure> {
        auto decoded = decode_batch(response.body);
        if (!decoded) return damaged("an answer to batch/read that cannot be understood");
        answer = std::move(*decoded);
        return std::nullopt;
    });
}

/// A batch with the same id twice is refused as a whole.
std::vector<std::string> without_repetitions(std::span<const std::string> ids) {
    std::set<std::string> seen;
    std::vector<std::string> result;
    for (const auto& id : ids)
        if (seen.insert(id).second) result.push_back(id);
    return result;
}

/// One request for up to 100 distinct ids.
LookupEnd look_up(Connection& connection, const std::string& contacts_path, std::span<const std::string> ids) {
    BatchAnswer answer;
    LookupEnd end;
    end.failure = batch_read(connection, contacts_path, ids, ReadBy::id, answer);
    end.lookups = match_lookups(ids, answer);
    return end;
}

}  // namespace

std::vector<Lookup> match_lookups(std::span<const std::string> asked, const BatchAnswer& answer) {
    auto lookups = Matcher(asked, answer).run();
    std::vector<Lookup> result;
    for (const auto& id : asked) {
        const auto place = lookups.find(id);
        result.push_back(place == lookups.end() ? Lookup{id} : place->second);
    }
    return result;
}

/// With nobody else in the answer, one that was understood and names nobody says that there is nobody. A 404 says it
/// too: the listing has shown that the address is right.
LookupEnd get_contact_by_id(Connection& connection, const std::string& contacts_path, const std::string& id) {
    BatchAnswer answer;
    LookupEnd end;
    end.failure = batch_read(connection, contacts_path, std::span(&id, 1), ReadBy::id, answer);
    end.lookups = match_lookups(std::span(&id, 1), answer);
    const bool not_found = end.failure && end.failure->kind == FailureKind::not_found;
    const bool names_nobody = !end.failure && answer.rows.empty() && answer.errors.empty();
    if (not_found || names_nobody) end.lookups.front().state = Lookup::State::gone;
    if (not_found) end.failure.reset();
    return end;
}

LookupEnd get_contacts_by_id(Connection& connection, const std::string& contacts_path,
                             std::span<const std::string> ids) {
    const auto distinct = without_repetitions(ids);
    std::map<std::string, Lookup> known;
    LookupEnd end;
    const auto take = [&](LookupEnd part) {
        end.failure = std::move(part.failure);
        for (auto& lookup : part.lookups) known.insert_or_assign(lookup.id, std::move(lookup));
    };
    for (std::size_t at = 0; at < distinct.size() && !end.failure; at += page_size) {
        const auto together = std::span(distinct).subspan(at, std::min(page_size, distinct.size() - at));
        if (together.size() > 1) take(look_up(connection, contacts_path, together));
        if (end.failure && end.failure->kind == FailureKind::not_found) end.failure.reset();
        for (const auto& id : together)
            if (!end.failure && (!known.contains(id) || known.at(id).state == Lookup::State::unknown))
                take(get_contact_by_id(connection, contacts_path, id));
    }
    for (const auto& id : ids) end.lookups.push_back(known.contains(id) ? known.at(id) : Lookup{id});
    return end;
}

FoundByEmail get_contacts_by_email(Connection& connection, const std::string& contacts_path,
                                   std::span<const std::string> emails) {
    const auto distinct = without_repetitions(emails);
    FoundByEmail result;
    for (std::size_t at = 0; at < distinct.size() && !result.failure; at += page_size) {
        const auto together = std::span(distinct).subspan(at, std::min(page_size, distinct.size() - at));
        BatchAnswer answer;
        result.failure = batch_read(connection, contacts_path, together, ReadBy::email, answer);
        for (auto& row : answer.rows)
            if (row.record && !row.archived) result.records.push_back(std::move(*row.record));
    }
    return result;
}

}  // namespace pdhs::hubspot
