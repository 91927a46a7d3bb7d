// output.log: what is written with whatever the platforms sent, and what `explain` reads there. The input is a log.
#include <nlohmann/json.hpp>

#include "fuzz/memory_file.h"
#include "fuzz/pieces.h"
#include "fuzz/require.h"
#include "fuzz/sound.h"
#include "pdhs/core/text.h"
#include "pdhs/report/dossier_text.h"
#include "pdhs/report/log_history.h"
#include "pdhs/report/pino_log.h"

namespace {

using fuzz::require;
using fuzz::require_same;
using namespace pdhs;

class StoppedClock final : public Clock {
  public:
    [[nodiscard]] Time now() const override { return Time{std::chrono::hours{500'000}}; }
};

/// A log in a file of memory. Both live as long as the process.
struct LogInMemory {
    fuzz::MemoryFile file{"log"};
    StoppedClock clock;
    std::unique_ptr<Log> log = open_pino_log({.path = file.path(), .level = LogLevel::trace}, clock).value();
};

LogInMemory& log_in_memory() {
    static LogInMemory memory;
    return memory;
}

const std::vector<KnownRecord>& known_records() {
    static const std::vector<KnownRecord> records = [] {
        std::vector<KnownRecord> known(2);
        known[0].record.ref = {Crm::hubspot, "123"};
        known[1].record.ref = {Crm::pipedrive, "45"};
        return known;
    }();
    return records;
}

void check_reading(std::string_view text) {
    const auto& file = log_in_memory().file;
    file.write(text);
    Dossier dossier{.asked = "hubspot:123", .records = known_records(), .next = {}};
    dossier.deeds = deeds_in_log(file.path(), dossier.records);
    require(dossier.deeds.size() <= 50, "the latest fifty are told");
    const auto told = nlohmann::json::parse(dossier_as_json(dossier, "1"), nullptr, false);
    require(told.is_object() && told.at("done").size() == dossier.deeds.size(), "all deeds are told");
    for (const auto& line : fuzz::pieces(dossier_as_text(dossier), "\n"))
        fuzz::require_printable(line, "what is told can be shown");
}

void check_writing(std::string_view text) {
    const auto& [file, clock, log] = log_in_memory();
    file.write("");
    log->write(LogLevel::info, text, {{"id", "45"}, {"platform", "pipedrive"}, {"reason", std::string(text)}});
    const auto written = file.read();
    require(written.find('\n') == written.size() - 1, "a log line is one line");
    const auto line = nlohmann::json::parse(written, nullptr, false);
    require(line.is_object(), "a log line is JSON");
    require_same(line.at("msg").get<std::string>(), repair_utf8(text), "a message is told as it is");
    require_same(line.at("reason").get<std::string>(), repair_utf8(text), "a reason is told as it is");
    const auto deeds = deeds_in_log(file.path(), known_records());
    require(deeds.size() == 1, "what was written is found again");
    require_same(deeds[0].message, repair_utf8(text), "what was written is found again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    check_reading(text);
    check_writing(text);
    return 0;
}
