#include "pdhs/report/log_history.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "pdhs/core/path.h"

namespace pdhs {

namespace {

constexpr std::size_t most_deeds = 50;

std::string text_in(const rapidjson::Value& line, const char* name) {
    const auto member = line.FindMember(name);
    if (member == line.MemberEnd() || !member->value.IsString()) return {};
    return {member->value.GetString(), member->value.GetStringLength()};
}

long long number_in(const rapidjson::Value& line, const char* name) {
    const auto member = line.FindMember(name);
    return member != line.MemberEnd() && member->value.IsInt64() ? member->value.GetInt64() : 0;
}

class Reader {
  public:
    explicit Reader(const std::vector<KnownRecord>& records) {
        for (const auto& known : records) names_.insert(to_string(known.record.ref));
    }

    void read(const std::string& path) {
        std::ifstream file(path_of(path));
        for (std::string line; std::getline(file, line);)
            if (may_be_about_one(line)) take(line);
    }

    std::vector<PastDeed> deeds() {
        if (deeds_.size() > most_deeds) deeds_.erase(deeds_.begin(), deeds_.end() - most_deeds);
        return std::move(deeds_);
    }

  private:
    /// Most lines are about others, and need not be parsed.
    [[nodiscard]] bool may_be_about_one(const std::string& line) const {
        return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
            return line.find(name.substr(name.find(':') + 1)) != std::string::npos;
        });
    }

    void take(const std::string& text) {
        rapidjson::Document line;
        line.Parse<rapidjson::kParseIterativeFlag>(text.c_str(), text.size());
        if (line.HasParseError() || !line.IsObject() || !is_about_one(line)) return;
        PastDeed deed{Time{Millis{number_in(line, "time")}}, number_in(line, "pass"), text_in(line, "msg"), {}};
        deed.detail = text_in(line, "detail");
        if (deed.detail.empty()) deed.detail = text_in(line, "reason");
        const bool is_dry = line.HasMember("dry_run");
        if (!is_dry) deeds_.push_back(std::move(deed));
    }

    [[nodiscard]] bool is_about_one(const rapidjson::Value& line) const {
        const auto created = text_in(line, "platform") + ":" + text_in(line, "id");
        return names_.contains(created) || names_.contains(text_in(line, "from")) ||
               names_.contains(text_in(line, "contact")) || names_.contains(text_in(line, "person"));
    }

    std::set<std::string> names_;
    std::vector<PastDeed> deeds_;
};

}  // namespace

std::vector<PastDeed> deeds_in_log(const std::string& path, const std::vector<KnownRecord>& records) {
    Reader reader(records);
    if (records.empty()) return {};
    reader.read(path + ".1");
    reader.read(path);
    return reader.deeds();
}

}  // namespace pdhs
