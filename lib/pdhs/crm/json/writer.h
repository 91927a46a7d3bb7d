#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace pdhs {

/// Writes one JSON text, member by member. Calls chain; the caller keeps begins and ends in balance.
class JsonWriter {
  public:
    JsonWriter();
    JsonWriter(JsonWriter&&) noexcept;
    JsonWriter& operator=(JsonWriter&&) noexcept;
    ~JsonWriter();

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    /// Bad UTF-8 is written as U+FFFD.
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(long long number);
    JsonWriter& value(bool truth);

    /// key() and value().
    template <class T>
    JsonWriter& member(std::string_view name, const T& content) {
        return key(name).value(content);
    }

    /// What was written so far.
    [[nodiscard]] std::string text() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace pdhs
