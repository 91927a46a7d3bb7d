#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pdhs/core/time.h"

namespace pdhs {

/// The two platforms that are kept the same.
enum class Crm { hubspot, pipedrive };

inline constexpr std::array both_crms = {Crm::hubspot, Crm::pipedrive};

[[nodiscard]] constexpr Crm other(Crm crm) {
    return crm == Crm::hubspot ? Crm::pipedrive : Crm::hubspot;
}
/// "hubspot" or "pipedrive": as in logs, JSON and `explain hubspot:123`.
[[nodiscard]] constexpr std::string_view name_of(Crm crm) {
    return crm == Crm::hubspot ? "hubspot" : "pipedrive";
}
/// "HubSpot" or "Pipedrive": as people write it.
[[nodiscard]] constexpr std::string_view title_of(Crm crm) {
    return crm == Crm::hubspot ? "HubSpot" : "Pipedrive";
}

/// The setting that holds its token.
[[nodiscard]] constexpr std::string_view token_key_of(Crm crm) {
    return crm == Crm::hubspot ? "HUBSPOT_API_Key" : "PIPEDRIVE_TOKEN";
}
/// The setting that says where it is.
[[nodiscard]] constexpr std::string_view base_url_key_of(Crm crm) {
    return crm == Crm::hubspot ? "HUBSPOT_BASE_URL" : "PIPEDRIVE_BASE_URL";
}
/// What its daily quota counts.
[[nodiscard]] constexpr std::string_view unit_of(Crm crm) {
    return crm == Crm::hubspot ? "calls" : "tokens";
}

/// One value for each platform.
template <class T>
struct PerCrm {
    T hubspot{};
    T pipedrive{};

    T& operator[](Crm crm) { return crm == Crm::hubspot ? hubspot : pipedrive; }
    const T& operator[](Crm crm) const { return crm == Crm::hubspot ? hubspot : pipedrive; }
    bool operator==(const PerCrm&) const = default;
};

/// Names a record: a platform and the id that the platform gave it (a decimal string).
struct RecordRef {
    Crm crm = Crm::hubspot;
    std::string id;

    auto operator<=>(const RecordRef&) const = default;
};

/// "hubspot:123"
[[nodiscard]] std::string to_string(const RecordRef& ref);

/// Whether decimal id `a` is smaller than `b`, at any length.
[[nodiscard]] bool id_less(std::string_view a, std::string_view b);

/// What became of a record.
enum class RecordStatus { alive, gone, merged };

struct Phone {
    std::string value;  ///< as the platform shows it
    std::string label;  ///< "work", "mobile" or whatever Pipedrive holds

    bool operator==(const Phone&) const = default;
};

/// One HubSpot contact or Pipedrive person as the decoder understood it: valid UTF-8, outer blanks trimmed,
/// empty values left out, nothing else changed.
struct Record {
    RecordRef ref;
    std::string first_name;
    std::string last_name;
    std::string name;                     ///< Pipedrive: the person's name. HubSpot: empty.
    std::vector<std::string> emails;      ///< whole values as they stand there, the primary one first
    std::vector<Phone> phones;            ///< the primary one first
    std::string company;                  ///< HubSpot: the company text
    std::string organization_id;          ///< Pipedrive: org_id, empty if none
    std::vector<std::string> merged_ids;  ///< HubSpot: ids that were merged into this contact
    std::optional<Time> created;
    std::optional<Time> changed;

    bool operator==(const Record&) const = default;
};

/// What a Pipedrive person is created from.
struct PersonDraft {
    std::string name;
    std::vector<std::string> emails;  ///< the first one becomes primary
    std::vector<Phone> phones;        ///< the first one becomes primary

    bool operator==(const PersonDraft&) const = default;
};

/// What a HubSpot contact is created from; empty fields are not sent.
struct ContactDraft {
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone;
    std::string company;

    bool operator==(const ContactDraft&) const = default;
};

/// Its type says on which platform it is to be created.
using Draft = std::variant<ContactDraft, PersonDraft>;

}  // namespace pdhs
