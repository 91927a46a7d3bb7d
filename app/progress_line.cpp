#include "progress_line.h"

#include <fmt/format.h>

#include "output.h"

namespace {

std::string told(const pdhs::Progress& progress) {
    const auto title = title_of(progress.crm);
    if (progress.step == pdhs::Progress::Step::reading) return fmt::format("{}: {} read", title, progress.done);
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
