#include "security/desk.h"

#include <thread>

#include "security/traces.h"
#include "support/file_content.h"

namespace security {

namespace {

sandbox::Options with_canaries() {
    sandbox::Options options;
    options.hubspot.token = hubspot_canary;
    options.pipedrive.token = pipedrive_canary;
    return options;
}

void add(std::vector<std::string>& list, const std::vector<std::string>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

/// The header that is there to carry a token, when it does.
bool is_the_place(const std::pair<std::string, std::string>& field, bool of_hubspot) {
    if (of_hubspot) return field.first == "Authorization" && field.second == "Bearer " + hubspot_canary;
    return field.first == "x-api-token" && field.second == pipedrive_canary;
}

std::vector<std::string> leaks_of_requests(const sandbox::FaultProxy& proxy, bool of_hubspot) {
    std::vector<std::string> leaks;
    for (const auto& request : proxy.requests()) {
        add(leaks, leaks_in("the target of a request", request.target));
        add(leaks, leaks_in("the body of a request", request.body));
        for (const auto& field : request.headers)
            if (!is_the_place(field, of_hubspot)) add(leaks, leaks_in("header " + field.first, field.second));
    }
    return leaks;
}

/// In the first moment it is still that of the caller, then empty.
std::string command_line_of(pid_t id) {
    std::string line;
    for (int i = 0; i < 1000 && !line.starts_with(PDHS_PROGRAM); ++i) {
        line = support::file_content("/proc/" + std::to_string(id) + "/cmdline");
        if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return line;
}

}  // namespace

std::vector<std::string> leaks_in(const std::string& place, const std::string& bytes) {
    std::vector<std::string> leaks;
    for (const auto& form : traces_of(hubspot_canary, bytes)) leaks.push_back(place + ": token of HubSpot, " + form);
    for (const auto& form : traces_of(pipedrive_canary, bytes))
        leaks.push_back(place + ": token of Pipedrive, " + form);
    return leaks;
}

Desk::Desk() : environment{{"HUBSPOT_API_Key", hubspot_canary}, {"PIPEDRIVE_TOKEN", pipedrive_canary}} {}

void Desk::begin(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), PDHS_PROGRAM);
    ++calls_;
    const auto number = std::to_string(calls_);
    begun_ = std::chrono::steady_clock::now();
    process_ = std::make_unique<support::Process>(support::ProcessStart{
        arguments, environment, folder_.path().string(), file("stdout-" + number), file("stderr-" + number)});
    command_lines_ += command_line_of(process_->id());
}

Ended Desk::end(std::chrono::milliseconds patience) {
    const auto ended = process_->wait(patience);
    const auto number = std::to_string(calls_);
    return {ended.status,
            ended.signal,
            ended.peak_kilobytes,
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun_),
            support::file_content(file("stdout-" + number)),
            support::file_content(file("stderr-" + number))};
}

Ended Desk::call(std::vector<std::string> arguments, std::chrono::milliseconds patience) {
    begin(std::move(arguments));
    return end(patience);
}

std::vector<std::string> Desk::leaks() const {
    auto leaks = leaks_in("the command line", command_lines_);
    for (const auto& [name, bytes] : folder_.contents()) add(leaks, leaks_in(name, bytes));
    if (command_lines_.find(PDHS_PROGRAM) == std::string::npos) leaks.emplace_back("no command line was ever seen");
    return leaks;
}

SyncedDesk::SyncedDesk() : crms(with_canaries()), hubspot(crms.hubspot_port()), pipedrive(crms.pipedrive_port()) {
    environment["HUBSPOT_BASE_URL"] = hubspot.url();
    environment["PIPEDRIVE_BASE_URL"] = pipedrive.url();
}

std::vector<std::string> SyncedDesk::leaks_anywhere() const {
    auto result = leaks();
    add(result, leaks_of_requests(hubspot, true));
    add(result, leaks_of_requests(pipedrive, false));
    return result;
}

}  // namespace security
