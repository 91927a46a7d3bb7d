#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "bench/figures.h"
#include "bench/pass_desk.h"
#include "bench/passes.h"

namespace bench {

namespace {

constexpr int hubspot_burst = 190;   // in hubspot_window
constexpr int hubspot_window = 10;   // seconds
constexpr int hubspot_batch = 100;   // contacts created by one request
constexpr int pipedrive_window = 2;  // seconds

/// So many requests, the first window's of which wait for nothing.
int least_seconds(int requests, int burst, int window) {
    return (requests - 1) / burst * window;
}

/// What the limits leave: Pipedrive takes one person a request, HubSpot a hundred.
int least_seconds(int contacts, int pipedrive_burst) {
    const int batches = (contacts + hubspot_batch - 1) / hubspot_batch;
    return std::max(least_seconds(contacts, pipedrive_burst, pipedrive_window),
                    least_seconds(batches, hubspot_burst, hubspot_window));
}

}  // namespace

std::vector<LimitRow> first_import(const Programs& programs, int contacts, int pipedrive_burst) {
    const CrmProcess crms(programs.sandbox,
                          {"--seed", "apart:" + std::to_string(contacts), "--hubspot-burst",
                           std::to_string(hubspot_burst), "--pipedrive-burst", std::to_string(pipedrive_burst)});
    PassDesk desk(programs.pdhs_sync, crms);
    const auto cost = desk.run();
    const auto counted = crms.counted();
    if (counted.created != 2 * contacts) throw std::runtime_error(fmt::format("created {}", counted.created));
    const auto name = fmt::format("First import, {} new on each side, {} a 2 s on Pipedrive: ", shown_number(contacts),
                                  pipedrive_burst);
    return {{name + "wall time", in_seconds(cost.wall), 1.1 * least_seconds(contacts, pipedrive_burst), "s"},
            {name + "answers 429", static_cast<double>(counted.refused_429), 0}};
}

}  // namespace bench
