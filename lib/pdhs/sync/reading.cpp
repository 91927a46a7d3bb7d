#include "pdhs/sync/reading.h"

#include <future>

namespace pdhs {

namespace {

/// Reads one platform; lives in one thread.
class Reader {
  public:
    Reader(World& world, Crm crm) : world_(world), crm_(crm) {}

    Reading run() {
        const auto machine_time = world_.clock.now();
        const auto started = std::chrono::steady_clock::now();
        reading_.end = world_.platforms[crm_]->list_all([this](const Page& page) { return take(page); });
        reading_.began = reading_.end.began.value_or(machine_time);
        reading_.platform_time = PlatformTime(reading_.began, started);
        return std::move(reading_);
    }

  private:
    Result<void> take(const Page& page) {
        auto taken = store(page);
        if (!taken) reading_.state_error = taken.error();
        return taken;
    }

    Result<void> store(const Page& page) {
        PDHS_TRY(const auto count, world_.store.ingest(page.records, world_.clock.now()));
        reading_.seen.insert(count.numbers.begin(), count.numbers.end());
        PDHS_CHECK(keep_alive(page.unusable));
        reading_.read += static_cast<long long>(page.records.size() + page.unusable.size());
        if (world_.progress) world_.progress({Progress::Step::reading, crm_, reading_.read, 0});
        return {};
    }

    Result<void> keep_alive(const std::vector<UnusableRow>& rows) {
        if (rows.empty()) return {};
        std::vector<RecordRef> refs;
        refs.reserve(rows.size());
        for (const auto& row : rows) refs.push_back(row.ref);
        PDHS_TRY(const auto numbers, world_.store.numbers_of(refs));
        reading_.seen.insert(numbers.begin(), numbers.end());
        reading_.unusable.insert(reading_.unusable.end(), rows.begin(), rows.end());
        return {};
    }

    World& world_;
    Crm crm_;
    Reading reading_;
};

}  // namespace

PerCrm<Reading> read_both(World& world) {
    auto hubspot = std::async(std::launch::async, [&] { return Reader(world, Crm::hubspot).run(); });
    auto pipedrive = Reader(world, Crm::pipedrive).run();
    return {hubspot.get(), std::move(pipedrive)};
}

}  // namespace pdhs
