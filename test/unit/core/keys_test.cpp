#include "pdhs/core/contact.h"
#include "pdhs/core/identity.h"
#include "support/catch.h"

namespace pdhs {
namespace {

using Texts = std::vector<std::string>;

Record person(std::string name, Texts emails = {}, Texts phones = {}) {
    Record record;
    record.ref = {Crm::pipedrive, "1"};
    record.name = std::move(name);
    record.emails = std::move(emails);
    for (auto& phone : phones) record.phones.push_back({std::move(phone), "work"});
    return record;
}

TEST_CASE("addresses are found in whatever a person typed") {
    CHECK(email_keys("ada@x.com") == Texts{"ada@x.com"});
    CHECK(email_keys("  ADA@X.Com ") == Texts{"ada@x.com"});
    CHECK(email_keys("a@x.com; b@x.com,c@x.com d@x.com") == Texts{"a@x.com", "b@x.com", "c@x.com", "d@x.com"});
    CHECK(email_keys("Ada Lovelace <ada@x.com>") == Texts{"ada@x.com"});
    CHECK(email_keys("ada@x.com\xC2\xA0\xE2\x80\x8B") == Texts{"ada@x.com"});
    CHECK(email_keys("a@x.com A@X.COM") == Texts{"a@x.com"});
}

TEST_CASE("what is no address is no key") {
    for (const auto* text : {"", "n/a", "none", "@", "a@", "@x.com", "a@b@c", "-", "ada at x.com"})
        CHECK(email_keys(text).empty());
}

TEST_CASE("a phone is its last nine digits") {
    CHECK(phone_key("+44 20 7946 0001") == "079460001");
    CHECK(phone_key("020 7946-0001") == "079460001");
    CHECK(phone_key("(785) 202-78") == "78520278");
    CHECK(phone_key("1234567") == "1234567");
    CHECK(phone_key("123456") == std::nullopt);
    CHECK(phone_key("call me") == std::nullopt);
}

TEST_CASE("names fold; a name made from a phone or an address is none") {
    CHECK(keys_of(person(" ADA  Lovelace ")).name == "ada lovelace");
    CHECK(keys_of(person("+44 20 7946 0001")).name.empty());
    CHECK(keys_of(person("+1 212 555 0100 ext. 7", {}, {"+1 212 555 0100  EXT. 7"})).name.empty());
    CHECK(keys_of(person("+1 212 555 0100 ext. 7", {}, {"5225555", "+1 212 555 0100 ext. 7"})).name.empty());
    // Nobody is recognised by this as a phone.
    CHECK(keys_of(person("Switchboard", {}, {"Switchboard", "5225555"})).name == "switchboard");
    CHECK(keys_of(person("P7", {}, {"5225555", "P7"})).name == "p7");
    CHECK(keys_of(person("ada", {"ada@x.com"})).name.empty());
    CHECK(keys_of(person("ADA@x.com", {"ada@x.com"})).name.empty());
    CHECK(keys_of(person("ada", {"grace@x.com"})).name == "ada");
    CHECK(keys_of(person("Agent 007", {})).name == "agent 007");
}

TEST_CASE("a HubSpot name is first and last name") {
    Record contact;
    contact.ref = {Crm::hubspot, "1"};
    contact.first_name = "Ada";
    contact.last_name = "Lovelace";
    CHECK(keys_of(contact).name == "ada lovelace");
    contact.first_name.clear();
    CHECK(keys_of(contact).name == "lovelace");
}

TEST_CASE("keys of all values, each once") {
    const auto keys =
        keys_of(person("Ada", {"n/a", "A@x.com", "b@x.com; a@x.com"}, {"+1 555 123 4567", "5551234567", "12"}));
    CHECK(keys.emails == Texts{"a@x.com", "b@x.com"});
    CHECK(keys.phones == Texts{"551234567"});
    CHECK(keys_of(person("")).empty());
}

TEST_CASE("ids compare as numbers of any length") {
    CHECK(id_less("9", "10"));
    CHECK(id_less("108782252209", "108782252210"));
    CHECK_FALSE(id_less("10", "9"));
    CHECK_FALSE(id_less("007", "7"));
    CHECK(to_string({Crm::hubspot, "12"}) == "hubspot:12");
}

}  // namespace
}  // namespace pdhs
