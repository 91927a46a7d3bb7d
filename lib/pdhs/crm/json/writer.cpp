#include "pdhs/crm/json/writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "pdhs/core/text.h"

namespace pdhs {

struct JsonWriter::Parts {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : parts_(std::make_unique<Parts>()) {}
JsonWriter::JsonWriter(JsonWriter&&) noexcept = default;
JsonWriter& JsonWriter::operator=(JsonWriter&&) noexcept = default;
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() {
    parts_->writer.StartObject();
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    parts_->writer.EndObject();
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    parts_->writer.StartArray();
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    parts_->writer.EndArray();
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    parts_->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    const auto repaired = repair_utf8(text);
    parts_->writer.String(repaired.data(), static_cast<rapidjson::SizeType>(repaired.size()));
    return *this;
}

JsonWriter& JsonWriter::value(long long number) {
    parts_->writer.Int64(number);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    parts_->writer.Bool(truth);
    return *this;
}

std::string JsonWriter::text() const {
    return {parts_->buffer.GetString(), parts_->buffer.GetSize()};
}

}  // namespace pdhs
