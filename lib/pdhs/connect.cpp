#include "pdhs/connect.h"

#include "pdhs/crm/hubspot/client.h"
#include "pdhs/crm/pipedrive/client.h"
#include "pdhs/http/curl_client.h"
#include "pdhs/pdhs.h"

namespace pdhs {

namespace {

/// Says so before it sleeps for long.
class ToldSleeper final : public Sleeper {
  public:
    ToldSleeper(Crm crm, const Interrupt& interrupt, TellProgress tell)
        : crm_(crm), sleeper_(make_sleeper(interrupt)), tell_(std::move(tell)) {}

    [[nodiscard]] bool sleep(Millis time) override {
        constexpr Millis worth_telling{1'000};
        if (tell_ && time >= worth_telling) tell_({Progress::Step::pausing, crm_, 0, time.count()});
        return sleeper_->sleep(time);
    }

  private:
    Crm crm_;
    std::unique_ptr<Sleeper> sleeper_;
    TellProgress tell_;
};

/// How a platform proves who asks.
struct Credentials {
    std::string header;
    std::string prefix;
};

std::unique_ptr<HttpClient> http_client(Crm crm, const Credentials& credentials, const Settings& settings,
                                        const Interrupt& interrupt) {
    const auto& platform = crm == Crm::hubspot ? settings.hubspot : settings.pipedrive;
    HttpEndpoint endpoint{platform.base_url, credentials.header, credentials.prefix,
                          platform.token,    settings.ca_file,   "pdhs-sync/" + version()};
    if (!platform.has_default_base_url) endpoint.setting = base_url_key_of(crm);
    return make_curl_client(std::move(endpoint), HttpLimits{}, interrupt);
}

}  // namespace

PerCrm<std::unique_ptr<Platform>> connect(const Settings& settings, const Interrupt& interrupt,
                                          const TellProgress& tell) {
    const auto sleeper = [&](Crm crm) { return std::make_unique<ToldSleeper>(crm, interrupt, tell); };
    return {hubspot::make_client(http_client(Crm::hubspot, {"Authorization", "Bearer "}, settings, interrupt),
                                 sleeper(Crm::hubspot), settings.hubspot_api),
            pipedrive::make_client(http_client(Crm::pipedrive, {"x-api-token", ""}, settings, interrupt),
                                   sleeper(Crm::pipedrive))};
}

}  // namespace pdhs
