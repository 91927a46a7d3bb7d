#include "progress_line.h"

#include <fmt/format.h>

#include "output.h"

namespace {

std::string told(const pdhs::Progress& progress) {
    const auto title = title_of(progress.crm);
    switch (progress.step) {
        case pdhs::Progress::Step::asking:
            return fmt::format("{}: asked, no answer yet", title);
        case pdhs::Progress::Step::waiting:
            return fmt::format("{}: asked again in {} s", title, (progress.total + 999) / 1'000);
        case pdhs::Progress::Step::reading:
            return fmt::format("{}: {} read", title, progress.done);
        case pdhs::Progress::Step::creating:
            break;
    }
    return fmt::format("{}: creating, {} of {} done", title, progress.done, progress.total);
}

}  // namespace

void ProgressLine::tell(const pdhs::Progress& progress) {
    const std::lock_guard guard(mutex_);
    latest_[progress.crm] = progress;
    draw();
}

void ProgressLine::draw() {
    write_text(terminal_, fmt::format("\r\x1b[K{}   {}", told(latest_.hubspot), told(latest_.pipedrive)));
    is_drawn_ = true;
}

void ProgressLine::clear() {
    const std::lock_guard guard(mutex_);
    if (is_drawn_) write_text(terminal_, "\r\x1b[K");
    is_drawn_ = false;
}
