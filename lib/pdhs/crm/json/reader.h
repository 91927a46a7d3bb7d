#pragma once
#include <rapidjson/fwd.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pdhs/core/time.h"

namespace pdhs {

/// A look at one value of a JsonDocument, which must outlive it. Never fails: a member that is absent, or asked of
/// something that is no object, is an absent value, which answers every question with "nothing".
class JsonValue {
  public:
    JsonValue() = default;
    explicit JsonValue(const rapidjson::Value* node) : node_(node) {}

    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_array() const;
    [[nodiscard]] bool is_string() const;
    /// null, or not there at all.
    [[nodiscard]] bool is_nothing() const;
    /// There, and null.
    [[nodiscard]] bool is_null() const;

    /// The member of an object; the first one if the name is there twice.
    [[nodiscard]] JsonValue operator[](std::string_view name) const;
    /// The elements of an array; none for anything else.
    [[nodiscard]] std::vector<JsonValue> elements() const;

    /// Whether text() has something to tell.
    [[nodiscard]] bool is_text() const;
    /// A string as it stands, or a number as text (whole numbers exactly).
    [[nodiscard]] std::optional<std::string> text() const;
    /// text() without outer blanks; "" when there is none.
    [[nodiscard]] std::string trimmed_text() const;
    /// A record's id, given as a string or as a whole number: decimal digits only.
    [[nodiscard]] std::optional<std::string> id() const;
    /// A whole number, given as such or as its text.
    [[nodiscard]] std::optional<long long> integer() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    /// A moment as parse_time() reads it.
    [[nodiscard]] std::optional<Time> time() const;

  private:
    const rapidjson::Value* node_ = nullptr;
};

/// A parsed JSON text.
class JsonDocument {
  public:
    /// Nothing if `text` is no JSON, nested more than 100 deep, or of more than two million values (members' names are
    /// counted, too): so no text takes much more memory than its own bytes. Bad UTF-8 and lone surrogates become
    /// U+FFFD, a byte order mark is ignored.
    [[nodiscard]] static std::optional<JsonDocument> parse(std::string_view text);

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonValue root() const;

  private:
    struct Content;
    explicit JsonDocument(std::unique_ptr<Content> content);

    std::unique_ptr<Content> content_;
};

}  // namespace pdhs
