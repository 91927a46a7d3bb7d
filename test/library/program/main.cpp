// One pass with the settings of ./.env, as `pdhs-sync run` makes it.
#include <pdhs/pdhs.h>

#include <iostream>

int main() {
    const auto settings = pdhs::load_settings();
    if (!settings) {
        std::cerr << settings.error().message << '\n';
        return 2;
    }
    const auto report = pdhs::sync_contacts(*settings, {.max_creates = 100});
    if (!report) {
        std::cerr << report.error().message << '\n';
        return 2;
    }
    for (const auto crm : pdhs::both_crms)
        std::cout << pdhs::title_of(crm) << ": " << report->platforms[crm].created << " created\n";
    if (report->error) std::cerr << report->error->message << '\n';
    return static_cast<int>(report->exit_code);
}
