#pragma once

namespace pdhs {

/// While it lives, writing to a connection or a pipe whose reader has gone away is an error of that call, for this
/// thread and those that it starts, and not the end of the process. It goes where it was made: on the same thread.
class BrokenPipesAreErrors {
  public:
    BrokenPipesAreErrors();
    BrokenPipesAreErrors(const BrokenPipesAreErrors&) = delete;
    BrokenPipesAreErrors& operator=(const BrokenPipesAreErrors&) = delete;
    ~BrokenPipesAreErrors();

  private:
    bool was_pending_ = false;
    bool was_blocked_ = false;
};

}  // namespace pdhs
