#pragma once
#include <chrono>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sandbox/sandbox.h"
#include "support/file_content.h"
#include "support/process.h"
#include "support/temporary_folder.h"

/// The program; PDHSTEST_PROGRAM names another one, say one for another system by an emulator.
inline std::string program_path() {
    const char* const other = std::getenv("PDHSTEST_PROGRAM");
    return other == nullptr ? PDHS_PROGRAM : other;
}

/// A user's folder beside two CRMs, and the program itself.
struct Desk {
    sandbox::Sandbox crms;
    support::TemporaryFolder folder;
    std::map<std::string, std::string> environment{{"HUBSPOT_BASE_URL", crms.hubspot_url()},
                                                   {"PIPEDRIVE_BASE_URL", crms.pipedrive_url()},
                                                   {"HUBSPOT_API_Key", crms.hubspot().options().token},
                                                   {"PIPEDRIVE_TOKEN", crms.pipedrive().options().token}};

    /// How to start the program here, with its output in a file of the folder.
    [[nodiscard]] support::ProcessStart command(std::vector<std::string> arguments, const std::string& output) const {
        arguments.insert(arguments.begin(), program_path());
        return {arguments, environment, folder.path().string(), folder.file(output), folder.file(output + ".errors")};
    }
    /// Runs it, and returns its exit status.
    [[nodiscard]] int run(const std::vector<std::string>& arguments, const std::string& output = "output") const {
        return support::Process(command(arguments, output)).wait(std::chrono::seconds{60}).status;
    }
    /// What was written to stdout.
    [[nodiscard]] std::string text_of(const std::string& output = "output") const {
        return support::file_content(folder.file(output));
    }
    [[nodiscard]] nlohmann::json json_of(const std::string& output = "output") const {
        return nlohmann::json::parse(text_of(output));
    }
};
