#include "pdhs/crm/hubspot/json_answer.h"

#include "pdhs/crm/words.h"

namespace pdhs::hubspot {

namespace {

/// The rows of a page; nothing if there is no list of them, or one has no id.
std::optional<std::vector<Row>> decode_results(const JsonValue& page) {
    if (!page["results"].is_array()) return std::nullopt;
    std::vector<Row> rows;
    for (const auto& object : page["results"].elements()) {
        auto row = decode_row(object);
        if (!row) return std::nullopt;
        rows.push_back(std::move(*row));
    }
    return rows;
}

}  // namespace

std::optional<ListedPage> decode_page(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document) return std::nullopt;
    auto rows = decode_results(document->root());
    if (!rows) return std::nullopt;
    ListedPage page{std::move(*rows), std::nullopt};
    const auto next = document->root()["paging"]["next"];
    if (next.is_nothing() || next["after"].is_null()) return page;
    page.after = next["after"].trimmed_text();
    // Taken for the last page it would make everybody behind it look deleted.
    if (page.after->empty()) return std::nullopt;
    return page;
}

std::optional<FoundPage> decode_found_page(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document) return std::nullopt;
    auto rows = decode_results(document->root());
    if (!rows) return std::nullopt;
    return FoundPage{std::move(*rows), document->root()["total"].integer()};
}

std::optional<BatchAnswer> decode_batch(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document) return std::nullopt;
    const auto results = document->root()["results"];
    const auto errors = document->root()["errors"];
    if (!results.is_array() && !errors.is_array()) return std::nullopt;
    BatchAnswer answer;
    for (const auto& object : results.elements())
        if (auto row = decode_row(object)) answer.rows.push_back(std::move(*row));
    for (const auto& object : errors.elements()) answer.errors.push_back(decode_error(object));
    return answer;
}

std::optional<Row> decode_contact(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document) return std::nullopt;
    return decode_row(document->root());
}

std::optional<Portal> decode_portal(std::string_view body) {
    const auto document = JsonDocument::parse(body);
    if (!document) return std::nullopt;
    const auto root = document->root();
    auto id = root["portalId"].id();
    if (!id) return std::nullopt;
    std::string about;
    for (const auto* name : {"portalName", "accountType", "dataHostingLocation"}) {
        const auto text = quotable(root[name].trimmed_text());
        if (!text.empty()) about += (about.empty() ? "" : ", ") + text;
    }
    return Portal{std::move(*id), std::move(about)};
}

}  // namespace pdhs::hubspot
