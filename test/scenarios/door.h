#pragma once
#include <functional>
#include <memory>
#include <string>

#include "scenarios/row.h"

namespace sandbox {
class FaultProxy;
}

namespace scenarios {

/// Which requests of a side go wrong, and how: the words of a line `fault SIDE REQUEST [NTH] FAULT [HOW OFTEN]`.
struct FaultOrder {
    int line = 0;
    Side side = Side::hubspot;
    std::string request;       ///< list, create, batch_create ...; `post` any POST, `any` all
    int nth = 1;               ///< the first matching request to go wrong
    int times = 1;             ///< how many from there on; -1: all
    std::string connection{};  ///< "", "fresh" or "kept-alive"
    std::string fault{};       ///< a fault of the line, or the name of an answer
    bool has_effect = false;   ///< an answer only: the request does its work all the same
};

/// The way from the program under test to one side. Connections break here.
class Door {
  public:
    /// `kill_program` kills the program under test.
    Door(Side side, int port, std::function<void()> kill_program);
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    [[nodiscard]] std::string url() const;
    /// Whether this is a fault of the line; else it is an answer that the platform itself has to give.
    [[nodiscard]] static bool knows(const std::string& fault);
    void add(const FaultOrder& order);
    /// New connections are refused until mend().
    void shut();
    /// Returns when all that programs which have ended had sent has arrived.
    void wait_for_what_is_under_way() const;
    /// Nothing goes wrong any more.
    void mend();
    /// Lets those requests arrive that `late-effect` and `killed-then-late` kept.
    int deliver_late();
    /// Faults that never happened.
    [[nodiscard]] int unused_faults() const;

  private:
    Side side_;
    std::function<void()> kill_program_;
    std::unique_ptr<sandbox::FaultProxy> proxy_;
};

}  // namespace scenarios
