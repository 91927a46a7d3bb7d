#pragma once
#include <cstdio>
#include <mutex>
#include <string>

#include "pdhs/core/progress.h"

/// One line on a terminal that tells how far a pass has come, rewritten in place. Told from several threads.
class ProgressLine {
  public:
    /// `terminal` must be one, and outlive the line.
    explicit ProgressLine(std::FILE* terminal) : terminal_(terminal) {}

    void tell(const pdhs::Progress& progress);
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
