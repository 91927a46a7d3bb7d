#pragma once
#include <span>
#include <string>
#include <vector>

#include "pdhs/crm/platform.h"

namespace pdhs::hubspot {

/// Through which address drafts are created (API page, "POST create" and "Batch endpoints").
enum class Endpoint { single, batch };

/// The drafts of one request, by index.
struct CreateGroup {
    Endpoint endpoint = Endpoint::single;
    std::vector<std::size_t> drafts;

    bool operator==(const CreateGroup&) const = default;
};

/// Which drafts go out together, in their order: consecutive ones with e-mails in batches of up to 100, none of which
/// holds an address twice; those without e-mail, which HubSpot cannot tell apart, singly.
[[nodiscard]] std::vector<CreateGroup> group_drafts(std::span<const Draft> drafts, CreatePace pace);

/// Makes objectWriteTraceIds: unique in this pass, and in all likelihood ever.
class TraceIds {
  public:
    TraceIds();
    [[nodiscard]] std::string next();

  private:
    std::string prefix_;
    long long count_ = 0;
};

}  // namespace pdhs::hubspot
