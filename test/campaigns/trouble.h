#pragma once
#include <string>
#include <vector>

// What goes wrong in histories, in the words of scenario files.
namespace campaigns {

inline const std::vector<std::string> times_between = {"1s", "30s", "30s", "1m", "3m", "11m", "2h", "25h"};
inline const std::vector<std::string> options_of_a_pass = {"--full",        "--max-creates 1",     "--dry-run",
                                                           "--deadline 1s", "--on-missing ignore", "--force"};
inline const std::vector<std::string> line_faults = {"drop-before-effect",
                                                     "reset-before-effect",
                                                     "drop-after-effect",
                                                     "reset-after-effect",
                                                     "drop-within-headers",
                                                     "reset-within-headers",
                                                     "drop-after-status-line",
                                                     "drop-within-body",
                                                     "reset-within-body",
                                                     "cut-json",
                                                     "empty-body",
                                                     "garbage",
                                                     "524-after-effect"};
/// In real time: a pause of a second or two, and 20 seconds until a stalled answer is given up.
inline const std::vector<std::string> faults_that_take_time = {"slow", "slow", "trickle", "trickle", "hang"};
inline const std::vector<std::string> hubspot_answers = {
    "hubspot-500",        "hubspot-502-html",  "hubspot-503",      "hubspot-423",      "hubspot-401",
    "hubspot-402",        "hubspot-403-scope", "hubspot-403-html", "hubspot-404-html", "hubspot-429-burst",
    "hubspot-429-search", "hubspot-429-daily", "hubspot-477",      "hubspot-488",      "hubspot-batch-empty",
    "hubspot-524-html",   "truncated-json",    "not-json"};
inline const std::vector<std::string> pipedrive_answers = {"pipedrive-500",
                                                           "pipedrive-503-html",
                                                           "pipedrive-524-html",
                                                           "pipedrive-200-null",
                                                           "pipedrive-200-failure",
                                                           "pipedrive-403-html",
                                                           "pipedrive-401",
                                                           "pipedrive-402",
                                                           "pipedrive-403-cap",
                                                           "pipedrive-403-permission",
                                                           "pipedrive-429-burst",
                                                           "pipedrive-429-empty",
                                                           "pipedrive-429-daily",
                                                           "truncated-json",
                                                           "not-json"};
/// Answers that say nothing about what was done: it may have been.
inline const std::vector<std::string> hubspot_answers_with_effect = {
    "hubspot-500", "hubspot-502-html", "hubspot-503", "hubspot-524-html", "truncated-json", "not-json"};
inline const std::vector<std::string> pipedrive_answers_with_effect = {
    "pipedrive-500", "pipedrive-503-html", "pipedrive-524-html", "truncated-json", "not-json"};
/// Such as end a read at once, so that a pass does not take its time over trying again.
inline const std::vector<std::string> hubspot_refusals = {"hubspot-401", "hubspot-402", "hubspot-488",
                                                          "hubspot-403-html"};
inline const std::vector<std::string> pipedrive_refusals = {"pipedrive-401", "pipedrive-402",
                                                            "pipedrive-403-permission", "pipedrive-403-html"};
inline const std::vector<std::string> before_a_page_fails = {"2m", "11m", "70m"};

// What a line `platform SIDE ...` says.

/// Nothing of this keeps anybody from coming over.
inline const std::vector<std::string> manners_of_hubspot = {"conflicts with-id",
                                                            "conflicts of-2024",
                                                            "conflicts without-id",
                                                            "conflicts as-400",
                                                            "batch-conflicts per-input",
                                                            "batch-conflicts whole-batch",
                                                            "batch-conflicts whole-batch-without-id",
                                                            "batch-existing-id told",
                                                            "batch-existing-id hidden",
                                                            "validation older",
                                                            "validation localised",
                                                            "merge-id fresh",
                                                            "merge-id preserved",
                                                            "ids in-order",
                                                            "ids mixed",
                                                            "burst 100",
                                                            "limits told",
                                                            "limits silent"};
inline const std::vector<std::string> manners_of_pipedrive = {
    "empty-emails list", "empty-emails blank", "empty-emails null", "deleted listed", "deleted by-id",
    "deleted unknown",   "burst 20",           "limits told",       "limits silent"};

/// A platform or a person brings about what ends it.
struct Outage {
    std::string begin;
    std::string end;
};

inline const std::vector<Outage> outages_of_hubspot = {
    {"token revoked", "token valid"},
    {"scopes crm.objects.contacts.read", "scopes crm.objects.contacts.read crm.objects.contacts.write"},
    {"batch-answers empty", "batch-answers full"},
    {"version v3", "version any"},
    {"account-info off", "account-info on"},
    {"portal 5", "portal 891936587"},
    {"poison h1", "poison none"}};
inline const std::vector<Outage> outages_of_pipedrive = {
    {"token revoked", "token valid"},   {"room-for 3", "room-for 1000000"}, {"admin no", "admin yes"},
    {"cursors expire", "cursors last"}, {"company 5", "company 54235233"},  {"poison h1", "poison none"}};
/// A new day has to come as well.
inline const std::vector<Outage> outages_of_a_day = {{"daily 20", "limits told"}, {"quota spent", "limits told"}};

}  // namespace campaigns
