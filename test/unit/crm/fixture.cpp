#include "fixture.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>

#include "pdhs/core/text.h"

nlohmann::json recording(const std::string& name) {
    std::ifstream file(std::string(PDHS_SOURCE_DIR "/test/unit/crm/recorded/") + name);
    if (!file) throw std::runtime_error("no recording " + name);
    return nlohmann::json::parse(file);
}

pdhs::HttpResponse response_of(const nlohmann::json& recording) {
    pdhs::HttpResponse response{recording.at("status").get<int>(), {}, recording.at("body").dump()};
    if (!recording.contains("headers")) return response;
    for (const auto& [name, value] : recording.at("headers").items())
        response.headers[pdhs::ascii_lower(name)] = value.get<std::string>();
    return response;
}

pdhs::HttpResponse recorded(const std::string& name) {
    return response_of(recording(name));
}

pdhs::CreateHooks Told::hooks() {
    return {[this](std::span<const std::size_t> drafts) -> pdhs::Result<bool> {
                if (before.size() == most_before) return false;
                before.emplace_back(drafts.begin(), drafts.end());
                std::string line = "before";
                for (const auto index : drafts) line += " " + std::to_string(index);
                order.push_back(line);
                return true;
            },
            [this](std::size_t index, const pdhs::CreateResult& result) -> pdhs::Result<void> {
                after[index].push_back(result);
                order.push_back("after " + std::to_string(index));
                return {};
            }};
}

const pdhs::CreateResult& Told::of(std::size_t index) const {
    const auto& results = after.at(index);
    if (results.size() != 1) throw std::logic_error("told " + std::to_string(results.size()) + " times");
    return results.front();
}

std::vector<pdhs::CreateResult::Kind> Told::kinds() const {
    std::vector<pdhs::CreateResult::Kind> result;
    for (const auto& entry : after) result.push_back(of(entry.first).kind);
    return result;
}
