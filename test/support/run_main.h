#pragma once
#include <algorithm>
#include <exception>
#include <iostream>
#include <string_view>

namespace support {

/// Whether the usage was asked for.
inline bool asks_for_help(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc,
                       [](const std::string_view word) { return word == "-h" || word == "--help"; });
}

/// The frame of a test program's main(): reads what is ordered and carries it out. With --help the usage on standard
/// output and 0; 2 and the usage on standard error when `read` throws; 1 when `carry_out` throws, with what was thrown,
/// or tells false; else 0.
template <class Read, class CarryOut>
int run_main(std::string_view name, std::string_view usage, int argc, char** argv, const Read& read,
             const CarryOut& carry_out) {
    if (asks_for_help(argc, argv)) {
        std::cout << usage;
        return 0;
    }
    decltype(read()) order;
    try {
        order = read();
    } catch (const std::exception& error) {
        std::cerr << name << ": " << error.what() << "\n" << usage;
        return 2;
    }
    try {
        return carry_out(order) ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << name << ": " << error.what() << "\n";
        return 1;
    }
}

}  // namespace support
