#include <bit>
#include <cstdint>
#include <string_view>

#include "pdhs/state/records.h"

namespace pdhs {

namespace {

/// FNV-1a, 64 bits. A part's length goes in before it, so that moved borders between parts make a difference.
class Fingerprint {
  public:
    void add(std::string_view text) {
        add(static_cast<std::int64_t>(text.size()));
        for (const char c : text) add_byte(static_cast<unsigned char>(c));
    }
    void add(std::int64_t number) {
        const auto bits = std::bit_cast<std::uint64_t>(number);
        for (unsigned shift = 0; shift < 64; shift += 8) add_byte(static_cast<unsigned char>(bits >> shift));
    }
    template <class T>
    void add(const std::vector<T>& list) {
        add(static_cast<std::int64_t>(list.size()));
        for (const auto& value : list) add(value);
    }
    void add(const Phone& phone) {
        add(std::string_view(phone.label));
        add(std::string_view(phone.value));
    }
    [[nodiscard]] long long value() const { return std::bit_cast<std::int64_t>(hash_); }

  private:
    void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3u; }
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

}  // namespace

long long fingerprint_of(const Record& record) {
    Fingerprint fingerprint;
    for (const auto* text :
         {&record.first_name, &record.last_name, &record.name, &record.company, &record.organization_id})
        fingerprint.add(std::string_view(*text));
    fingerprint.add(record.emails);
    fingerprint.add(record.phones);
    fingerprint.add(record.merged_ids);
    fingerprint.add(std::int64_t{record.created.has_value()});
    if (record.created) fingerprint.add(std::int64_t{record.created->time_since_epoch().count()});
    return fingerprint.value();
}

}  // namespace pdhs
