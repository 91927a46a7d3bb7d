#include "pdhs/crm/pipedrive/id_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace pdhs::pipedrive {

bool is_id(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::vector<std::span<const std::string>> in_groups(std::span<const std::string> ids) {
    std::vector<std::span<const std::string>> groups;
    for (; !ids.empty(); ids = ids.subspan(groups.back().size()))
        groups.push_back(ids.first(std::min(ids.size(), most_ids_at_once)));
    return groups;
}

std::string ids_target(const std::string& path, std::span<const std::string> ids) {
    return fmt::format("{}?ids={}&limit={}", path, fmt::join(ids, ","), most_ids_at_once);
}

}  // namespace pdhs::pipedrive
