#pragma once
#include <optional>

#include "pdhs/core/brakes.h"
#include "pdhs/core/read_order.h"
#include "pdhs/sync/spending.h"
#include "pdhs/sync/world.h"

namespace pdhs {

/// The account whose records `store` holds; empty if it is not known.
[[nodiscard]] Result<std::string> known_account(Store& store, Crm crm);

/// Whether `store` knows this platform by another token.
[[nodiscard]] Result<bool> is_new_token(Store& store, Crm crm, const Secret& token);

/// Whose data the tokens open (design sections "A pass, as data" and "Brakes"). Asked only when a token changed or a
/// listing begins.
class Accounts {
  public:
    Accounts(World& world, const PassOptions& options, Spending& spending)
        : world_(world), options_(options), spending_(spending) {}

    struct Checked {
        bool was_forgotten = false;           ///< the platform has another account now: read it anew
        std::optional<Failure> failure = {};  ///< the platform could not be asked
    };
    /// Compares the account with the one that the state knows; a brake of kind `account` or `partial_view` is stored,
    /// or taken away again.
    [[nodiscard]] Result<Checked> check(Crm crm, const ReadOrder& order);

  private:
    Result<std::string> mark_of(Crm crm);
    Result<bool> is_braked(Crm crm);
    Result<void> clear_refusal(Crm crm);
    Result<Checked> ask(Crm crm, const std::string& mark);
    Result<bool> is_known_account(Crm crm, const std::string& mark, const std::string& found, Checked& checked);
    Result<bool> shows_known_records(Crm crm, Checked& checked);
    Result<void> accept(Crm crm, const std::string& mark, const std::string& account);
    Result<Checked> another_account(Crm crm, const std::string& mark, const std::string& account);
    Result<void> doubt_accepted_token(Crm crm, const std::string& mark);
    Result<void> judge_view(Crm crm, View view);

    World& world_;
    const PassOptions& options_;
    Spending& spending_;
};

}  // namespace pdhs
