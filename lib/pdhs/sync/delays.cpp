#include "pdhs/sync/delays.h"

#include <fmt/format.h>

#include <algorithm>

#include "pdhs/core/text.h"

namespace pdhs {

namespace {

constexpr auto quota_kind = "daily_quota";
/// For people: nobody waits for less.
constexpr Millis shortest_wait = std::chrono::seconds{1};

std::string until(const std::optional<Time>& time) {
    return time ? fmt::format("; it goes on at {}", minute_text(*time)) : "";
}

Result<WhyNotRead> blocked(World& world, Crm crm, const ReadOrder& order) {
    PDHS_TRY(const auto block, world.store.block(crm));
    if (!block) return WhyNotRead{};
    return WhyNotRead{std::string(name_of(block->kind)),
                      fmt::format("{}: left alone since {} because {}{}", title_of(crm), minute_text(block->since),
                                  block->message, until(order.goes_on_at)),
                      true};
}

Result<WhyNotRead> cut(World& world, Crm crm, const ReadOrder& order) {
    PDHS_TRY(const auto listing, world.store.cut_listing(crm));
    const auto why = listing ? listing->why : "";
    const auto records = listing ? listing->records : 0;
    return WhyNotRead{"cut_off",
                      fmt::format("{}: the first listing was cut off after {} ({}){}", title_of(crm),
                                  counted(records, "record", "records"), why, until(order.goes_on_at)),
                      true};
}

/// The time or the quota was used up while it was read. Changes have no place to go on from.
Result<WhyNotRead> stopped(World& world, Crm crm, const ReadOrder& order, std::optional<ReadStop> stop) {
    const bool is_listing = order.mode == ReadMode::full;
    PDHS_TRY(const auto listing, world.store.cut_listing(crm));
    const auto what = is_listing && listing ? fmt::format("the listing was stopped after {}",
                                                          counted(listing->records, "record", "records"))
                                            : std::string("reading was stopped");
    const auto onward = is_listing ? "it goes on there" : "a listing of all follows";
    if (stop == ReadStop::out_of_time)
        return WhyNotRead{"out_of_time",
                          fmt::format("{}: {}, because it took too long for one pass; {}", title_of(crm), what, onward),
                          true};
    return WhyNotRead{quota_kind,
                      fmt::format("{}: {}, because our share of today's quota is used up; {} as soon as there is more",
                                  title_of(crm), what, onward),
                      true};
}

Result<WhyNotRead> paced(World& world, Crm crm, const ReadOrder& order) {
    PDHS_TRY(const auto history, world.store.read_history(crm));
    const auto now = world.clock.now();
    const auto interval = order.goes_on_at && history.polled_at ? *order.goes_on_at - *history.polled_at : Millis{0};
    return WhyNotRead{quota_kind,
                      fmt::format("{}: not its turn, so that the quota lasts; next in {}", title_of(crm),
                                  amount_of(std::max<Millis>(shortest_wait, order.goes_on_at.value_or(now) - now))),
                      interval > longest_quiet_interval};
}

}  // namespace

Result<WhyNotRead> why_not_read(World& world, Crm crm, const ReadOrder& order, std::optional<ReadStop> stop) {
    if (stop == ReadStop::too_many) {
        const auto delay = too_many_changes(crm);
        return WhyNotRead{delay.kind, delay.message, true};
    }
    if (order.not_now == NotNow::blocked) return blocked(world, crm, order);
    if (order.not_now == NotNow::cut) return cut(world, crm, order);
    if (order.not_now == NotNow::paced) return paced(world, crm, order);
    if (order.mode != ReadMode::none) return stopped(world, crm, order, stop);
    if (order.not_now != NotNow::quota) return WhyNotRead{};
    return WhyNotRead{
        quota_kind, fmt::format("{}: our share of today's quota is used up{}", title_of(crm), until(order.goes_on_at)),
        true};
}

ReportError waiting_for_the_quota(Crm target, Crm short_of, long long contacts, Time reset) {
    return {quota_kind,
            fmt::format("{} to be created on {}: our share of {}'s quota for today is used up, but for what polling "
                        "needs; it goes on at {}, without a new listing",
                        counted(contacts, "contact waits", "contacts wait"), title_of(target), title_of(short_of),
                        minute_text(reset))};
}

void join(std::optional<ReportError>& delay, const ReportError& further) {
    if (delay)
        delay->message += "; " + further.message;
    else
        delay = further;
}

ReportError too_many_changes(Crm crm) {
    return {"too_many_changes", fmt::format("{} shows more changes than a search can bring, and a full listing has to "
                                            "wait for its hour or the quota; nothing is lost",
                                            title_of(crm))};
}

}  // namespace pdhs
