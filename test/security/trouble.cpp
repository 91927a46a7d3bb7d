#include "security/trouble.h"

#include <algorithm>
#include <csignal>
#include <iterator>
#include <memory>
#include <span>

#include "security/traces.h"
#include "support/catch.h"
#include "support/sanitizers.h"

namespace security {

using namespace std::chrono_literals;

std::string quotation(const std::string& token) {
    return "you sent " + token + ", or " + replaced(token, "/", "\\/") + ", or " + unicode_escaped(token) + ". ";
}

sandbox::faults::Answer quoting(sandbox::Response answer, const std::string& token) {
    sandbox::faults::Answer fault;
    fault.status = answer.status;
    for (const auto& [name, value] : answer.headers) fault.headers.emplace_back(name, value);
    fault.headers.emplace_back("X-You-Sent", token);
    for (const std::string before :
         {R"("message":")", R"("error":")", R"("category":")", R"("code":")", "<h1>", "prop"})
        answer.body = replaced(answer.body, before, before + quotation(token));
    fault.body = answer.body.empty() ? quotation(token) : answer.body;
    return fault;
}

void add_people(SyncedDesk& desk) {
    desk.crms.hubspot().add({{"email", "ada@x.com"}, {"firstname", "Ada"}});
    desk.crms.pipedrive().add_person("Bob Stone", {"bob@x.com"});
}

Calls calls_in(const std::vector<Trouble>& troubles, const std::string& method,
               const std::vector<std::vector<std::string>>& calls) {
    Calls result;
    for (const auto& trouble : troubles) {
        for (const auto& arguments : calls) {
            auto& call = *result.emplace_back(std::make_unique<Call>());
            call.trouble = trouble.name;
            call.arguments = arguments;
            add_people(call.desk);
            call.desk.hubspot.add({.method = method, .times = -1, .fault = trouble.on_hubspot});
            call.desk.pipedrive.add({.method = method, .times = -1, .fault = trouble.on_pipedrive});
        }
    }
    return result;
}

void add_calls(Calls& calls, Calls more) {
    std::move(more.begin(), more.end(), std::back_inserter(calls));
}

namespace {

/// Each takes a sanitizer about a second of a processor: all at once would not come to their first request in time.
constexpr std::size_t most_at_once = support::holds_freed_memory ? 10 : 100;

void make_at_once(std::span<const std::unique_ptr<Call>> calls) {
    const auto patient_until = std::chrono::steady_clock::now() + 5s;
    for (const auto& call : calls) call->desk.begin(call->arguments);
    for (const auto& call : calls) {
        CAPTURE(call->trouble, call->arguments);
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(patient_until - std::chrono::steady_clock::now());
        if (!call->desk.process().ends_within(std::max(left, 0ms))) call->desk.process().send(SIGTERM);
        CHECK(call->desk.end().signal == 0);
    }
}

}  // namespace

void make(const Calls& calls) {
    const std::span all(calls);
    for (std::size_t done = 0; done < all.size(); done += most_at_once)
        make_at_once(all.subspan(done, std::min(most_at_once, all.size() - done)));
}

void look_back(const Calls& calls) {
    for (const auto& call : calls) {
        call->desk.call({"status", "-v"});
        call->desk.call({"explain", "ada@x.com", "--format", "json"});
    }
}

void check_leaks(const Calls& calls) {
    for (const auto& call : calls) {
        CAPTURE(call->trouble, call->arguments);
        // One of the two may make the program wait so long that it never comes to the other one.
        CHECK(call->desk.hubspot.unused_rules() + call->desk.pipedrive.unused_rules() <= 1);
        CHECK(call->desk.leaks_anywhere() == Names{});
    }
}

}  // namespace security
