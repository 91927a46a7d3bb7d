#pragma once
#include <memory>
#include <string>

#include "sandbox/clock.h"
#include "sandbox/hubspot.h"
#include "sandbox/options.h"
#include "sandbox/pipedrive.h"

namespace sandbox {

class Server;

/// Both CRMs on one clock, each served over HTTP on 127.0.0.1 as long as the object lives. Thread safe.
/// Both servers also offer the control API of control_api.h below /_sandbox/.
class Sandbox {
  public:
    /// Throws std::runtime_error when a port cannot be bound.
    explicit Sandbox(const Options& options = {});
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;

    /// "http://127.0.0.1:PORT", or "https:" with a certificate, without a slash at the end.
    std::string hubspot_url() const;
    std::string pipedrive_url() const;
    int hubspot_port() const;
    int pipedrive_port() const;

    Clock& clock();
    Hubspot& hubspot();
    Pipedrive& pipedrive();

    /// Every answer of both CRMs waits so long from now on.
    void set_delay(int milliseconds);

  private:
    std::string scheme_;
    Clock clock_;
    Hubspot hubspot_;
    Pipedrive pipedrive_;
    std::unique_ptr<Server> hubspot_server_;
    std::unique_ptr<Server> pipedrive_server_;
};

}  // namespace sandbox
