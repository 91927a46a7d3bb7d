#include "pdhs/sync/accounts.h"

#include <algorithm>

#include "pdhs/core/token_mark.h"

namespace pdhs {

namespace {

constexpr auto mark_key = "mark_key";
/// In place of the mark of a token: no token has it.
constexpr auto doubted = "";
/// So many known records say whose account it is.
constexpr long long sample = 100;

std::string accepted_mark(Crm crm) {
    return "token_mark." + std::string(name_of(crm));
}
std::string refused_mark(Crm crm) {
    return "refused_token_mark." + std::string(name_of(crm));
}
std::string account_of(Crm crm) {
    return "account." + std::string(name_of(crm));
}

}  // namespace

Result<std::string> known_account(Store& store, Crm crm) {
    PDHS_TRY(const auto known, store.get_value(account_of(crm)));
    return known.value_or("");
}

Result<bool> is_new_token(Store& store, Crm crm, const Secret& token) {
    PDHS_TRY(const auto key, store.get_value(mark_key));
    PDHS_TRY(const auto accepted, store.get_value(accepted_mark(crm)));
    return key && accepted && *accepted != token_mark(*key, token);
}

Result<Accounts::Checked> Accounts::check(Crm crm, const ReadOrder& order) {
    PDHS_TRY(const auto mark, mark_of(crm));
    PDHS_TRY(const auto accepted, world_.store.get_value(accepted_mark(crm)));
    PDHS_TRY(const auto refused, world_.store.get_value(refused_mark(crm)));
    const bool begins_listing = order.mode == ReadMode::full && !order.resumes;
    if (mark == accepted) {
        PDHS_CHECK(clear_refusal(crm));
        if (!begins_listing) return Checked{};
        PDHS_TRY(const bool nothing_is_listed, is_braked(other(crm)));
        if (nothing_is_listed) return Checked{};
    } else if (mark == refused && options_.belief == Belief::careful) {
        PDHS_TRY(const bool is_stopped, is_braked(crm));
        if (is_stopped) return Checked{};
    }
    return ask(crm, mark);
}

/// Whether the account of `crm` is stored as another one than known, so that nothing is read.
Result<bool> Accounts::is_braked(Crm crm) {
    PDHS_TRY(const auto brakes, world_.store.brakes());
    return std::any_of(brakes.begin(), brakes.end(), [&](const Brake& brake) {
        return brake.kind == BrakeKind::account && brake.crm == crm && brake.status == Brake::Status::holds;
    });
}

Result<void> Accounts::clear_refusal(Crm crm) {
    PDHS_CHECK(world_.store.forget_brake(BrakeKind::account, crm));
    PDHS_TRY(const auto refused, world_.store.get_value(refused_mark(crm)));
    return refused && !refused->empty() ? world_.store.set_value(refused_mark(crm), "") : Result<void>{};
}

Result<std::string> Accounts::mark_of(Crm crm) {
    PDHS_TRY(auto key, world_.store.get_value(mark_key));
    if (!key) {
        key = random_mark_key();
        PDHS_CHECK(world_.store.set_value(mark_key, *key));
    }
    return token_mark(*key, world_.tokens[crm]);
}

Result<Accounts::Checked> Accounts::ask(Crm crm, const std::string& mark) {
    const auto answer = world_.platforms[crm]->who_am_i();
    PDHS_CHECK(spending_.spend(crm, answer.usage));
    Checked checked;
    checked.failure = answer.failure;
    if (answer.failure) return checked;
    PDHS_TRY(const bool is_known, is_known_account(crm, mark, answer.id, checked));
    if (checked.failure) return checked;
    if (!is_known) {
        PDHS_TRY(checked, another_account(crm, mark, answer.id));
        if (!checked.was_forgotten) return checked;
    }
    PDHS_CHECK(accept(crm, mark, answer.id));
    PDHS_CHECK(judge_view(crm, answer.view));
    return checked;
}

Result<bool> Accounts::is_known_account(Crm crm, const std::string& mark, const std::string& found, Checked& checked) {
    PDHS_TRY(const auto accepted, world_.store.get_value(accepted_mark(crm)));
    PDHS_TRY(const auto known, world_.store.get_value(account_of(crm)));
    const bool both_told = known && !known->empty() && !found.empty();
    if (both_told) return *known == found;
    if (!accepted || *accepted == mark) return true;
    return shows_known_records(crm, checked);
}

/// The mirror is left as it is: these may be somebody else's records under the same ids.
Result<bool> Accounts::shows_known_records(Crm crm, Checked& checked) {
    PDHS_TRY(const auto ids, world_.store.oldest_ids(crm, sample));
    if (ids.empty()) return true;
    const auto answer = world_.platforms[crm]->by_ids(ids);
    PDHS_CHECK(spending_.spend(crm, answer.usage));
    checked.failure = answer.failure;
    const auto found = std::count_if(answer.lookups.begin(), answer.lookups.end(),
                                     [](const Lookup& lookup) { return lookup.record.has_value(); });
    return is_same_account(static_cast<long long>(ids.size()), found);
}

Result<void> Accounts::accept(Crm crm, const std::string& mark, const std::string& account) {
    PDHS_CHECK(clear_refusal(crm));
    PDHS_TRY(const auto accepted, world_.store.get_value(accepted_mark(crm)));
    if (accepted != mark) PDHS_CHECK(world_.store.set_value(accepted_mark(crm), mark));
    PDHS_TRY(const auto known, world_.store.get_value(account_of(crm)));
    return account.empty() || known == account ? Result<void>{} : world_.store.set_value(account_of(crm), account);
}

Result<Accounts::Checked> Accounts::another_account(Crm crm, const std::string& mark, const std::string& account) {
    Checked checked;
    if (options_.belief == Belief::forced) {
        PDHS_CHECK(world_.store.forget_platform(crm));
        PDHS_CHECK(world_.store.set_value(account_of(crm), ""));
        checked.was_forgotten = true;
        return checked;
    }
    PDHS_CHECK(doubt_accepted_token(crm, mark));
    PDHS_TRY(const auto known, world_.store.get_value(account_of(crm)));
    // The brake first: a pass that ends between the two has the account asked for again, not created in.
    PDHS_CHECK(world_.store.set_brake({BrakeKind::account, crm, Brake::Status::holds, world_.clock.now(),
                                       account_message(crm, known.value_or(""), account)}));
    PDHS_TRY(const auto accepted, world_.store.get_value(accepted_mark(crm)));
    if (accepted != doubted) PDHS_CHECK(world_.store.set_value(refused_mark(crm), mark));
    return checked;
}

/// The token that was accepted opens another account now, as behind another base URL: each pass asks again.
Result<void> Accounts::doubt_accepted_token(Crm crm, const std::string& mark) {
    PDHS_TRY(const auto accepted, world_.store.get_value(accepted_mark(crm)));
    return accepted == mark ? world_.store.set_value(accepted_mark(crm), doubted) : Result<void>{};
}

Result<void> Accounts::judge_view(Crm crm, View view) {
    if (crm != Crm::pipedrive || view == View::untold) return {};
    if (view == View::whole || options_.partial_view == PartialView::accepted)
        return world_.store.forget_brake(BrakeKind::partial_view, crm);
    return world_.store.set_brake({BrakeKind::partial_view, crm,
                                   options_.belief == Belief::forced ? Brake::Status::lifted : Brake::Status::holds,
                                   world_.clock.now(), partial_view_message()});
}

}  // namespace pdhs
