#include "progress_line.h"

#include <fmt/format.h>

#include "output.h"
#include "pdhs/core/text.h"
#include "pdhs/system/console.h"

namespace {

std::string state_of(const pdhs::Progress& progress) {
    using Step = pdhs::Progress::Step;
    if (progress.step == Step::reading) return fmt::format("{} read", pdhs::with_thousands(progress.done));
    if (progress.step == Step::creating)
        return fmt::format("creating, {} of {} done", pdhs::with_thousands(progress.done),
                           pdhs::with_thousands(progress.total));
    return progress.step == Step::failed ? "failed" : "asked, no answer yet";
}

}  // namespace

void ProgressLine::tell(const pdhs::Progress& progress) {
    const std::lock_guard guard(mutex_);
    auto& part = parts_[progress.crm];
    if (progress.step == pdhs::Progress::Step::pausing)
        part.pause = fmt::format(" (a pause of {} s)", (progress.total + 999) / 1'000);
    else
        part = {fmt::format("{}: {}", title_of(progress.crm), state_of(progress)), ""};
    if (!parts_.hubspot.text.empty() || !parts_.pipedrive.text.empty()) draw();
}

pdhs::TellProgress ProgressLine::teller(bool is_wanted) {
    if (!is_wanted || !pdhs::obeys_control_sequences(terminal_)) return {};
    return [this](const pdhs::Progress& progress) { tell(progress); };
}

void ProgressLine::draw() {
    const auto whole = [](const Part& part) { return part.text.empty() ? "" : part.text + part.pause; };
    const auto* const gap = parts_.hubspot.text.empty() || parts_.pipedrive.text.empty() ? "" : "   ";
    write_text(terminal_, fmt::format("\r\x1b[K{}{}{}", whole(parts_.hubspot), gap, whole(parts_.pipedrive)));
    is_drawn_ = true;
}

void ProgressLine::clear() {
    const std::lock_guard guard(mutex_);
    if (is_drawn_) write_text(terminal_, "\r\x1b[K");
    is_drawn_ = false;
}
