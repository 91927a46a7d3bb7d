// Both CRMs on loopback until a signal ends them: for demonstrations, scripts and other languages' clients.
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sandbox/sample_data.h"
#include "sandbox/sandbox.h"

namespace {

struct Arguments {
    sandbox::Options options;
    std::string seed = "empty";
    std::string ready_file;
};

int number(const std::string& text) {
    std::size_t used = 0;
    const auto value = std::stoi(text, &used);
    if (used != text.size() || value < 0) throw std::invalid_argument(text);
    return value;
}

void set_enforced(sandbox::Options& options) {
    options.hubspot.limits.mode = sandbox::LimitMode::enforced;
    options.pipedrive.limits.mode = sandbox::LimitMode::enforced;
}

void read_value(const std::string& name, const std::string& value, Arguments& arguments) {
    if (name == "--hubspot-port")
        arguments.options.hubspot_port = number(value);
    else if (name == "--pipedrive-port")
        arguments.options.pipedrive_port = number(value);
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
    if (what == "sample")
        sandbox::add_sample_people(crms.hubspot(), crms.pipedrive());
    else
        sandbox::add_generated_people(crms.hubspot(), crms.pipedrive(), number(what));
}

std::string assignments(sandbox::Sandbox& crms) {
    return "HUBSPOT_BASE_URL=" + crms.hubspot_url() + "\nPIPEDRIVE_BASE_URL=" + crms.pipedrive_url() +
           "\nHUBSPOT_API_Key=" + crms.hubspot().options().token +
           "\nPIPEDRIVE_TOKEN=" + crms.pipedrive().options().token + "\n";
}

// Whoever waits for the file must never read half of it.
void announce(const std::string& text, const std::string& file) {
    std::cout << text << std::flush;
    if (file.empty()) return;
    const auto unfinished = file + ".part";
    std::ofstream(unfinished) << text;
    if (std::rename(unfinished.c_str(), file.c_str()) != 0) throw std::runtime_error("cannot write " + file);
}

void run(const Arguments& arguments) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // Before any thread begins, so that all of them leave the signals to this one.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    sandbox::Sandbox crms(arguments.options);
    seed(crms, arguments.seed);
    announce(assignments(crms), arguments.ready_file);
    int received = 0;
    sigwait(&signals, &received);
}

}  // namespace

int main(int count, char** words) {
    try {
        run(read(std::vector<std::string>(words + 1, words + count)));
        return 0;
    } catch (const std::invalid_argument& error) {
        std::cerr << "pdhs-sandbox: cannot understand " << error.what() << "\n"
                  << "usage: pdhs-sandbox [--hubspot-port N] [--pipedrive-port N] [--seed sample|empty|N] [--limits]\n"
                  << "                    [--delay MS] [--ready-file FILE]\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "pdhs-sandbox: " << error.what() << "\n";
        return 1;
    }
}
