#include "bench/crm_process.h"

#include <httplib.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_start = 10min;  // a million people on each side take their time

httplib::Client client_of(const std::string& url) {
    httplib::Client client(url);
#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
    client.enable_server_certificate_verification(false);  // of our own process on loopback
#endif
    return client;
}

nlohmann::json answer_of(const httplib::Result& result) {
    if (!result || result->status != 200) throw std::runtime_error("the CRMs do not answer");
    return nlohmann::json::parse(result->body);
}

/// Words of /proc/PID/stat behind the program's name, which may hold blanks.
std::vector<std::string> process_facts(pid_t id) {
    const auto line = support::file_content("/proc/" + std::to_string(id) + "/stat");
    std::istringstream words(line.substr(line.rfind(')') + 1));
    return {std::istream_iterator<std::string>(words), {}};
}

}  // namespace

Counted operator-(const Counted& later, const Counted& earlier) {
    return {later.hubspot_requests - earlier.hubspot_requests, later.pipedrive_requests - earlier.pipedrive_requests,
            later.created - earlier.created, later.refused_429 - earlier.refused_429};
}

CrmProcess::CrmProcess(const std::string& program, const std::vector<std::string>& options) {
    std::vector<std::string> arguments{program, "--ready-file", folder_.file("ready")};
    arguments.insert(arguments.end(), options.begin(), options.end());
    process_.emplace(support::ProcessStart{
        std::move(arguments), {}, folder_.path().string(), folder_.file("stdout"), folder_.file("stderr")});
    await_ready_file();
}

void CrmProcess::await_ready_file() {
    const auto end = std::chrono::steady_clock::now() + longest_start;
    while (!std::filesystem::exists(folder_.file("ready"))) {
        if (process_->ends_within(20ms)) throw std::runtime_error(support::file_content(folder_.file("stderr")));
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the CRMs do not come up");
    }
    env_file_ = support::file_content(folder_.file("ready"));
    std::istringstream lines(env_file_);
    for (std::string line; std::getline(lines, line);)
        if (const auto sign = line.find('='); sign != std::string::npos)
            settings_[line.substr(0, sign)] = line.substr(sign + 1);
}

void CrmProcess::advance_clock(std::chrono::milliseconds time) const {
    const nlohmann::json body{{"advance_ms", time.count()}};
    answer_of(client_of(setting("HUBSPOT_BASE_URL")).Post("/_sandbox/clock", body.dump(), "application/json"));
}

Counted CrmProcess::counted() const {
    const auto counters = answer_of(client_of(setting("HUBSPOT_BASE_URL")).Get("/_sandbox/counters"));
    const auto& hubspot = counters["hubspot"];
    const auto& pipedrive = counters["pipedrive"];
    const auto sum = [&](const char* name) {
        return hubspot[name].get<std::int64_t>() + pipedrive[name].get<std::int64_t>();
    };
    return {hubspot["requests"], pipedrive["requests"], sum("created"), sum("refused_429")};
}

std::chrono::milliseconds CrmProcess::cpu() const {
    constexpr std::size_t user = 11;  // fields 14 and 15 of proc(5), the first one here being the third
    const auto facts = process_facts(process_->id());
    const auto ticks = std::stoll(facts.at(user)) + std::stoll(facts.at(user + 1));
    return std::chrono::milliseconds{ticks * 1000 / sysconf(_SC_CLK_TCK)};
}

}  // namespace bench
