#include "pdhs/report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pdhs {

namespace {

struct Meaning {
    std::string_view reason;
    std::string_view text;
};

constexpr std::array<Meaning, 21> meanings = {{
    {"shared_address", "all addresses are shared with other people (such as info@)"},
    {"ambiguous", "several records could be this person: merge them there, or tell them apart"},
    {"no_key", "no e-mail address, name or phone to go by"},
    {"ignored", "listed in PDHS_IGNORE"},
    {"same_name", "matched by name only: one side has no phone"},
    {"search_lag", "only a search can show whether it is there already, and that is behind: waits two minutes"},
    {"settling", "too new: waits until PDHS_SETTLE has passed"},
    {"intent_open", "an earlier create had no clear answer; waits until a read shows what happened"},
    {"parked", "refused before; is tried again later, or as soon as the record changes"},
    {"not_complete", "it was not read to its end, so who is there already is not known"},
    {"max_creates", "beyond --max-creates"},
    {"deadline", "the time of --deadline was up"},
    {"outdated", "what had been read had become too old to create by"},
    {"platform_ended", "the platform ended early in this pass"},
    {"interrupted", "the pass was interrupted"},
    {"source_unread", "the source record could not be read in this pass"},
    {"vanished", "was on the other side before and vanished there; left alone"},
    {"unusable", "the record cannot be used as it is"},
    {"refused", "the platform does not take it as it is"},
    {"budget", "the API budget is used up for now"},
    {"brake", "held by a brake; see above"},
}};

}  // namespace

std::string duration_text(Millis duration) {
    const auto seconds = duration.count() / 1'000;
    if (seconds < 10) return fmt::format("{:.1f} s", static_cast<double>(duration.count()) / 1'000.0);
    if (seconds < 60) return fmt::format("{} s", seconds);
    if (seconds < 3'600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
    return fmt::format("{} h {} min", seconds / 3'600, seconds % 3'600 / 60);
}

std::string explained(std::string_view reason) {
    const auto* const found = std::find_if(meanings.begin(), meanings.end(),
                                           [&](const Meaning& meaning) { return meaning.reason == reason; });
    return std::string(found == meanings.end() ? reason : found->text);
}

std::string_view advice_for(ExitCode exit_code) {
    switch (exit_code) {
        case ExitCode::contacts_failed:
            return "Contacts that failed are parked and tried again automatically: later, or as soon as they change.";
        case ExitCode::unusable:
            return "Fix what the error names, then run again.";
        case ExitCode::needs_a_person:
            return "Waiting will not help: do what the message says.";
        case ExitCode::try_later:
            return "Nothing is lost: the next passes go on from here by themselves. If it lasts, 'pdhs-sync check' "
                   "helps to find out why.";
        case ExitCode::braked:
            return "Look whether this is what you want; the error above says how to let it through.";
        case ExitCode::locked:
            return "Another pass is running; this one did nothing.";
        case ExitCode::interrupted:
        case ExitCode::terminated:
            return "The state is saved: the next pass goes on from here.";
        case ExitCode::ok:
        case ExitCode::would_change:
            return "";
    }
    return "";
}

}  // namespace pdhs
