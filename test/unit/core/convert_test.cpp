#include "pdhs/core/convert.h"

#include "support/catch.h"

namespace pdhs {
namespace {

using Texts = std::vector<std::string>;

Record contact(std::string first, std::string last) {
    Record record;
    record.ref = {Crm::hubspot, "1"};
    record.first_name = std::move(first);
    record.last_name = std::move(last);
    return record;
}

Record person(std::string name) {
    Record record;
    record.ref = {Crm::pipedrive, "1"};
    record.name = std::move(name);
    return record;
}

TEST_CASE("a contact becomes a person with everything that is known") {
    auto ada = contact("Ada", "Lovelace");
    ada.phones = {{"+44 1", "work"}, {"+44 2", "mobile"}};
    const Texts emails{"ada@x.com", "a@y.org"};
    CHECK(contact_to_person(ada, emails) ==
          PersonDraft{"Ada Lovelace", {"ada@x.com", "a@y.org"}, {{"+44 1", "work"}, {"+44 2", "mobile"}}});
}

TEST_CASE("a person always gets a name") {
    CHECK(contact_to_person(contact("Ada", ""), {}).name == "Ada");
    CHECK(contact_to_person(contact("", ""), Texts{"ada.l@x.com"}).name == "ada.l");
    auto nameless = contact("", "");
    nameless.phones = {{"+44 20 7946 0001", "work"}};
    CHECK(contact_to_person(nameless, {}).name == "+44 20 7946 0001");
}

TEST_CASE("the same phone twice goes along once") {
    auto ada = contact("Ada", "");
    ada.phones = {{"1", "work"}, {"1", "mobile"}, {"2", "mobile"}};
    CHECK(contact_to_person(ada, {}).phones == std::vector<Phone>{{"1", "work"}, {"2", "mobile"}});
}

TEST_CASE("a person becomes a contact") {
    auto ada = person("Ada King Lovelace");
    ada.first_name = "Ada King";
    ada.last_name = "Lovelace";
    ada.phones = {{"+44 1", "work"}, {"+44 2", "home"}};
    CHECK(person_to_contact(ada, Texts{"ada@x.com", "b@x.com"}, "Engines Ltd") ==
          ContactDraft{"Ada King", "Lovelace", "ada@x.com", "+44 1", "Engines Ltd"});
}

TEST_CASE("a name is split at its last blank when Pipedrive has not split it") {
    CHECK(person_to_contact(person("Mary Ann Evans Cross"), {}, "").first_name == "Mary Ann Evans");
    CHECK(person_to_contact(person("Mary Ann Evans Cross"), {}, "").last_name == "Cross");
    CHECK(full_name_of(person("Plato")) == FullName{"Plato", ""});
    CHECK(full_name_of(person("")) == FullName{});
}

TEST_CASE("Pipedrive's own split counts only where it is the whole name") {
    auto evans = person("Mary Ann Evans");
    evans.first_name = "Mary";
    evans.last_name = "Ann Evans";
    CHECK(full_name_of(evans) == FullName{"Mary", "Ann Evans"});
    evans.last_name = "Evans";
    CHECK(full_name_of(evans) == FullName{"Mary Ann", "Evans"});
    evans.last_name.clear();
    CHECK(full_name_of(evans) == FullName{"Mary Ann", "Evans"});
    CHECK(display_name(evans) == "Mary Ann Evans");
}

TEST_CASE("the phone that is sent is one to be recognised by") {
    auto madonna = person("Madonna");
    madonna.phones = {{"123", "work"}, {"+44 20 7946 0001", "home"}};
    CHECK(person_to_contact(madonna, {}, "").phone == "+44 20 7946 0001");
    madonna.phones.pop_back();
    CHECK(person_to_contact(madonna, {}, "").phone == "123");
}

}  // namespace
}  // namespace pdhs
