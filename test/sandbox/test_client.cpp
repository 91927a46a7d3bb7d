#include "sandbox/test_client.h"

#include <httplib.h>

#include <stdexcept>

#include "sandbox/strings.h"

namespace sandbox {
namespace {

Answer to_answer(const httplib::Result& result) {
    if (!result) throw std::runtime_error("no answer: " + httplib::to_string(result.error()));
    Answer answer{result->status, {}, result->body};
    for (const auto& [name, value] : result->headers) answer.headers[lower(name)] = value;
    return answer;
}

const auto* json_type = "application/json";

}  // namespace

Json Answer::json() const {
    return Json::parse(body);
}

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

TestClient::TestClient(int port) : client_(std::make_unique<httplib::Client>("127.0.0.1", port)) {
    client_->set_keep_alive(true);
    client_->set_tcp_nodelay(true);
    client_->set_read_timeout(60);
}

TestClient::~TestClient() = default;
TestClient::TestClient(TestClient&&) noexcept = default;

void TestClient::set_headers(std::map<std::string, std::string> headers) {
    client_->set_default_headers(httplib::Headers(headers.begin(), headers.end()));
}

Answer TestClient::get(const std::string& path) {
    return to_answer(client_->Get(path));
}

Answer TestClient::post(const std::string& path, const Json& body) {
    return post_text(path, body.dump());
}

Answer TestClient::post_text(const std::string& path, const std::string& body, const std::string& type) {
    return to_answer(client_->Post(path, body, type));
}

Answer TestClient::patch(const std::string& path, const Json& body) {
    return to_answer(client_->Patch(path, body.dump(), json_type));
}

Answer TestClient::remove(const std::string& path) {
    return to_answer(client_->Delete(path));
}

TestClient hubspot_client(Sandbox& crms) {
    TestClient client(crms.hubspot_port());
    client.set_headers({{"Authorization", "Bearer " + crms.hubspot().options().token}});
    return client;
}

TestClient pipedrive_client(Sandbox& crms) {
    TestClient client(crms.pipedrive_port());
    client.set_headers({{"x-api-token", crms.pipedrive().options().token}});
    return client;
}

}  // namespace sandbox
