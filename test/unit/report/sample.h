#pragma once
#include <string>

#include "pdhs/core/report.h"

/// Somebody who stands on HubSpot as 123 and was created on Pipedrive as 45.
inline pdhs::Action created_action() {
    pdhs::Action action;
    action.on = pdhs::Crm::pipedrive;
    action.from = {pdhs::Crm::hubspot, "123"};
    action.name = "Ada Lovelace";
    action.key = "ada@x.com";
    action.outcome = pdhs::Action::Outcome::created;
    action.id = "45";
    return action;
}

inline pdhs::Action skipped_action(const std::string& reason) {
    auto action = created_action();
    action.what = pdhs::Action::Do::skip;
    action.outcome = pdhs::Action::Outcome::none;
    action.id.clear();
    action.reason = reason;
    return action;
}

/// A pass that went well.
inline pdhs::Report sample_report() {
    pdhs::Report report;
    report.pass = 12;
    report.started = pdhs::Time{pdhs::Millis{1'790'000'000'007}};
    report.duration = pdhs::Millis{1'400};
    report.platforms.hubspot = {pdhs::ReadMode::full, true, 12'345, 1, 0, 2, 0, 124, 0, ""};
    report.platforms.pipedrive = {pdhs::ReadMode::changes, true, 987, 2, 1, 0, 0, 4, 30, ""};
    report.actions.push_back(created_action());
    return report;
}
