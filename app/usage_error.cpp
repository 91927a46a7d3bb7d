#include "usage_error.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "pdhs/core/text.h"

namespace {

using pdhs::Error;
using pdhs::ErrorKind;

constexpr std::array<std::string_view, 4> commands = {"run", "check", "status", "explain"};

bool is_option(const std::string& word) {
    return word.starts_with('-');
}

bool is_command(const std::string& word) {
    return std::find(commands.begin(), commands.end(), word) != commands.end();
}

/// As it can be shown on one line, whatever bytes it is made of.
std::string shown(const std::string& text) {
    return pdhs::printable(pdhs::blanks_as_spaces(pdhs::repair_utf8(text)));
}

/// What CLI11 leaves of "-v=3".
bool is_value_of_short_option(const std::string& word) {
    return word.starts_with("-=");
}

std::string unexpected_before(const std::string& command, const UnexpectedWords& unexpected) {
    const auto& word = unexpected.before_command.front();
    if (!is_option(word)) return "there is no command " + shown(word) + "; there are run, check, status and explain";
    if (unexpected.owner.empty()) return "there is no option " + shown(word);
    if (command.empty())
        return shown(word) + " stands without a command; try pdhs-sync " + unexpected.owner + " " + shown(word);
    if (command != unexpected.owner) return command + " has no option " + shown(word);
    return shown(word) + " belongs behind the command: pdhs-sync " + command + " " + shown(word);
}

std::string unexpected_behind(const std::string& command, const std::string& word) {
    if (is_option(word)) return command + " has no option " + shown(word);
    if (is_command(word)) return "one command at a time: " + command + " or " + word;
    return command + " does not know what to do with " + shown(word);
}

/// "--state: 1 required FILE missing" and the like.
bool is_about_a_missing_value(const std::string& message) {
    return message.find(" required ") != std::string::npos && message.ends_with(" missing");
}

std::string sentence_of(const CLI::ParseError& error, const UnexpectedWords& unexpected, const std::string& command) {
    const std::string message = error.what();
    for (const auto& words : {unexpected.before_command, unexpected.behind_command})
        if (!words.empty() && is_value_of_short_option(words.front()))
            return "option " + unexpected.valueless + " takes no value";
    if (!unexpected.before_command.empty()) return unexpected_before(command, unexpected);
    if (!unexpected.behind_command.empty()) return unexpected_behind(command, unexpected.behind_command.front());
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return command + " needs to know whom: an e-mail address, hubspot:ID or pipedrive:ID";
    if (is_about_a_missing_value(message)) return "option " + message.substr(0, message.find(':')) + " needs a value";
    if (message.find("flag override") != std::string::npos)
        return "option --" + message.substr(0, message.find(' ')) + " takes no value";
    return shown(message);
}

}  // namespace

Error usage_error(const std::string& message, const std::string& help) {
    return {ErrorKind::usage, message + "; see " + help};
}

Error usage_error(const CLI::ParseError& error, const UnexpectedWords& unexpected, const std::string& command) {
    const std::string help = command.empty() ? "pdhs-sync --help" : "pdhs-sync " + command + " --help";
    return usage_error(sentence_of(error, unexpected, command), help);
}
