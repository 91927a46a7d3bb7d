#pragma once
#include <cstdio>
#include <mutex>
#include <string>

#include "pdhs/core/progress.h"

/// One line on a terminal that tells how far a pass has come, rewritten in place. Told from several threads.
class ProgressLine {
  public:
    /// `terminal` must outlive the line; what is told is drawn on it whatever it is.
    explicit ProgressLine(std::FILE* terminal) : terminal_(terminal) {}

    void tell(const pdhs::Progress& progress);
    /// tell(), for whoever has something to tell; empty where nobody looks: it is not wanted, or no terminal.
    [[nodiscard]] pdhs::TellProgress teller(bool is_wanted = true);
    /// Takes the line away, so that what follows stands alone.
    void clear();

  private:
    void draw();

    /// What is told of one platform; empty before anything was.
    struct Part {
        std::string text;
        std::string pause;
    };

    std::FILE* terminal_;
    std::mutex mutex_;
    pdhs::PerCrm<Part> parts_;
    bool is_drawn_ = false;
};
