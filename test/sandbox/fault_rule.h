#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "sandbox/http_wire.h"
#include "sandbox/tcp_socket.h"

namespace sandbox {

/// Whether the upstream is asked before the fault is shown: does the request have its effect?
enum class Upstream { unasked, asked };

/// What the client sees of an answer before its connection goes.
enum class Sent { nothing, status_line, part_of_headers };

/// Which requests of a connection a rule looks at: `fresh` the first one, `kept_alive` all later ones.
enum class ConnectionAge { any, fresh, kept_alive };

/// The faults. Where nothing else is said, the client's connection stays alive afterwards.
namespace faults {

/// Another answer than the upstream's: an error page, a 429, a redirect, damaged JSON, a thousand headers.
/// `Content-Length` is added. With Upstream::asked the upstream is asked all the same and its answer is dropped.
struct Answer {
    int status = 500;
    Headers headers{};
    std::string body{};
    Upstream upstream = Upstream::unasked;
};

/// The upstream's answer, its body cut after `keep` bytes (half of it without), with the Content-Length of what is
/// left. The upstream is asked for an uncompressed answer.
struct CutBody {
    std::optional<std::size_t> keep{};
};

/// The upstream's answer with every `from` in its body replaced by `to`. The upstream is asked for an uncompressed
/// answer. An empty `from` replaces the whole body.
struct ReplaceInBody {
    std::string from{};
    std::string to{};
};

/// The upstream's answer with its whole Content-Length announced, `keep` bytes of the body sent, and the connection
/// gone.
struct Truncate {
    std::size_t keep = 0;
    Ending ending = Ending::close;
};

/// The upstream's answer, headers and all, `bytes` at a time with `pause` before each.
struct Trickle {
    std::chrono::milliseconds pause{1};
    std::size_t bytes = 1;
};

/// No answer until the client goes or the proxy stops.
struct Hang {
    Upstream upstream = Upstream::asked;
};

/// The upstream is asked after `before`, its answer is sent after another `after`.
struct Delay {
    std::chrono::milliseconds before{0};
    std::chrono::milliseconds after{0};
};

/// The request is read, the upstream never hears of it, the connection goes without a byte.
struct DropBeforeEffect {
    Ending ending = Ending::close;
};

/// The upstream is asked and answers; the client sees no more of it than `sent` before its connection goes.
struct DropAfterEffect {
    Ending ending = Ending::close;
    Sent sent = Sent::nothing;
};

/// The connection goes at once; the upstream hears of the request later: after `after`, or when
/// FaultProxy::deliver_late() is called.
struct LateEffect {
    Ending ending = Ending::close;
    std::optional<std::chrono::milliseconds> after{};
    /// Ends the client itself, whose connection then is waited for, in place of ending the connection.
    std::function<void()> end_client{};
};

}  // namespace faults

using Fault =
    std::variant<faults::Answer, faults::CutBody, faults::ReplaceInBody, faults::Truncate, faults::Trickle,
                 faults::Hang, faults::Delay, faults::DropBeforeEffect, faults::DropAfterEffect, faults::LateEffect>;

/// The name of a fault's kind as it stands above: "DropAfterEffect".
std::string fault_name(const Fault& fault);

/// Which requests go wrong, and how. A request matches when all conditions hold; an empty one always holds.
struct FaultRule {
    /// Exactly this method, in capitals.
    std::string method{};
    /// The request target (path and query) begins with this.
    std::string target_prefix{};
    /// The request target contains this.
    std::string target_contains{};
    ConnectionAge connection = ConnectionAge::any;

    /// The first of the matching requests to go wrong, counted from 1 since the rule was added.
    int first_match = 1;
    /// How many matching requests in a row go wrong; -1: all from the first on.
    int times = 1;

    Fault fault{};
};

}  // namespace sandbox
