#pragma once
#include <exception>
#include <iostream>
#include <string_view>

namespace support {

/// The frame of a test program's main(): reads what is ordered and carries it out. 2 and the usage on standard error
/// when `read` throws; 1 when `carry_out` throws, with what was thrown, or tells false; else 0.
template <class Read, class CarryOut>
int run_main(std::string_view name, std::string_view usage, const Read& read, const CarryOut& carry_out) {
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
