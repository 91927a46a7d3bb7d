#include "pdhs/crm/pipedrive/client.h"

#include <utility>

#include "pdhs/crm/pipedrive/account.h"
#include "pdhs/crm/pipedrive/connection.h"
#include "pdhs/crm/pipedrive/create.h"
#include "pdhs/crm/pipedrive/listing.h"
#include "pdhs/crm/pipedrive/organizations.h"
#include "pdhs/crm/pipedrive/read_by_id.h"

namespace pdhs::pipedrive {

namespace {

class Client final : public Platform {
  public:
    Client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper, MonotonicClock clock)
        : http_(std::move(http)), sleeper_(std::move(sleeper)), connection_(*http_, *sleeper_, std::move(clock)) {}

    [[nodiscard]] ReadEnd list_all(const std::string& place, const PageSink& sink) override {
        return get_all_persons(connection_, place, sink);
    }

    [[nodiscard]] ReadEnd changed_since(Time since, const PageSink& sink) override {
        return get_changed_persons(connection_, since, sink);
    }

    [[nodiscard]] AccountEnd who_am_i() override { return get_company(connection_); }

    /// An API token may do what its user may; nothing short of a create would show more (API page, section 2).
    [[nodiscard]] PermissionEnd may_create() override { return {}; }

    [[nodiscard]] LookupEnd by_ids(std::span<const std::string> ids) override {
        return get_persons_by_ids(connection_, ids);
    }

    [[nodiscard]] FoundByEmail by_emails(std::span<const std::string>) override { return {}; }

    [[nodiscard]] CreateEnd create(std::span<const Draft> drafts, CreatePace pace, const CreateHooks& hooks) override {
        return create_persons(connection_, drafts, pace, hooks);
    }

    [[nodiscard]] NamesEnd organization_names(std::span<const std::string> ids) override {
        return get_organization_names(connection_, ids);
    }

  private:
    std::unique_ptr<HttpClient> http_;
    std::unique_ptr<Sleeper> sleeper_;
    Connection connection_;
};

}  // namespace

std::unique_ptr<Platform> make_client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper,
                                      MonotonicClock clock) {
    return std::make_unique<Client>(std::move(http), std::move(sleeper), std::move(clock));
}

}  // namespace pdhs::pipedrive
