#include "pdhs/system/process.h"

#include <unistd.h>

#include <array>

namespace pdhs {

Environment current_environment() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const auto sign = text.find('=');
        if (sign != std::string::npos) result.emplace(text.substr(0, sign), text.substr(sign + 1));
    }
    return result;
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
