#pragma once
#include <optional>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/temporary_folder.h"

namespace support {

/// Beginning of the validity of a certificate and its end, as openssl's `ca` takes them: "YYYYMMDDHHMMSSZ".
struct Validity {
    std::string begin;
    std::string end;
};

/// A TLS server on loopback, of the openssl program, with a certificate of its own making. It answers requests for
/// files that were put there, and others not at all.
class TlsServer {
  public:
    /// `name` as in subjectAltName: "IP:127.0.0.1". Throws std::runtime_error when openssl will not.
    TlsServer(std::string openssl, const std::string& name, const std::optional<Validity>& validity = {});

    /// "127.0.0.1:port"
    [[nodiscard]] const std::string& host() const { return host_; }
    /// The file of its certificate.
    [[nodiscard]] std::string certificate() const { return folder_.file("certificate.pem"); }
    /// From now on a GET of this path is answered by these bytes, head and body.
    void serve(const std::string& path, const std::string& answer) const;

  private:
    void make_certificate(const std::string& name, const Validity& validity);
    void call(std::vector<std::string> arguments) const;
    [[nodiscard]] ProcessStart start(std::vector<std::string> arguments) const;
    void await_port();

    std::string openssl_;
    TemporaryFolder folder_;
    std::string host_;
    std::optional<Process> process_;
};

}  // namespace support
