#include "sandbox/email_rules.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

// All country codes in use and the generic domains that addresses are likely to have: a sample, not IANA's list.
const std::set<std::string_view> top_level_domains = {
    "ac",     "ad",      "ae",        "af",       "ag",         "ai",        "al",       "am",      "ao",
    "aq",     "ar",      "as",        "at",       "au",         "aw",        "ax",       "az",      "ba",
    "bb",     "bd",      "be",        "bf",       "bg",         "bh",        "bi",       "bj",      "bm",
    "bn",     "bo",      "br",        "bs",       "bt",         "bw",        "by",       "bz",      "ca",
    "cc",     "cd",      "cf",        "cg",       "ch",         "ci",        "ck",       "cl",      "cm",
    "cn",     "co",      "cr",        "cu",       "cv",         "cw",        "cx",       "cy",      "cz",
    "de",     "dj",      "dk",        "dm",       "do",         "dz",        "ec",       "ee",      "eg",
    "er",     "es",      "et",        "eu",       "fi",         "fj",        "fk",       "fm",      "fo",
    "fr",     "ga",      "gd",        "ge",       "gf",         "gg",        "gh",       "gi",      "gl",
    "gm",     "gn",      "gp",        "gq",       "gr",         "gs",        "gt",       "gu",      "gw",
    "gy",     "hk",      "hm",        "hn",       "hr",         "ht",        "hu",       "id",      "ie",
    "il",     "im",      "in",        "io",       "iq",         "ir",        "is",       "it",      "je",
    "jm",     "jo",      "jp",        "ke",       "kg",         "kh",        "ki",       "km",      "kn",
    "kp",     "kr",      "kw",        "ky",       "kz",         "la",        "lb",       "lc",      "li",
    "lk",     "lr",      "ls",        "lt",       "lu",         "lv",        "ly",       "ma",      "mc",
    "md",     "me",      "mg",        "mh",       "mk",         "ml",        "mm",       "mn",      "mo",
    "mp",     "mq",      "mr",        "ms",       "mt",         "mu",        "mv",       "mw",      "mx",
    "my",     "mz",      "na",        "nc",       "ne",         "nf",        "ng",       "ni",      "nl",
    "no",     "np",      "nr",        "nu",       "nz",         "om",        "pa",       "pe",      "pf",
    "pg",     "ph",      "pk",        "pl",       "pm",         "pn",        "pr",       "ps",      "pt",
    "pw",     "py",      "qa",        "re",       "ro",         "rs",        "ru",       "rw",      "sa",
    "sb",     "sc",      "sd",        "se",       "sg",         "sh",        "si",       "sk",      "sl",
    "sm",     "sn",      "so",        "sr",       "ss",         "st",        "su",       "sv",      "sx",
    "sy",     "sz",      "tc",        "td",       "tf",         "tg",        "th",       "tj",      "tk",
    "tl",     "tm",      "tn",        "to",       "tr",         "tt",        "tv",       "tw",      "tz",
    "ua",     "ug",      "uk",        "us",       "uy",         "uz",        "va",       "vc",      "ve",
    "vg",     "vi",      "vn",        "vu",       "wf",         "ws",        "ye",       "yt",      "za",
    "zm",     "zw",      "com",       "org",      "net",        "edu",       "gov",      "mil",     "int",
    "arpa",   "info",    "biz",       "name",     "pro",        "aero",      "coop",     "museum",  "jobs",
    "mobi",   "travel",  "tel",       "cat",      "asia",       "post",      "app",      "dev",     "page",
    "cloud",  "online",  "site",      "store",    "shop",       "tech",      "digital",  "agency",  "studio",
    "design", "email",   "group",     "company",  "business",   "solutions", "services", "systems", "software",
    "global", "world",   "live",      "life",     "blog",       "club",      "xyz",      "space",   "team",
    "work",   "works",   "media",     "news",     "one",        "top",       "vip",      "wiki",    "zone",
    "berlin", "hamburg", "koeln",     "london",   "paris",      "amsterdam", "tirol",    "wien",    "swiss",
    "gmbh",   "bayern",  "nyc",       "tokyo",    "consulting", "capital",   "finance",  "energy",  "engineering",
    "health", "legal",   "marketing", "partners", "ventures",   "care",
};

bool is_letter_or_digit(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
}

bool is_local_character(char character) {
    return is_letter_or_digit(character) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(character) != std::string::npos;
}

bool has_misplaced_dot(const std::string& text) {
    return text.front() == '.' || text.back() == '.' || text.find("..") != std::string::npos;
}

bool is_valid_local_part(const std::string& local) {
    return !local.empty() && local.size() <= 64 && !has_misplaced_dot(local) &&
           std::all_of(local.begin(), local.end(), is_local_character);
}

bool is_valid_label(const std::string& label) {
    const auto fits = [](char character) { return is_letter_or_digit(character) || character == '-'; };
    return label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), fits);
}

bool is_valid_domain(const std::string& domain) {
    if (domain.empty() || has_misplaced_dot(domain)) return false;
    if (domain.find_first_of(" \t\r\n") != std::string::npos) return false;
    const auto labels = split(domain, '.');
    return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), is_valid_label) &&
           top_level_domains.count(lower(labels.back())) == 1;
}

}  // namespace

bool is_valid_email(const std::string& email) {
    const auto at = email.find('@');
    return at != std::string::npos && is_valid_local_part(email.substr(0, at)) && is_valid_domain(email.substr(at + 1));
}

}  // namespace sandbox
