#include <fmt/format.h>

#include "bench/figures.h"
#include "bench/pass_desk.h"
#include "bench/passes.h"

namespace bench {

namespace {

constexpr int runs = 5;

/// One curl for each page of HubSpot and then of Pipedrive, as a shell would.
std::string curl_loop(const CrmProcess& crms) {
    return fmt::format(
        R"(set -eu
walk() {{ # header, address of the first page, what stands before the cursor in a page, parameter
    cursor=
    while :; do
        page=$(curl -sSf --compressed -H "$1" "$2${{cursor:+&$4=$cursor}}")
        cursor=$(printf %s "$page" | sed -n "s/.*\"$3\": *\"\([^\"]*\)\".*/\1/p")
        [ -n "$cursor" ] || break
    done
}}
walk 'Authorization: Bearer {}' '{}/crm/v3/objects/contacts?limit=100' after after
walk 'x-api-token: {}' '{}/api/v2/persons?limit=500' next_cursor cursor
)",
        crms.setting("HUBSPOT_API_Key"), crms.setting("HUBSPOT_BASE_URL"), crms.setting("PIPEDRIVE_TOKEN"),
        crms.setting("PIPEDRIVE_BASE_URL"));
}

struct Measured {
    Cost cost;
    double requests = 0;
};

template <class Run>
Measured measured(const CrmProcess& crms, const Run& run) {
    const auto before = crms.counted();
    std::vector<Cost> costs;
    for (int i = 0; i < runs; ++i) costs.push_back(run());
    return {median_of(costs), static_cast<double>((crms.counted() - before).requests()) / runs};
}

void add_rows(const std::string& name, const Measured& other, const Measured& ours, std::vector<LimitRow>& rows) {
    rows.push_back({name + ": requests", other.requests});
    rows.push_back({name + ": wall time", in_milliseconds(other.cost.wall), {}, "ms"});
    rows.push_back(
        {name + ": times our wall time", in_milliseconds(other.cost.wall) / in_milliseconds(ours.cost.wall), {}, "x"});
}

}  // namespace

std::vector<LimitRow> against_others(const Programs& programs, int contacts) {
    const CrmProcess crms(programs.sandbox, {"--seed", "both:" + std::to_string(contacts)});
    PassDesk desk(programs.pdhs_sync, crms);
    desk.settle();
    desk.run_often(1);
    const support::TemporaryFolder folder;
    support::write_file(folder.file("env"), crms.env_file());
    support::write_file(folder.file("loop.sh"), curl_loop(crms));

    const auto ours = measured(crms, [&] { return desk.run_often(1); });
    const auto plain = measured(crms, [&] {
        return cost_of({"/usr/bin/env", "node", programs.plain_sync, folder.file("env")}, folder);
    });
    const auto loop = measured(crms, [&] { return cost_of({"/bin/sh", folder.file("loop.sh")}, folder); });

    const auto size = fmt::format("{} on both sides, ", shown_number(contacts));
    std::vector<LimitRow> rows{{size + "a quiet pass of ours: requests", ours.requests, 2},
                               {size + "a quiet pass of ours: wall time", in_milliseconds(ours.cost.wall), {}, "ms"}};
    add_rows(size + "the plain program", plain, ours, rows);
    add_rows(size + "curl in a loop", loop, ours, rows);
    return rows;
}

}  // namespace bench
