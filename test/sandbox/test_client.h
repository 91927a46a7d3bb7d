#pragma once
#include <map>
#include <memory>
#include <string>

#include "sandbox/json.h"
#include "sandbox/sandbox.h"

namespace httplib {
class Client;
}

namespace sandbox {

/// An answer as it came over the wire.
struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    /// The body; the test fails when it is not JSON.
    Json json() const;
    std::string header(const std::string& name) const;
};

/// One kept-alive connection to a sandbox, with a token.
class TestClient {
  public:
    explicit TestClient(int port);
    ~TestClient();
    TestClient(TestClient&&) noexcept;

    /// Sent with every request from now on.
    void set_headers(std::map<std::string, std::string> headers);

    Answer get(const std::string& path);
    Answer post(const std::string& path, const Json& body);
    Answer post_text(const std::string& path, const std::string& body, const std::string& type = "application/json");
    Answer patch(const std::string& path, const Json& body);
    Answer remove(const std::string& path);

  private:
    std::unique_ptr<httplib::Client> client_;
};

/// With the tokens that `crms` accepts.
TestClient hubspot_client(Sandbox& crms);
TestClient pipedrive_client(Sandbox& crms);

inline const std::string contacts_path = "/crm/v3/objects/contacts";
inline const std::string persons_path = "/api/v2/persons";

}  // namespace sandbox
