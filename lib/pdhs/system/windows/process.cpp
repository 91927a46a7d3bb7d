#include "pdhs/system/process.h"

#include <windows.h>

#include <shellapi.h>  // wants the first

#include <array>
#include <memory>
#include <string_view>

#include "pdhs/system/windows/handle.h"
#include "pdhs/system/windows/text.h"

namespace pdhs {

/// The text that main() was given is in another encoding, where not all signs can be had.
std::vector<std::string> utf8_arguments(int, const char* const*) {
    int count = 0;
    const std::unique_ptr<wchar_t*, LocalMemory> words(::CommandLineToArgvW(::GetCommandLineW(), &count));
    std::vector<std::string> arguments;
    for (int index = 0; words && index < count; ++index) arguments.push_back(narrow(words.get()[index]));
    return arguments;
}

Environment current_environment() {
    Environment result;
    auto* const block = ::GetEnvironmentStringsW();
    if (block == nullptr) return result;
    for (const wchar_t* entry = block; *entry != L'\0';) {
        const std::wstring_view text(entry);
        // "=C:=C:\" and the like are the shell's own.
        const auto sign = text.find(L'=', 1);
        if (text[0] != L'=' && sign != std::wstring_view::npos)
            result.emplace(narrow(text.substr(0, sign)), narrow(text.substr(sign + 1)));
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(block);
    return result;
}

bool variables_have_any_capitals() {
    return true;
}

long process_id() {
    return static_cast<long>(::GetCurrentProcessId());
}

std::string host_name() {
    std::array<wchar_t, 256> name{};
    DWORD size = name.size();
    if (::GetComputerNameExW(ComputerNameDnsHostname, name.data(), &size) == 0) return "unknown";
    return narrow({name.data(), size});
}

}  // namespace pdhs
