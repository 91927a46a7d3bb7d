#include "pdhs/crm/hubspot/client.h"

#include <utility>

#include "pdhs/crm/hubspot/account.h"
#include "pdhs/crm/hubspot/connection.h"
#include "pdhs/crm/hubspot/create.h"
#include "pdhs/crm/hubspot/read_all.h"
#include "pdhs/crm/hubspot/read_by_id.h"
#include "pdhs/crm/hubspot/read_changes.h"

namespace pdhs::hubspot {

namespace {

class Client final : public Platform {
  public:
    Client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper, const std::string& api_version)
        : connection_(std::move(http), std::move(sleeper)), contacts_path_(contacts_path(api_version)) {}

    [[nodiscard]] ReadEnd list_all(const std::string& place, const PageSink& sink) override {
        return with_usage(get_all_contacts(connection_, contacts_path_, place, sink));
    }

    [[nodiscard]] ReadEnd changed_since(Time since, const PageSink& sink) override {
        return with_usage(get_changed_contacts(connection_, contacts_path_, since, sink));
    }

    [[nodiscard]] AccountEnd who_am_i() override { return with_usage(get_portal(connection_)); }

    [[nodiscard]] PermissionEnd may_create() override {
        return with_usage(may_create_contacts(connection_, contacts_path_));
    }

    [[nodiscard]] LookupEnd by_ids(std::span<const std::string> ids) override {
        return with_usage(get_contacts_by_id(connection_, contacts_path_, ids));
    }

    [[nodiscard]] FoundByEmail by_emails(std::span<const std::string> emails) override {
        return with_usage(get_contacts_by_email(connection_, contacts_path_, emails));
    }

    [[nodiscard]] CreateEnd create(std::span<const Draft> drafts, CreatePace pace, const CreateHooks& hooks) override {
        return with_usage(create_contacts(connection_, contacts_path_, trace_ids_, drafts, pace, hooks));
    }

    [[nodiscard]] NamesEnd organization_names(std::span<const std::string>) override { return {}; }

  private:
    template <class End>
    End with_usage(End end) {
        end.usage = connection_.take_usage();
        return end;
    }

    Connection connection_;
    std::string contacts_path_;
    TraceIds trace_ids_;
};

}  // namespace

std::unique_ptr<Platform> make_client(std::unique_ptr<HttpClient> http, std::unique_ptr<Sleeper> sleeper,
                                      const std::string& api_version) {
    return std::make_unique<Client>(std::move(http), std::move(sleeper), api_version);
}

}  // namespace pdhs::hubspot
