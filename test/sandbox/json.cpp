#include "sandbox/json.h"

namespace sandbox {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

}  // namespace

std::string to_body(const Json& json) {
    auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    replace_all(text, "{{lone_surrogate}}", "\\ud83d");
    replace_all(text, "{{bad_utf8}}", "\xff\xfe");
    return text;
}

std::optional<Json> parse_json(const std::string& text) {
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return std::nullopt;
    return json;
}

bool sent_as_json(const Request& request) {
    const auto type = request.header("content-type");
    return type.substr(0, type.find(';')) == "application/json";
}

}  // namespace sandbox
