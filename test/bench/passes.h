#pragma once
#include <string>
#include <vector>

#include "bench/limit_table.h"

namespace bench {

/// The programs of a bench, by their paths.
struct Programs {
    std::string pdhs_sync;   ///< pdhs-sync-test
    std::string sandbox;     ///< pdhs-sandbox
    std::string plain_sync;  ///< plain_sync.mjs
};

/// What the CRMs show to those who ask them over TLS, by their paths.
struct Identity {
    std::string certificate;  ///< for the address 127.0.0.1, vouched for by `authority`
    std::string key;
    std::string authority;  ///< one of the system's: the program must find it there by itself
};

/// A pass in which nothing has changed, with so many contacts on both sides.
std::vector<LimitRow> quiet_pass(const Programs& programs, int contacts);

/// A full listing of so many unchanged contacts on each side, each answer after so long.
std::vector<LimitRow> full_pass(const Programs& programs, int contacts, int delay_ms);

/// So many new contacts on each side, under HubSpot's limit of 190 requests in 10 s and so many of Pipedrive's in 2 s.
std::vector<LimitRow> first_import(const Programs& programs, int contacts, int pipedrive_burst);

/// A pass in which nothing has changed, beside a plain program that lists both sides and compares, and beside curl that
/// does nothing but list them; with so many contacts on both sides.
std::vector<LimitRow> against_others(const Programs& programs, int contacts);

/// A pass in which nothing has changed, over TLS: what it costs, and how long it takes when each round trip to the CRMs
/// takes 50 ms, beside curl that does nothing but ask one of them.
std::vector<LimitRow> tls_pass(const Programs& programs, const Identity& identity, int contacts);

}  // namespace bench
