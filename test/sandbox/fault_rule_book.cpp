#include "sandbox/fault_rule_book.h"

#include <algorithm>
#include <utility>

namespace sandbox {
namespace {

bool matches(const FaultRule& rule, const HttpRequest& request, ConnectionAge age) {
    return (rule.method.empty() || rule.method == request.method) && request.target.starts_with(rule.target_prefix) &&
           request.target.find(rule.target_contains) != std::string::npos &&
           (rule.connection == ConnectionAge::any || rule.connection == age);
}

bool has_turn(const FaultRule& rule, int matched) {
    return matched >= rule.first_match && (rule.times < 0 || matched < rule.first_match + rule.times);
}

}  // namespace

void FaultRuleBook::add(FaultRule rule) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({.rule = std::move(rule)});
}

void FaultRuleBook::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

std::optional<Fault> FaultRuleBook::fault_for(const HttpRequest& request, ConnectionAge age) {
    const std::lock_guard lock(mutex_);
    std::optional<Fault> fault;
    for (Entry& entry : entries_) {
        if (!matches(entry.rule, request, age)) continue;
        ++entry.matched;
        if (fault || !has_turn(entry.rule, entry.matched)) continue;
        ++entry.applied;
        fault = entry.rule.fault;
    }
    return fault;
}

int FaultRuleBook::unused() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count(entries_, 0, &Entry::applied));
}

}  // namespace sandbox
