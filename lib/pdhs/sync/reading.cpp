#include "pdhs/sync/reading.h"

#include <algorithm>
#include <future>

#include "pdhs/core/clock.h"
#include "pdhs/sync/spending.h"

namespace pdhs {

namespace {

/// Reads one platform; lives in one thread.
class Reader {
  public:
    Reader(World& world, Crm crm, ReadingTask task, const PassOptions& options)
        : world_(world), crm_(crm), task_(std::move(task)), options_(options) {
        reading_.order = task_.order;
    }

    Reading run() {
        reading_.at = world_.clock.now();
        if (task_.order.mode != ReadMode::none) tell(Progress::Step::asking);
        if (task_.order.mode == ReadMode::full) list();
        if (task_.order.mode == ReadMode::changes) {
            const auto sink = [this](const Page& page) { return take(page); };
            reading_.end = world_.platforms[crm_]->changed_since(*task_.order.since, sink);
        }
        reading_.ended = world_.clock.now();
        if (reading_.end.stop && is_out_of_time_) reading_.end.stop = ReadStop::out_of_time;
        if (reading_.end.failure) tell(Progress::Step::failed);
        reading_.began = reading_.end.began.value_or(reading_.at);
        reading_.platform_time = PlatformTime(reading_.began, started_);
        return std::move(reading_);
    }

  private:
    void tell(Progress::Step step) const {
        if (world_.progress) world_.progress({step, crm_, reading_.read, 0});
    }

    void list() {
        if (task_.order.resumes && task_.cut && !task_.cut->place.empty()) {
            resume(*task_.cut);
            if (reading_.end.stop != ReadStop::place_refused) return;
        }
        const auto usage = reading_.end.usage;
        reading_.listed = {};
        reading_.place.clear();
        list_from("");
        reading_.listing_began = reading_.end.began;
        reading_.listing_at = reading_.at;
        reading_.order.resumes = false;
        auto total = usage;
        total += reading_.end.usage;
        reading_.end.usage = total;
    }

    void resume(const CutListing& cut) {
        reading_.listed = std::move(task_.seen_before_cut);
        reading_.listing_began = cut.began;
        reading_.listing_at = cut.at;
        reading_.place = cut.place;
        list_from(cut.place);
    }

    void list_from(const std::string& place) {
        spent_before_page_ = {};
        reading_.end = world_.platforms[crm_]->list_all(place, [this](const Page& page) { return take(page); });
    }

    Result<Onward> take(const Page& page) {
        auto taken = store(page);
        if (!taken) reading_.state_error = taken.error();
        if (!taken) return taken.error();
        reading_.place = page.next;
        ++reading_.pages;
        return may_go_on(page) ? Onward::go_on : Onward::stop;
    }

    bool may_go_on(const Page& page) {
        if (reading_.pages >= task_.order.most_pages) return false;
        if (page.spent.quota && !leaves_a_page(*page.spent.quota, options_.share_percent, costs_of(crm_))) return false;
        const auto longest = options_.mode == RunMode::dry ? options_.longest_dry_read : options_.longest_read;
        is_out_of_time_ = std::chrono::steady_clock::now() - started_ >= longest;
        return !is_out_of_time_;
    }

    /// Where answers tell how much is left, the next one tells it also after this process was killed.
    Result<void> book_page(const Usage& spent) {
        const auto more = spent - spent_before_page_;
        spent_before_page_ = spent;
        if (spent.quota) return {};
        reading_.booked += more;
        return book(world_, crm_, more);
    }

    Result<void> store(const Page& page) {
        PDHS_CHECK(book_page(page.spent));
        PDHS_TRY(const auto count, world_.store.ingest(page.records, version(), world_.clock.now()));
        see(count.numbers);
        for (const auto& record : page.records) note_change(record.changed);
        PDHS_CHECK(keep_alive(page.unusable));
        reading_.read += static_cast<long long>(page.records.size() + page.unusable.size());
        tell(Progress::Step::reading);
        return {};
    }

    [[nodiscard]] Version version() const {
        return is_searched(crm_, task_.order.mode) ? Version::perhaps_older : Version::present;
    }

    void see(const std::vector<RecordNumber>& numbers) {
        reading_.seen.insert_all(numbers);
        if (task_.order.mode == ReadMode::full) reading_.listed.insert_all(numbers);
    }

    void note_change(const std::optional<Time>& changed) {
        if (changed) reading_.newest_change = std::max(reading_.newest_change.value_or(*changed), *changed);
    }

    Result<void> keep_alive(const std::vector<UnusableRow>& rows) {
        if (rows.empty()) return {};
        std::vector<RecordRef> refs;
        refs.reserve(rows.size());
        for (const auto& row : rows) refs.push_back(row.ref);
        PDHS_TRY(const auto numbers, world_.store.numbers_of(refs));
        see(numbers);
        reading_.unusable.insert(reading_.unusable.end(), rows.begin(), rows.end());
        return {};
    }

    World& world_;
    Crm crm_;
    ReadingTask task_;
    const PassOptions& options_;
    const Instant started_ = std::chrono::steady_clock::now();
    bool is_out_of_time_ = false;
    Usage spent_before_page_ = {};
    Reading reading_;
};

}  // namespace

std::optional<Millis> Reading::clock_ahead() const {
    if (!end.began) return std::nullopt;
    return clock_difference(*end.began, at, ended);
}

Reading read_one(World& world, Crm crm, ReadingTask task, const PassOptions& options) {
    return Reader(world, crm, std::move(task), options).run();
}

PerCrm<Reading> read_both(World& world, PerCrm<ReadingTask> tasks, const PassOptions& options) {
    auto hubspot = std::async(std::launch::async,
                              [&] { return read_one(world, Crm::hubspot, std::move(tasks.hubspot), options); });
    auto pipedrive = read_one(world, Crm::pipedrive, std::move(tasks.pipedrive), options);
    return {hubspot.get(), std::move(pipedrive)};
}

Failure as_of_everybody(Crm crm, Failure failure) {
    if (failure.kind != FailureKind::not_found) return failure;
    failure.kind = FailureKind::wrong_address;
    if (crm == Crm::pipedrive) failure.message += "; check PIPEDRIVE_BASE_URL";
    return failure;
}

}  // namespace pdhs
