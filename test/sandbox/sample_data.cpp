#include "sandbox/sample_data.h"

#include <array>
#include <string>

namespace sandbox {
namespace {

void add_sample_contacts(Hubspot& hubspot) {
    hubspot.add({{"email", "mira.halvorsen@example.com"},
                 {"firstname", "Mira"},
                 {"lastname", "Halvorsen"},
                 {"phone", "+47 21 55 01 00"}});
    hubspot.add({{"email", "tobias.quill@example.org"},
                 {"hs_additional_emails", "t.quill@example.net"},
                 {"firstname", "Tobias"},
                 {"lastname", "Quill"}});
    hubspot.add({{"firstname", "Odessa"}, {"lastname", "Marlowe"}, {"phone", "+44 20 7946 0123"}});
    hubspot.add({{"email", "priya.vandermeer@example.com"},
                 {"firstname", "Priya"},
                 {"lastname", "Vandermeer"},
                 {"company", "Brightwater Boats"}});
    hubspot.add({{"email", "info@example.net"}, {"firstname", "Lena"}, {"lastname", "Fjord"}});
    hubspot.add({{"email", "caspian.rook@example.org"},
                 {"firstname", "Caspian"},
                 {"lastname", "Rook"},
                 {"mobilephone", "+1 202 555 0143"}});
    hubspot.add({{"email", "yuki.tanabe@example.com"}, {"firstname", "由紀"}, {"lastname", "田辺"}});
    hubspot.add({{"email", "newsletter-only@example.net"}});
    hubspot.add({{"email", "ada.quince@example.com"}, {"firstname", "Ada"}, {"lastname", "Quince"}});
    hubspot.add({{"email", "bruno.ashdown@example.org"},
                 {"firstname", "Bruno 🚲"},
                 {"lastname", "Ashdown"},
                 {"company", "Ashdown Cycles"}});
    hubspot.add({{"email", "ines.calloway@example.net"}, {"firstname", "Inês"}, {"lastname", "Calloway"}});
}

void add_sample_persons(Pipedrive& pipedrive) {
    const auto boats = pipedrive.add_organization("Brightwater Boats");
    const auto lanterns = pipedrive.add_organization("Lantern & Sons");
    pipedrive.add_person("Mira Halvorsen", {" Mira.Halvorsen@Example.com "}, {"004721550100"});
    pipedrive.add_person("Tobias Quill", {"t.quill@example.net"});
    pipedrive.add_person("Odessa Marlowe", {}, {"020 7946 0123"});
    pipedrive.add_person("Priya Vandermeer", {"priya.vandermeer@example.com"}, {}, boats);
    pipedrive.add_person("Lena Fjord", {"info@example.net", "lena.fjord@example.net"});
    pipedrive.add_person("Gustav Fjord", {"info@example.net", "gustav.fjord@example.net"});
    pipedrive.add_person("Wren Applegarth", {"wren.applegarth@example.com"}, {"+1 202 555 0177"}, lanterns);
    pipedrive.add_person("Wren Applegarth", {"wren.applegarth@example.com", "wren@example.org"});
    pipedrive.add_person("W. Applegarth", {"wren@example.org"});
    pipedrive.add_person("Harold Pim", {"n/a"}, {"+1 202 555 0188"});
    pipedrive.add_person("Sable Winterbourne", {"sable@winterbourne.example"});
    pipedrive.add_person("Juno Castellan", {"Juno Castellan <juno.castellan@example.org>"}, {}, lanterns);
    pipedrive.add_person("Elio Brandt-Moss", {"elio.brandt@example.com"}, {"+49 30 5550 1234"});
}

constexpr std::array first_names = {"Alma", "Bela", "Cleo", "Dario", "Edda", "Fenn", "Gaia", "Hugo", "Iris", "Jori"};
constexpr std::array last_names = {"Amsel", "Birke", "Cedar", "Distel", "Eibe", "Farn", "Ginster"};

struct Invented {
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone;
};

Invented invented(int number) {
    const auto index = static_cast<std::size_t>(number);
    const auto digits = std::to_string(number);
    return {first_names[index % first_names.size()], last_names[index % last_names.size()] + (" " + digits),
            "person" + digits + "@example.com", "+1 202 " + std::to_string(5'550'000 + number)};
}

void add_contact(Hubspot& hubspot, const Invented& person) {
    hubspot.add({{"email", person.email},
                 {"firstname", person.first_name},
                 {"lastname", person.last_name},
                 {"phone", person.phone}});
}

void add_person(Pipedrive& pipedrive, const Invented& person) {
    pipedrive.add_person(person.first_name + " " + person.last_name, {person.email}, {person.phone});
}

}  // namespace

void add_sample_people(Hubspot& hubspot, Pipedrive& pipedrive) {
    add_sample_contacts(hubspot);
    add_sample_persons(pipedrive);
}

void add_generated_people(Hubspot& hubspot, Pipedrive& pipedrive, int count, int on_both) {
    for (int number = 0; number < count; ++number) add_contact(hubspot, invented(number));
    const int first = count - on_both;
    for (int number = first; number < first + count; ++number) add_person(pipedrive, invented(number));
}

}  // namespace sandbox
