#pragma once
#include <functional>
#include <memory>
#include <string>

#include "sandbox/clock.h"
#include "sandbox/exchange.h"

namespace sandbox {

/// An HTTP/1.1 server on 127.0.0.1 that hands every request to one handler. Connections are kept alive as long as the
/// client likes; bodies are compressed with gzip for clients that accept it (where the HTTP library can).
class Server {
  public:
    /// Called on several threads at once. Must not throw.
    using Handler = std::function<Response(const Request&)>;

    /// The files of a server that speaks TLS; both empty: it does not.
    struct Identity {
        std::string certificate_file;
        std::string key_file;
    };

    /// Listens from here on. Port 0 takes any free one. Throws std::runtime_error when the port cannot be bound, or the
    /// files cannot be used.
    Server(int port, const Identity& identity, const Clock& clock, Handler handler);
    /// Stops at once, open connections or not.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;
    /// Every answer waits so long.
    void set_delay(int milliseconds);

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace sandbox
