#include <fmt/format.h>
#include <httplib.h>

#include <optional>
#include <stdexcept>
#include <string_view>

#include "bench/figures.h"
#include "bench/pass_desk.h"
#include "bench/passes.h"

namespace bench {

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// What leads on to the next page; nothing on the last one. Found without reading the rest of the page.
std::string cursor_in(const std::string& page) {
    constexpr std::string_view name = "\"after\":\"";
    const auto found = page.rfind(name);
    if (found == std::string::npos) return {};
    const auto begin = found + name.size();
    return page.substr(begin, page.find('"', begin) - begin);
}

/// The time that it takes to ask for HubSpot's pages one after the other and do nothing else.
std::chrono::microseconds page_chain(const CrmProcess& crms) {
    httplib::Client client(crms.setting("HUBSPOT_BASE_URL"));
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_bearer_token_auth(crms.setting("HUBSPOT_API_Key").c_str());
    const auto began = steady_clock::now();
    std::string path = "/crm/v3/objects/contacts?limit=100";
    for (auto next = path; !next.empty();) {
        const auto answer = client.Get(next.c_str());
        if (!answer || answer->status != 200) throw std::runtime_error("the page chain broke");
        const auto cursor = cursor_in(answer->body);
        next = cursor.empty() ? "" : path + "&after=" + cursor;
    }
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began);
}

}  // namespace

std::vector<LimitRow> full_pass(const Programs& programs, int contacts, int delay_ms) {
    constexpr int large = 500'000;
    const CrmProcess crms(programs.sandbox,
                          {"--seed", "both:" + std::to_string(contacts), "--delay", std::to_string(delay_ms)});
    PassDesk desk(programs.pdhs_sync, crms);
    const auto first = desk.settle();
    desk.advance_clock(25h);
    const auto crms_before = crms.cpu();
    const auto cost = desk.run({"--full"});
    const auto crms_cpu = crms.cpu() - crms_before;
    const auto chain = delay_ms > 0 ? std::optional(in_seconds(page_chain(crms))) : std::nullopt;
    const auto wall_limit = chain ? std::optional(1.05 * *chain) : std::nullopt;
    const auto name = fmt::format("Full pass, {} unchanged on each side: ", shown_number(contacts));
    std::vector<LimitRow> rows{
        {name + "CPU", in_seconds(cost.cpu), 2.0 * contacts / 100'000, "s"},
        {name + "peak memory", in_megabytes(cost.peak_bytes), contacts < large ? 64.0 : 256.0, "MB"},
        {name + "CPU of the CRMs' process", in_seconds(crms_cpu), {}, "s"},
        {name + "wall time", in_seconds(cost.wall), wall_limit, "s"},
        {name + "state, bytes a contact", static_cast<double>(desk.state_bytes()) / contacts, {}, "B"},
        {fmt::format("First pass, {} that are on both sides: CPU", shown_number(contacts)),
         in_seconds(first.cpu),
         {},
         "s"}};
    if (chain) rows.push_back({fmt::format("HubSpot's pages alone, {} ms each", delay_ms), *chain, {}, "s"});
    return rows;
}

}  // namespace bench
