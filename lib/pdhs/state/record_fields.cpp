#include "pdhs/state/record_fields.h"

#include <algorithm>

namespace pdhs {

namespace {

std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

}  // namespace

std::string to_lines(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += on_one_line(value) + '\n';
    return text;
}

std::vector<std::string> from_lines(const std::string& text) {
    std::vector<std::string> values;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        values.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return values;
}

std::string phones_to_lines(const std::vector<Phone>& phones) {
    std::string text;
    for (const auto& phone : phones) text += on_one_line(phone.label) + '\t' + on_one_line(phone.value) + '\n';
    return text;
}

std::vector<Phone> phones_from_lines(const std::string& text) {
    std::vector<Phone> phones;
    for (const auto& line : from_lines(text)) {
        const auto tab = std::min(line.find('\t'), line.size());
        phones.push_back({line.substr(std::min(tab + 1, line.size())), line.substr(0, tab)});
    }
    return phones;
}

}  // namespace pdhs
