#include "pdhs/core/contact.h"

namespace pdhs {

namespace {

std::string_view without_leading_zeros(std::string_view id) {
    const auto first = id.find_first_not_of('0');
    return first == std::string_view::npos ? std::string_view{} : id.substr(first);
}

}  // namespace

std::string to_string(const RecordRef& ref) {
    return std::string(name_of(ref.crm)) + ":" + ref.id;
}

bool id_less(std::string_view a, std::string_view b) {
    a = without_leading_zeros(a);
    b = without_leading_zeros(b);
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace pdhs
