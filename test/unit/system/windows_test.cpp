// What only Windows has: access lists, wide text, a lock that is no lock of what is read.
#include <windows.h>

#include <sddl.h>  // wants the first

#include <csignal>
#include <filesystem>
#include <memory>

#include "pdhs/core/path.h"
#include "pdhs/system/console.h"
#include "pdhs/system/file.h"
#include "pdhs/system/file_facts.h"
#include "pdhs/system/process.h"
#include "pdhs/system/windows/handle.h"
#include "pdhs/system/windows/text.h"
#include "support/catch.h"
#include "support/temporary_folder.h"
#include "unit/system/others.h"

namespace pdhs {

void let_others_read(const std::string& path) {
    PSECURITY_DESCRIPTOR everybody = nullptr;
    REQUIRE(::ConvertStringSecurityDescriptorToSecurityDescriptorW(L"D:(A;;FA;;;WD)", SDDL_REVISION_1, &everybody,
                                                                   nullptr) != 0);
    const std::unique_ptr<void, LocalMemory> memory(everybody);
    REQUIRE(::SetFileSecurityW(wide(path).c_str(), DACL_SECURITY_INFORMATION, everybody) != 0);
}

namespace {

namespace fs = std::filesystem;

TEST_CASE("texts become wide and narrow again, whatever signs they have") {
    const std::string text = "Zo\u00eb \u2603 \U0001F600";
    CHECK(narrow(wide(text)) == text);
    CHECK(wide("").empty());
    CHECK(wide("\xff") == L"\xfffd");
}

TEST_CASE("a file is named in UTF-8") {
    const support::TemporaryFolder folder;
    const auto path = folder.file("Zo\u00eb \u2603");
    CHECK(File::open_to_append(path).append("1") == 1);
    CHECK(facts_of(path, Links::tell).size == 1);
    CHECK(fs::exists(path_of(path)));
}

TEST_CASE("a file that is open can be renamed and replaced") {
    const support::TemporaryFolder folder;
    auto log = File::open_to_append(folder.file("log"));
    fs::rename(folder.file("log"), folder.file("log.1"));
    auto next = File::open_to_append(folder.file("log"));
    CHECK(log.append("old") == 3);
    CHECK(next.append("n") == 1);
    CHECK(facts_of(folder.file("log.1"), Links::tell).size == 3);
    CHECK(facts_of(folder.file("log"), Links::tell).size == 1);
}

TEST_CASE("variables are the same in other capitals") {
    REQUIRE(::SetEnvironmentVariableW(L"PDHSTEST_Signs", L"a=b = \u00fc") != 0);
    CHECK(current_environment().at("PDHSTEST_Signs") == "a=b = \u00fc");
    CHECK(variables_have_any_capitals());
}

TEST_CASE("the arguments are the system's, not those of main") {
    const auto arguments = utf8_arguments(0, nullptr);
    REQUIRE_FALSE(arguments.empty());
    CHECK(arguments[0].find("unit_system") != std::string::npos);
}

TEST_CASE("Ctrl-C asks for an end") {
    static Interrupt interrupt;
    tell_interrupts(interrupt);
    ::AllocConsole();
    REQUIRE(::GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0) != 0);
    for (int i = 0; i < 500 && !interrupt.requested(); ++i) ::Sleep(10);
    CHECK(interrupt.requested());
    CHECK(interrupt.signal() == SIGINT);
}

}  // namespace
}  // namespace pdhs
