#pragma once
#include <memory>
#include <string>
#include <vector>

#include "sandbox/exchange.h"
#include "sandbox/fault_rule.h"
#include "security/desk.h"

namespace security {

/// What a server says that quotes what it was sent, in the ways in which JSON may write it.
[[nodiscard]] std::string quotation(const std::string& token);
/// The answer, with the quotation in each of its sentences.
[[nodiscard]] sandbox::faults::Answer quoting(sandbox::Response answer, const std::string& token);

/// Something that goes wrong on both sides.
struct Trouble {
    std::string name;
    sandbox::Fault on_hubspot;
    sandbox::Fault on_pipedrive;
};

/// One person to be created on each side.
void add_people(SyncedDesk& desk);

/// A desk in trouble, and what is called there.
struct Call {
    std::string trouble;
    std::vector<std::string> arguments;
    SyncedDesk desk;
};
using Calls = std::vector<std::unique_ptr<Call>>;

/// Each trouble with each call, all requests of the method (empty: of any) in trouble.
[[nodiscard]] Calls calls_in(const std::vector<Trouble>& troubles, const std::string& method,
                             const std::vector<std::vector<std::string>>& calls);
void add_calls(Calls& calls, Calls more);
/// Makes all at once, since they mostly wait before they try again. Whoever still waits after a while is told to end,
/// as a schedule may do.
void make(const Calls& calls);
/// Calls of each desk what reads the state and the log.
void look_back(const Calls& calls);
/// Nothing was let slip, and the trouble happened.
void check_leaks(const Calls& calls);

}  // namespace security
