#include "sandbox/sandbox.h"

#include "sandbox/control_api.h"
#include "sandbox/server.h"

namespace sandbox {
namespace {

std::string local_url(const std::string& scheme, int port) {
    return scheme + "://127.0.0.1:" + std::to_string(port);
}

}  // namespace

Sandbox::Sandbox(const Options& options)
    : scheme_(options.certificate_file.empty() ? "http" : "https"),
      hubspot_(clock_, options.hubspot),
      pipedrive_(clock_, options.pipedrive) {
    const auto served = [this](Service& crm) {
        return [this, &crm](const Request& request) {
            return is_control_request(request) ? answer_control(request, {clock_, hubspot_, pipedrive_})
                                               : crm.handle(request);
        };
    };
    const Server::Identity identity{options.certificate_file, options.key_file};
    hubspot_server_ = std::make_unique<Server>(options.hubspot_port, identity, clock_, served(hubspot_));
    pipedrive_server_ = std::make_unique<Server>(options.pipedrive_port, identity, clock_, served(pipedrive_));
    set_delay(options.delay_ms);
}

Sandbox::~Sandbox() = default;

std::string Sandbox::hubspot_url() const {
    return local_url(scheme_, hubspot_port());
}
std::string Sandbox::pipedrive_url() const {
    return local_url(scheme_, pipedrive_port());
}
int Sandbox::hubspot_port() const {
    return hubspot_server_->port();
}
int Sandbox::pipedrive_port() const {
    return pipedrive_server_->port();
}

Clock& Sandbox::clock() {
    return clock_;
}
Hubspot& Sandbox::hubspot() {
    return hubspot_;
}
Pipedrive& Sandbox::pipedrive() {
    return pipedrive_;
}

void Sandbox::set_delay(int milliseconds) {
    hubspot_server_->set_delay(milliseconds);
    pipedrive_server_->set_delay(milliseconds);
}

}  // namespace sandbox
