// Both CRMs on loopback until a signal ends them: for demonstrations, scripts and other languages' clients.
#include <sys/stat.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "sandbox/sample_data.h"
#include "sandbox/sandbox.h"

namespace {

constexpr auto own_first_line = "# The sandbox's: its addresses and tokens, until it ends.";
constexpr auto usage =
    "usage: pdhs-sandbox [--hubspot-port N] [--pipedrive-port N] [--seed sample|empty|N|both:N|apart:N] [--limits]\n"
    "                    [--hubspot-burst N] [--pipedrive-burst N] [--delay MS] [--certificate FILE --key FILE]\n"
    "                    [--ready-file FILE]\n"
    "--seed N: so many people on each side, half of them on both; both:N: all of them; apart:N: none.\n"
    "--limits: as the platforms limit small accounts. The bursts: so many requests in 10 s and in 2 s, and no limit\n"
    "of the day. With a certificate it is HTTPS.\n";

struct Arguments {
    sandbox::Options options;
    std::string seed = "empty";
    std::string ready_file;
};

int number(const std::string& text) {
    int value = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || value < 0) throw std::invalid_argument(text);
    return value;
}

void set_enforced(sandbox::Options& options) {
    options.hubspot.limits.mode = sandbox::LimitMode::enforced;
    options.pipedrive.limits.mode = sandbox::LimitMode::enforced;
}

constexpr std::int64_t plenty = 1'000'000'000;

void limit_bursts(sandbox::HubspotLimits& limits, int burst) {
    limits.mode = sandbox::LimitMode::enforced;
    limits.burst = burst;
    limits.daily = plenty;
}

void limit_bursts(sandbox::PipedriveLimits& limits, int burst) {
    limits.mode = sandbox::LimitMode::enforced;
    limits.burst = burst;
    limits.daily_tokens = plenty;
}

void read_value(const std::string& name, const std::string& value, Arguments& arguments) {
    if (name == "--hubspot-port")
        arguments.options.hubspot_port = number(value);
    else if (name == "--pipedrive-port")
        arguments.options.pipedrive_port = number(value);
    else if (name == "--hubspot-burst")
        limit_bursts(arguments.options.hubspot.limits, number(value));
    else if (name == "--pipedrive-burst")
        limit_bursts(arguments.options.pipedrive.limits, number(value));
    else if (name == "--certificate")
        arguments.options.certificate_file = value;
    else if (name == "--key")
        arguments.options.key_file = value;
    else if (name == "--delay")
        arguments.options.delay_ms = number(value);
    else if (name == "--seed")
        arguments.seed = value;
    else if (name == "--ready-file")
        arguments.ready_file = value;
    else
        throw std::invalid_argument(name);
}

Arguments read(const std::vector<std::string>& words) {
    Arguments arguments;
    for (std::size_t each = 0; each < words.size(); ++each) {
        if (words[each] == "--limits") {
            set_enforced(arguments.options);
            continue;
        }
        if (each + 1 == words.size()) throw std::invalid_argument(words[each]);
        read_value(words[each], words[each + 1], arguments);
        ++each;
    }
    return arguments;
}

void seed(sandbox::Sandbox& crms, const std::string& what) {
    if (what == "empty") return;
    if (what == "sample") return sandbox::add_sample_people(crms.hubspot(), crms.pipedrive());
    const auto colon = what.find(':') + 1;  // 0: there is none
    const auto kind = what.substr(0, colon);
    const int count = number(what.substr(colon));
    if (kind != "" && kind != "both:" && kind != "apart:") throw std::invalid_argument(what);
    const int on_both = kind == "both:" ? count : kind == "apart:" ? 0 : count / 2;
    sandbox::add_generated_people(crms.hubspot(), crms.pipedrive(), count, on_both);
}

std::string assignments(sandbox::Sandbox& crms) {
    return "HUBSPOT_BASE_URL=" + crms.hubspot_url() + "\nPIPEDRIVE_BASE_URL=" + crms.pipedrive_url() +
           "\nHUBSPOT_API_Key=" + crms.hubspot().options().token +
           "\nPIPEDRIVE_TOKEN=" + crms.pipedrive().options().token + "\n";
}

// A file with somebody's real tokens must not be lost.
void refuse_foreign(const std::string& file) {
    std::ifstream stream(file);
    std::string first_line;
    if (stream.is_open() && std::getline(stream, first_line) && first_line != own_first_line)
        throw std::runtime_error(file + " is there already and was not written by the sandbox: name another one");
}

// Whoever waits for the file must never read half of it.
void announce(const std::string& text, const std::string& file) {
    std::cout << text << std::flush;
    if (file.empty()) return;
    const auto unfinished = file + ".part";
    ::umask(077);  // it holds tokens
    std::ofstream(unfinished) << own_first_line << "\n" << text;
    if (std::rename(unfinished.c_str(), file.c_str()) != 0) throw std::runtime_error("cannot write " + file);
}

void run(const Arguments& arguments) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Before any thread begins, so that all of them leave the signals to this one.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    refuse_foreign(arguments.ready_file);
    sandbox::Sandbox crms(arguments.options);
    seed(crms, arguments.seed);
    announce(assignments(crms), arguments.ready_file);
    int received = 0;
    sigwait(&signals, &received);
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments == std::vector<std::string>{"--help"}) {
        std::cout << usage;
        return 0;
    }
    try {
        run(read(arguments));
        return 0;
    } catch (const std::invalid_argument& error) {
        std::cerr << "pdhs-sandbox: cannot understand " << error.what() << "\n" << usage;
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "pdhs-sandbox: " << error.what() << "\n";
        return 1;
    }
}
