#include "connect.h"

#include "options.h"
#include "pdhs/crm/hubspot/client.h"
#include "pdhs/crm/pipedrive/client.h"
#include "pdhs/http/curl_client.h"

using namespace pdhs;

namespace {

std::unique_ptr<HttpClient> http_client(const PlatformSettings& platform, const std::string& auth_header,
                                        const std::string& auth_prefix, const Settings& settings,
                                        const Interrupt& interrupt) {
    HttpEndpoint endpoint{platform.base_url, auth_header,      auth_prefix,
                          platform.token,    settings.ca_file, "pdhs-sync/" + program_version()};
    return make_curl_client(std::move(endpoint), HttpLimits{}, interrupt);
}

}  // namespace

PerCrm<std::unique_ptr<Platform>> connect(const Settings& settings, const Interrupt& interrupt) {
    return {hubspot::make_client(http_client(settings.hubspot, "Authorization", "Bearer ", settings, interrupt),
                                 make_sleeper(interrupt), settings.hubspot_api),
            pipedrive::make_client(http_client(settings.pipedrive, "x-api-token", "", settings, interrupt),
                                   make_sleeper(interrupt))};
}
