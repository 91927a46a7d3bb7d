#include <algorithm>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>

#include "bench/passes.h"
#include "support/run_main.h"

namespace {

using bench::LimitRow;
using bench::Programs;
using Rows = std::vector<LimitRow>;

constexpr auto usage =
    "usage: bench_passes --program PATH --sandbox PATH --plain PATH [--large] [--short]\n"
    "                    [--certificate FILE --key FILE --authority FILE] [quiet|full|import|against|tls]...\n"
    "Measures passes beside their limits; without a name all of them. Exits with 1 if a count, or memory, is\n"
    "beyond its limit; times are told and not judged.\n"
    "With a certificate for 127.0.0.1, by an authority that this system trusts, passes over TLS, too.\n"
    "--large: up to a million contacts, too. --short: with few contacts, as a test of the bench itself.\n";

enum class Size { normal, large, short_form };

struct Order {
    Programs programs;
    bench::Identity identity;
    Size size = Size::normal;
    std::vector<std::string> names;
};

void append(Rows& rows, const Rows& more) {
    rows.insert(rows.end(), more.begin(), more.end());
}

Rows quiet(const Order& order) {
    if (order.size == Size::short_form) return bench::quiet_pass(order.programs, 100);
    Rows rows;
    append(rows, bench::quiet_pass(order.programs, 10'000));
    append(rows, bench::quiet_pass(order.programs, 100'000));
    if (order.size == Size::large) append(rows, bench::quiet_pass(order.programs, 1'000'000));
    return rows;
}

Rows full(const Order& order) {
    if (order.size == Size::short_form) return bench::full_pass(order.programs, 300, 10);
    auto rows = bench::full_pass(order.programs, 100'000, 100);
    if (order.size == Size::large) append(rows, bench::full_pass(order.programs, 1'000'000, 0));
    return rows;
}

Rows import(const Order& order) {
    if (order.size == Size::short_form) return bench::first_import(order.programs, 50, 120);
    auto rows = bench::first_import(order.programs, 2'000, 120);
    append(rows, bench::first_import(order.programs, 2'000, 20));
    if (order.size == Size::large) append(rows, bench::first_import(order.programs, 20'000, 120));
    return rows;
}

Rows against(const Order& order) {
    if (order.size == Size::short_form) return bench::against_others(order.programs, 700);
    auto rows = bench::against_others(order.programs, 1'000);
    append(rows, bench::against_others(order.programs, 10'000));
    return rows;
}

Rows tls(const Order& order) {
    return bench::tls_pass(order.programs, order.identity, order.size == Size::short_form ? 100 : 10'000);
}

using Bench = std::function<Rows(const Order&)>;
const std::vector<std::pair<std::string, Bench>> benches = {
    {"quiet", quiet}, {"full", full}, {"import", import}, {"against", against}, {"tls", tls}};

void add_name(const std::string& name, Order& order) {
    for (const auto& bench : benches)
        if (bench.first == name) return order.names.push_back(name);
    throw std::invalid_argument("there is no bench '" + name + "'");
}

Order read_order(const std::vector<std::string>& words) {
    Order order;
    const std::map<std::string, std::string*> paths = {
        {"--program", &order.programs.pdhs_sync}, {"--sandbox", &order.programs.sandbox},
        {"--plain", &order.programs.plain_sync},  {"--certificate", &order.identity.certificate},
        {"--key", &order.identity.key},           {"--authority", &order.identity.authority}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto path = paths.find(words[i]);
        if (path != paths.end() && i + 1 < words.size())
            *path->second = std::filesystem::absolute(words[++i]).string();
        else if (words[i] == "--large")
            order.size = Size::large;
        else if (words[i] == "--short")
            order.size = Size::short_form;
        else
            add_name(words[i], order);
    }
    for (const auto* needed : {"--program", "--sandbox", "--plain"})
        if (paths.at(needed)->empty()) throw std::invalid_argument(std::string(needed) + " is missing");
    const auto& identity = order.identity;
    const bool has_any = !(identity.certificate + identity.key + identity.authority).empty();
    const bool has_all = !identity.certificate.empty() && !identity.key.empty() && !identity.authority.empty();
    const bool names_tls = std::find(order.names.begin(), order.names.end(), "tls") != order.names.end();
    if ((has_any || names_tls) && !has_all)
        throw std::invalid_argument("tls needs --certificate, --key and --authority");
    return order;
}

bool is_wanted(const Order& order, const std::string& name) {
    if (order.names.empty() && name == "tls") return !order.identity.certificate.empty();
    return order.names.empty() || std::find(order.names.begin(), order.names.end(), name) != order.names.end();
}

/// Times are told and not judged: they are the machine's, too. Nor is the memory of a test of the bench, whose program
/// may be any build.
bool has_to_hold(const LimitRow& row, Size size) {
    return row.is_count() || (!row.is_time() && size != Size::short_form);
}

/// False: a bench failed, or a count or memory is beyond its limit.
bool measure(const Order& order) {
    Rows rows;
    bool has_failed = false;
    for (const auto& bench : benches) {
        if (!is_wanted(order, bench.first)) continue;
        std::cerr << "Measuring: " << bench.first << " …" << std::endl;
        try {
            append(rows, bench.second(order));
        } catch (const std::exception& error) {
            std::cerr << "bench_passes: " << bench.first << ": " << error.what() << std::endl;
            has_failed = true;
        }
    }
    std::cout << bench::shown(rows);
    return !has_failed && std::none_of(rows.begin(), rows.end(), [&](const LimitRow& row) {
        return row.is_beyond() && has_to_hold(row, order.size);
    });
}

}  // namespace

int main(int argc, char** argv) {
    return support::run_main(
        "bench_passes", usage, argc, argv,
        [&] {
            return read_order({argv + 1, argv + argc});
        },
        measure);
}
