#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/fault_proxy.h"
#include "sandbox/sandbox.h"
#include "support/process.h"
#include "support/temporary_folder.h"

namespace security {

/// Tokens that nobody has by chance. Their base64, percent-encoded and JSON forms all differ from the plain one.
inline const std::string hubspot_canary = "pat-na1-c4nary/hub+spot=7f3a9c/51c0ffee";
inline const std::string pipedrive_canary = "c4nary/pipe+drive=8d2e/0a1b2c3d4e5f6071";

using Names = std::vector<std::string>;

/// What a call of the program left.
struct Ended {
    int status = 0;
    int signal = 0;
    long peak_kilobytes = 0;
    std::chrono::milliseconds time{0};
    std::string out;
    std::string err;
};

/// A user's folder, with the tokens in the environment. Every call leaves its standard output and error there as files.
class Desk {
  public:
    /// Without addresses of the platforms: the test sets them.
    Desk();

    [[nodiscard]] const support::TemporaryFolder& folder() const { return folder_; }
    [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
    /// All of the environment; to be changed as a test needs it.
    std::map<std::string, std::string> environment;

    /// Begins a call of the program with these arguments.
    void begin(std::vector<std::string> arguments);
    [[nodiscard]] support::Process& process() { return *process_; }
    /// Awaits its end. Throws std::runtime_error when it takes longer than `patience`.
    Ended end(std::chrono::milliseconds patience = std::chrono::seconds{60});
    /// Both.
    Ended call(std::vector<std::string> arguments, std::chrono::milliseconds patience = std::chrono::seconds{60});

    /// Where a token stands in what the program left or shows: "output.log: token of HubSpot, plain". Looks at every
    /// file of the folder and at the command lines of all calls.
    [[nodiscard]] Names leaks() const;

  private:
    support::TemporaryFolder folder_;
    std::unique_ptr<support::Process> process_;
    std::chrono::steady_clock::time_point begun_;
    int calls_ = 0;
    std::string command_lines_;
};

/// A desk beside two CRMs that take the tokens, each behind a proxy that can make things go wrong.
struct SyncedDesk : Desk {
    SyncedDesk();

    sandbox::Sandbox crms;
    sandbox::FaultProxy hubspot;
    sandbox::FaultProxy pipedrive;

    /// leaks(), and where the requests carry a token elsewhere than in its own header, or to the other platform.
    [[nodiscard]] Names leaks_anywhere() const;
};

/// The token's traces in the bytes, as "place: token of HubSpot, plain".
[[nodiscard]] Names leaks_in(const std::string& place, const std::string& bytes);

}  // namespace security
