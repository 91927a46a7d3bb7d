#include "pdhs/crm/hubspot/create_groups.h"

#include <fmt/format.h>

#include <random>
#include <set>

#include "pdhs/core/text.h"
#include "pdhs/crm/hubspot/json_contact.h"

namespace pdhs::hubspot {

namespace {

/// Collects drafts until the batch is full.
class Batches {
  public:
    void add(std::size_t draft, const std::string& email) {
        const auto key = ascii_lower(trimmed(email));
        if (open_.drafts.size() == page_size || emails_.contains(key)) close();
        emails_.insert(key);
        open_.drafts.push_back(draft);
    }

    void add_single(std::size_t draft) {
        close();
        groups_.push_back({Endpoint::single, {draft}});
    }

    std::vector<CreateGroup> finish() {
        close();
        return std::move(groups_);
    }

  private:
    void close() {
        if (!open_.drafts.empty()) groups_.push_back(std::move(open_));
        open_ = {Endpoint::batch, {}};
        emails_.clear();
    }

    std::vector<CreateGroup> groups_;
    CreateGroup open_{Endpoint::batch, {}};
    std::set<std::string> emails_;
};

}  // namespace

std::vector<CreateGroup> group_drafts(std::span<const Draft> drafts, CreatePace pace) {
    Batches batches;
    for (std::size_t index = 0; index < drafts.size(); ++index) {
        const auto& email = std::get<ContactDraft>(drafts[index]).email;
        if (pace == CreatePace::one_by_one || email.empty())
            batches.add_single(index);
        else
            batches.add(index, email);
    }
    return batches.finish();
}

TraceIds::TraceIds() {
    std::random_device random;
    prefix_ = fmt::format("pdhs-{:08x}{:08x}", random(), random());
}

std::string TraceIds::next() {
    return fmt::format("{}-{}", prefix_, ++count_);
}

}  // namespace pdhs::hubspot
