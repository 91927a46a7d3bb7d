#include "pdhs/report/pino_log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <mutex>

#include "pdhs/core/text.h"
#include "pdhs/report/log_file.h"
#include "pdhs/system/process.h"

namespace pdhs {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_name(Writer& writer, std::string_view name) {
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

struct ValueWriter {
    Writer& writer;

    void operator()(const std::string& text) const { writer.String(repair_utf8(text)); }
    void operator()(long long number) const { writer.Int64(number); }
    void operator()(bool truth) const { writer.Bool(truth); }
};

class PinoLog final : public Log {
  public:
    PinoLog(std::unique_ptr<LogFile> file, LogLevel level, const Clock& clock)
        : file_(std::move(file)), level_(level), clock_(clock) {}

    void write(LogLevel level, std::string_view message, const LogFields& fields) override {
        if (level < level_ || level == LogLevel::silent) return;
        const auto line = line_of(level, message, fields);
        const std::lock_guard lock(mutex_);
        file_->append(line);
    }

  private:
    [[nodiscard]] std::string line_of(LogLevel level, std::string_view message, const LogFields& fields) const {
        rapidjson::StringBuffer buffer;
        Writer writer(buffer);
        writer.StartObject();
        write_head(writer, level);
        for (const auto& [name, value] : fields) {
            write_name(writer, name);
            std::visit(ValueWriter{writer}, value);
        }
        write_name(writer, "msg");
        writer.String(repair_utf8(message));
        writer.EndObject();
        return printable_json({buffer.GetString(), buffer.GetSize()}) + '\n';
    }

    void write_head(Writer& writer, LogLevel level) const {
        write_name(writer, "level");
        writer.Int(static_cast<int>(level));
        write_name(writer, "time");
        writer.Int64(clock_.now().time_since_epoch().count());
        write_name(writer, "pid");
        writer.Int64(process_id());
        write_name(writer, "hostname");
        writer.String(repair_utf8(host_name_));
    }

    std::unique_ptr<LogFile> file_;
    LogLevel level_;
    const Clock& clock_;
    std::string host_name_ = host_name();
    std::mutex mutex_;
};

}  // namespace

Result<std::unique_ptr<Log>> open_pino_log(PinoLogOptions options, const Clock& clock) {
    if (options.level == LogLevel::silent) return std::unique_ptr<Log>(std::make_unique<SilentLog>());
    PDHS_TRY(auto file, LogFile::open(options.path, options.max_bytes));
    return std::unique_ptr<Log>(std::make_unique<PinoLog>(std::move(file), options.level, clock));
}

}  // namespace pdhs
