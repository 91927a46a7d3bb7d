#pragma once
#include <cstdio>
#include <mutex>

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

    std::FILE* terminal_;
    std::mutex mutex_;
    pdhs::PerCrm<pdhs::Progress> latest_{{pdhs::Progress::Step::asking, pdhs::Crm::hubspot},
                                         {pdhs::Progress::Step::asking, pdhs::Crm::pipedrive}};
    bool is_drawn_ = false;
};
