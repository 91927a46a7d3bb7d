#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sandbox {

enum class Switch { off, on };

/// enforced: announced in headers and refused with 429 when spent.
/// generous: very large limits are announced, nothing is refused.
/// silent: no rate-limit header at all, nothing is refused.
enum class LimitMode { enforced, generous, silent };

/// What HubSpot answers to an e-mail that is taken.
enum class ConflictForm {
    standard,        ///< 409 "Contact already exists. Existing ID: N"
    variant_2024,    ///< 409 with identityProfile, category OBJECT_ALREADY_EXISTS
    without_id,      ///< 409 "Contact already exists"
    property_value,  ///< 400 CONFLICTING_UNIQUE_VALUE, "already has that value"
};

/// How a batch with trace ids treats an e-mail that is taken.
enum class BatchConflict {
    per_input,               ///< 207, one CONFLICT entry each
    whole_batch,             ///< 409 for everything, the message names the first existing id
    whole_batch_without_id,  ///< 409 for everything, no id in the message
};

/// HubSpot bodies of 400 VALIDATION_ERROR.
enum class ValidationForm {
    current,    ///< with localizedErrorMessage, portalId and a structured errors[]
    older,      ///< only the array inside the message
    localised,  ///< current, with a Portuguese e-mail text
};

enum class MergeId { fresh, preserved };

struct HubspotLimits {
    LimitMode mode = LimitMode::generous;
    int burst = 100;               ///< per token and rolling 10 s, searches not included
    int searches = 5;              ///< per account and rolling second
    std::int64_t daily = 250'000;  ///< per account; every request counts, refused ones too
    int utc_offset_minutes = 0;    ///< of the account: its midnight ends the day
};

struct HubspotOptions {
    std::string token = "pat-na1-00000000-0000-0000-0000-000000000000";  ///< "" refuses every token
    std::vector<std::string> further_tokens;                             ///< other apps of the same account
    std::set<std::string> scopes = {"crm.objects.contacts.read", "crm.objects.contacts.write", "oauth"};
    std::int64_t portal_id = 891936587;
    HubspotLimits limits;

    std::int64_t first_id = 108'782'252'209;  ///< beyond 2^32, as the real ones
    Switch ids_in_order = Switch::on;         ///< off: a new id may be lower than an older one
    std::int64_t search_lag_ms = 10'000;      ///< created and edited contacts reach the index so much later
    Switch flaky_search = Switch::off;        ///< a fresh contact drops out of the index once more
    MergeId merge_id = MergeId::fresh;

    ConflictForm conflict_form = ConflictForm::standard;
    BatchConflict batch_conflict = BatchConflict::per_input;
    ValidationForm validation_form = ValidationForm::current;
    Switch batch_echoes_trace_id = Switch::off;  ///< in results[]; errors[] always carry it
    Switch batch_existing_id = Switch::on;       ///< context.existingId in CONFLICT entries
    Switch batch_silently_empty = Switch::off;   ///< batch/create: 201, no result, no error, nothing written
    Switch repeat_after = Switch::off;           ///< the list's cursor never moves on
    std::optional<std::int64_t> most_a_page;     ///< lists and searches show no more at once, whatever is asked for
    Switch account_info = Switch::on;            ///< off: account-info answers 403 (service keys may see that)
    std::set<std::string> blocklisted_emails;    ///< GDPR-deleted: a create answers 400
    std::string only_version;                    ///< of the API: "v3", "2026-09"; all others are unknown; "": none is
    std::set<std::string> required_properties;   ///< by the account's rules; enforced on 2026-09 only
};

struct PipedriveLimits {
    LimitMode mode = LimitMode::generous;
    int burst = 20;                       ///< per token and rolling 2 s, searches not included
    int search_burst = 10;                ///< per token and rolling 2 s
    std::int64_t daily_tokens = 30'000;   ///< per company; the day ends at midnight UTC
    Switch charge_refused = Switch::off;  ///< 4xx answers cost their tokens too
};

enum class DeletedPersons {
    readable_by_id,  ///< 200 with is_deleted for 30 days, never in the list
    listed,          ///< as above, and in the list
    not_found,       ///< 404 at once
};

enum class EmptyEmails { empty_list, blank_entry, null };

struct PipedriveOptions {
    std::string token = "0123456789abcdef0123456789abcdef01234567";  ///< "" refuses every token
    std::vector<std::string> further_tokens;                         ///< other users of the same company
    Switch admin = Switch::on;  ///< off: the user sees only persons whose `visible` is set
    std::int64_t user_id = 25'455'458;
    std::int64_t company_id = 54'235'233;
    std::string company_domain = "sample-company";
    PipedriveLimits limits;

    std::int64_t search_lag_ms = 3'000;
    int created_status = 200;                         ///< of POST; v1 said 201
    Switch refuse_unknown_parameters = Switch::on;    ///< unknown query keys: 400
    Switch accept_query_token = Switch::off;          ///< ?api_token=
    Switch accept_first_and_last_name = Switch::off;  ///< in bodies
    Switch split_name_at_last_blank = Switch::on;     ///< off: at the first
    Switch cursors_expire = Switch::off;              ///< every cursor is refused with 400
    Switch repeat_cursor = Switch::off;               ///< the list's cursor never moves on
    std::optional<std::int64_t> most_a_page;          ///< lists show no more at once, whatever is asked for
    DeletedPersons deleted_persons = DeletedPersons::readable_by_id;
    EmptyEmails empty_emails = EmptyEmails::empty_list;
    std::optional<std::int64_t> person_cap;  ///< live persons the plan allows: 403 feature_capping beyond
};

struct Options {
    HubspotOptions hubspot;
    PipedriveOptions pipedrive;
    int hubspot_port = 0;          ///< 0: any free one
    int pipedrive_port = 0;        ///< 0: any free one
    std::string certificate_file;  ///< with it the servers speak TLS
    std::string key_file;
    int delay_ms = 0;  ///< every answer waits so long, as a distant server does
};

}  // namespace sandbox
