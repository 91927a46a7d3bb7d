#include <algorithm>

#include "folder.h"
#include "pdhs/settings/dotenv.h"
#include "pdhs/settings/keys.h"
#include "support/catch.h"

namespace {

std::string example() {
    return support::file_content(PDHS_SOURCE_DIR "/.env.example");
}

/// The example with every "#KEY=" active: comments have a blank behind the sign.
std::string active_example() {
    auto text = example();
    for (auto at = text.find("\n#"); at != std::string::npos; at = text.find("\n#", at + 1)) {
        const auto next = at + 2 < text.size() ? text[at + 2] : ' ';
        if (next >= 'A' && next <= 'Z') text.erase(at + 1, 1);
    }
    return text;
}

}  // namespace

TEST_CASE(".env.example mentions every setting once") {
    const auto entries = pdhs::parse_dotenv(active_example());
    for (const auto key : pdhs::setting_keys) {
        INFO(key);
        CHECK(std::count_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.key == key; }) == 1);
    }
    CHECK(entries.size() == pdhs::setting_keys.size());
}

TEST_CASE(".env.example shows the defaults") {
    const Folder folder;
    folder.write("company-ca.pem", "");
    folder.write(".env", active_example() + tokens);
    const auto shown = pdhs::load_settings({}, {});
    INFO((shown ? "" : shown.error().message));
    REQUIRE(shown);
    folder.write(".env", example() + tokens);
    const auto plain = pdhs::load_settings({}, {});
    REQUIRE(plain);
    CHECK(shown->hubspot.base_url == plain->hubspot.base_url);
    CHECK(shown->pipedrive.base_url == plain->pipedrive.base_url);
    CHECK(shown->hubspot_api == plain->hubspot_api);
    CHECK(shown->state_path == plain->state_path);
    CHECK(shown->log_path == plain->log_path);
    CHECK(shown->log_level == plain->log_level);
    CHECK(shown->log_max_bytes == plain->log_max_bytes);
    CHECK(shown->full_every == plain->full_every);
    CHECK(shown->on_missing == plain->on_missing);
    CHECK(shown->settle == plain->settle);
    CHECK(shown->api_share_percent == plain->api_share_percent);
    CHECK(shown->pipedrive_daily_tokens == plain->pipedrive_daily_tokens);
    CHECK(shown->partial_view == plain->partial_view);
}
