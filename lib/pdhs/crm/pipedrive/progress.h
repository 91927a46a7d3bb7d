#pragma once
#include <optional>
#include <set>
#include <string>

#include "pdhs/core/failure.h"
#include "pdhs/crm/pipedrive/json_person.h"

namespace pdhs::pipedrive {

/// Sees to it that a walk through pages comes to an end.
class Progress {
  public:
    /// `cursor` is that of the first page; empty if it needs none.
    explicit Progress(const std::string& cursor);

    /// Damaged when the walk cannot end: a cursor for the second time, or many pages on end without a new person.
    [[nodiscard]] std::optional<Failure> check(const PersonsPage& page);

  private:
    /// Whether the page has an id outside the range of those seen: rows come in the order of their ids.
    bool widens_range(const PersonsPage& page);

    std::set<std::string> cursors_;
    std::string lowest_id_;
    std::string highest_id_;
    int pages_without_news_ = 0;
};

}  // namespace pdhs::pipedrive
