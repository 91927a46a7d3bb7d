#include "pdhs/crm/json/time_text.h"

namespace pdhs {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads a text from its front; after the first surprise nothing more is read.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    bool skip(char expected) {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(char expected) { ok_ = skip(expected) && ok_; }

    /// Exactly `width` digits.
    int number(std::size_t width) {
        ok_ = ok_ && rest_.size() >= width;
        int result = 0;
        for (std::size_t at = 0; ok_ && at < width; ++at) {
            ok_ = is_digit(rest_[at]);
            result = result * 10 + (rest_[at] - '0');
        }
        if (!ok_) return 0;
        rest_.remove_prefix(width);
        return result;
    }

    /// The digits behind a decimal point, as thousandths.
    Millis fraction() {
        const auto digits = rest_.substr(0, rest_.find_first_not_of("0123456789"));
        ok_ = ok_ && !digits.empty() && digits.size() <= 9;
        int thousandths = 0;
        for (std::size_t at = 0; at < 3; ++at)
            thousandths = thousandths * 10 + (at < digits.size() ? digits[at] - '0' : 0);
        rest_.remove_prefix(digits.size());
        return Millis(thousandths);
    }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

std::optional<std::chrono::sys_days> scan_date(Scanner& scanner) {
    const std::chrono::year year(scanner.number(4));
    scanner.expect('-');
    const std::chrono::month month(static_cast<unsigned>(scanner.number(2)));
    scanner.expect('-');
    const std::chrono::day day(static_cast<unsigned>(scanner.number(2)));
    const std::chrono::year_month_day date(year, month, day);
    if (!scanner.ok() || !date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::optional<Millis> scan_time_of_day(Scanner& scanner) {
    const auto hours = scanner.number(2);
    scanner.expect(':');
    const auto minutes = scanner.number(2);
    scanner.expect(':');
    const auto seconds = scanner.number(2);
    const auto fraction = scanner.skip('.') ? scanner.fraction() : Millis(0);
    // 60: a leap second, which this calendar counts to the next minute
    if (!scanner.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds) + fraction;
}

/// What has to be subtracted to come to UTC.
Millis scan_offset(Scanner& scanner) {
    if (scanner.at_end() || scanner.skip('Z')) return Millis(0);
    const auto west = scanner.skip('-');
    if (!west) scanner.expect('+');
    const std::chrono::hours hours(scanner.number(2));
    scanner.expect(':');
    const std::chrono::minutes minutes(scanner.number(2));
    return west ? -(hours + minutes) : hours + minutes;
}

}  // namespace

std::optional<Time> parse_time(std::string_view text) {
    Scanner scanner(text);
    const auto date = scan_date(scanner);
    if (!scanner.skip(' ')) scanner.expect('T');
    const auto time_of_day = scan_time_of_day(scanner);
    const auto offset = scan_offset(scanner);
    if (!date || !time_of_day || !scanner.ok() || !scanner.at_end()) return std::nullopt;
    return Time(*date) + *time_of_day - offset;
}

}  // namespace pdhs
