#include "looking.h"

#include "output.h"
#include "pdhs/report/json.h"

using namespace pdhs;

ExitCode show(const Result<Shown>& shown, OutputFormat format, const std::string& schema) {
    if (shown) {
        write_report(shown->text);
        return shown->exit_code;
    }
    write_error(shown.error().message);
    if (format == OutputFormat::json) write_report(failure_as_json(schema, program_version(), shown.error()) + "\n");
    return ExitCode::unusable;
}
