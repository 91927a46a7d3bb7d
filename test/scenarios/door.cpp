#include "scenarios/door.h"

#include <map>
#include <utility>

#include "sandbox/fault_proxy.h"

namespace scenarios {

namespace {

using sandbox::Ending;
using sandbox::Fault;
namespace faults = sandbox::faults;

constexpr auto killed_then_late = "killed-then-late";

const std::map<std::string, Fault>& line_faults() {
    static const std::map<std::string, Fault> faults_by_name = {
        {"drop-before-effect", faults::DropBeforeEffect{}},
        {"reset-before-effect", faults::DropBeforeEffect{Ending::reset}},
        {"drop-after-effect", faults::DropAfterEffect{}},
        {"reset-after-effect", faults::DropAfterEffect{Ending::reset}},
        {"drop-after-status-line", faults::DropAfterEffect{Ending::close, sandbox::Sent::status_line}},
        {"drop-within-headers", faults::DropAfterEffect{Ending::close, sandbox::Sent::part_of_headers}},
        {"reset-within-headers", faults::DropAfterEffect{Ending::reset, sandbox::Sent::part_of_headers}},
        {"drop-within-body", faults::Truncate{20, Ending::close}},
        {"reset-within-body", faults::Truncate{20, Ending::reset}},
        {"cut-json", faults::CutBody{}},
        {"empty-body", faults::CutBody{0}},
        {"garbage", faults::ReplaceInBody{"", "<html>this is no JSON</html>"}},
        {"524-after-effect",
         faults::Answer{524, {{"Content-Type", "text/html"}}, "<html>524</html>", sandbox::Upstream::asked}},
        {"late-effect", faults::LateEffect{}},
        {killed_then_late, faults::LateEffect{}},
        {"trickle", faults::Trickle{std::chrono::milliseconds{1}, 16}},
        {"hang", faults::Hang{}},
        {"slow", faults::Delay{std::chrono::milliseconds{0}, std::chrono::milliseconds{1200}}},
    };
    return faults_by_name;
}

struct Target {
    std::string method;
    std::string prefix;
    std::string part;  ///< what the address contains besides
};

/// Requests by the names that the sandbox gives them, of any version of the API, as far as method and address tell them
/// apart.
Target target_of(const FaultOrder& order, Side side) {
    static const std::map<std::string, Target> of_hubspot = {
        {"list", {"GET", "/crm/", "/contacts?"}},
        {"get", {"GET", "/crm/", "/contacts/"}},
        {"search", {"POST", "/crm/", "/contacts/search"}},
        {"batch_create", {"POST", "/crm/", "/contacts/batch/create"}},
        {"batch_read", {"POST", "/crm/", "/contacts/batch/read"}},
        {"account_details", {"GET", "/account-info/", "/details"}}};
    static const std::map<std::string, Target> of_pipedrive = {{"list", {"GET", "/api/v2/persons?", ""}},
                                                               {"get", {"GET", "/api/v2/persons/", ""}},
                                                               {"create", {"POST", "/api/v2/persons", ""}},
                                                               {"organizations", {"GET", "/api/v2/organizations", ""}},
                                                               {"users_me", {"GET", "", "/v1/users/me"}}};
    if (order.request == "any") return {};
    if (order.request == "post") return {"POST", "", ""};
    const auto& targets = side == Side::hubspot ? of_hubspot : of_pipedrive;
    const auto found = targets.find(order.request);
    if (found == targets.end()) throw Mismatch(order.line, "'" + order.request + "' cannot be told apart on the line");
    return found->second;
}

sandbox::ConnectionAge age_of(const FaultOrder& order) {
    if (order.connection == "fresh") return sandbox::ConnectionAge::fresh;
    return order.connection.empty() ? sandbox::ConnectionAge::any : sandbox::ConnectionAge::kept_alive;
}

}  // namespace

Door::Door(Side side, int port, std::function<void()> kill_program)
    : side_(side), kill_program_(std::move(kill_program)), proxy_(std::make_unique<sandbox::FaultProxy>(port)) {}

Door::~Door() = default;

std::string Door::url() const {
    return proxy_->url();
}

bool Door::knows(const std::string& fault) {
    return line_faults().contains(fault);
}

void Door::add(const FaultOrder& order) {
    const auto target = target_of(order, side_);
    sandbox::FaultRule rule;
    rule.method = target.method;
    rule.target_prefix = target.prefix;
    rule.target_contains = target.part;
    rule.connection = age_of(order);
    rule.first_match = order.nth;
    rule.times = order.times;
    rule.fault = line_faults().at(order.fault);
    if (order.fault == killed_then_late) rule.fault = faults::LateEffect{.end_client = kill_program_};
    proxy_->add(rule);
}

void Door::shut() {
    proxy_->stop_listening();
    proxy_->end_open_connections();
}

void Door::wait_for_what_is_under_way() const {
    proxy_->wait_for_what_is_under_way();
}

void Door::mend() {
    proxy_->clear();
    proxy_->listen_again();
}

int Door::deliver_late() {
    return proxy_->deliver_late();
}

int Door::unused_faults() const {
    return proxy_->unused_rules();
}

}  // namespace scenarios
