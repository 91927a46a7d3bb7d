#include "pdhs/system/process.h"

#include <unistd.h>

#include <array>

namespace pdhs {

std::vector<std::string> utf8_arguments(int argc, const char* const* argv) {
    return {argv, argv + argc};
}

Environment current_environment() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const auto sign = text.find('=');
        if (sign != std::string::npos) result.emplace(text.substr(0, sign), text.substr(sign + 1));
    }
    return result;
}

bool variables_have_any_capitals() {
    return false;
}

long process_id() {
    return ::getpid();
}

std::string host_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown";
    return name.data();
}

}  // namespace pdhs
