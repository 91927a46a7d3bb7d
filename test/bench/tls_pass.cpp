#include <algorithm>

#include "bench/distance.h"
#include "bench/figures.h"
#include "bench/pass_desk.h"
#include "bench/passes.h"

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr auto round_trip = 50ms;

int port_of(const std::string& url) {
    return std::stoi(url.substr(url.rfind(':') + 1));
}

/// Both CRMs, seen from afar.
struct FarCrms {
    explicit FarCrms(const CrmProcess& crms)
        : hubspot(port_of(crms.setting("HUBSPOT_BASE_URL")), round_trip),
          pipedrive(port_of(crms.setting("PIPEDRIVE_BASE_URL")), round_trip) {}

    [[nodiscard]] std::string hubspot_url() const { return "https://127.0.0.1:" + std::to_string(hubspot.port()); }
    [[nodiscard]] std::string pipedrive_url() const { return "https://127.0.0.1:" + std::to_string(pipedrive.port()); }

    Distance hubspot;
    Distance pipedrive;
};

std::string env_file(const CrmProcess& crms, const FarCrms& far) {
    return "HUBSPOT_BASE_URL=" + far.hubspot_url() + "\nPIPEDRIVE_BASE_URL=" + far.pipedrive_url() +
           "\nHUBSPOT_API_Key=" + crms.setting("HUBSPOT_API_Key") +
           "\nPIPEDRIVE_TOKEN=" + crms.setting("PIPEDRIVE_TOKEN") + "\n";
}

/// curl that does nothing but ask one CRM for an answer as short as that of a quiet pass. It reads one certificate and
/// not the system's hundreds.
Cost curl_alone(const Identity& identity, const std::vector<std::string>& request) {
    const support::TemporaryFolder folder;
    std::vector<std::string> arguments{"/usr/bin/curl", "-sSf", "--cacert", identity.authority};
    arguments.insert(arguments.end(), request.begin(), request.end());
    std::vector<Cost> costs;
    for (int i = 0; i < passes_measured; ++i) costs.push_back(cost_of(arguments, folder));
    return median_of(costs);
}

Cost slower_curl(const Identity& identity, const CrmProcess& crms, const FarCrms& far) {
    const auto hubspot = curl_alone(identity, {"-H", "Authorization: Bearer " + crms.setting("HUBSPOT_API_Key"),
                                               far.hubspot_url() + "/crm/v3/objects/contacts?limit=1"});
    const auto pipedrive = curl_alone(identity, {"-H", "x-api-token: " + crms.setting("PIPEDRIVE_TOKEN"),
                                                 far.pipedrive_url() + "/api/v2/persons?limit=1"});
    return std::max(hubspot, pipedrive, [](const Cost& one, const Cost& other) { return one.wall < other.wall; });
}

}  // namespace

std::vector<LimitRow> tls_pass(const Programs& programs, const Identity& identity, int contacts) {
    const CrmProcess crms(programs.sandbox, {"--seed", "both:" + std::to_string(contacts), "--certificate",
                                             identity.certificate, "--key", identity.key});
    PassDesk desk(programs.pdhs_sync, crms);
    desk.settle();
    desk.run_often(1);
    const auto near_cost = desk.run_often(passes_measured);
    const FarCrms far(crms);
    desk.set_env_file(env_file(crms, far));
    desk.run_often(1);
    const auto before = crms.counted();
    const auto far_cost = desk.run_often(passes_measured);
    const auto requests = static_cast<double>((crms.counted() - before).requests());
    const auto curl = slower_curl(identity, crms, far);
    const auto name = "Quiet pass over TLS, " + shown_number(contacts) + " on both sides: ";
    return {{name + "requests", requests / passes_measured, 2},
            {name + "CPU", in_milliseconds(near_cost.cpu), 45, "ms"},
            {name + "wall time, 50 ms a round trip", in_milliseconds(far_cost.wall), 1.1 * in_milliseconds(curl.wall),
             "ms"},
            {"curl to the slower CRM over TLS, 50 ms a round trip: wall time", in_milliseconds(curl.wall), {}, "ms"},
            {"curl to the slower CRM over TLS: CPU", in_milliseconds(curl.cpu), {}, "ms"}};
}

}  // namespace bench
