#include "support/tls_server.h"

#include <sstream>
#include <stdexcept>
#include <thread>

#include "support/file_content.h"

namespace support {

using namespace std::chrono_literals;

TlsServer::TlsServer(std::string openssl, const std::string& name, const std::optional<Validity>& validity)
    : openssl_(std::move(openssl)) {
    call({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem",
          "-out", "certificate.pem", "-subj", "/CN=test", "-addext", "subjectAltName=" + name, "-days", "2"});
    if (validity) make_certificate(name, *validity);
    process_.emplace(
        start({"s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem", "-key", "key.pem", "-HTTP"}));
    await_port();
}

/// Only openssl's `ca` takes dates.
void TlsServer::make_certificate(const std::string& name, const Validity& validity) {
    write_file(folder_.file("ca.conf"),
               "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\n"
               "policy=any\nx509_extensions=of_server\n[any]\ncommonName=supplied\n[of_server]\nsubjectAltName=" +
                   name + "\nbasicConstraints=CA:TRUE\n");
    write_file(folder_.file("index.txt"), "");
    write_file(folder_.file("serial"), "01\n");
    call({"req", "-new", "-key", "key.pem", "-out", "request.pem", "-subj", "/CN=test"});
    call({"ca", "-batch", "-config", "ca.conf", "-selfsign", "-keyfile", "key.pem", "-in", "request.pem", "-out",
          "certificate.pem", "-notext", "-startdate", validity.begin, "-enddate", validity.end});
}

void TlsServer::call(std::vector<std::string> arguments) const {
    const auto what = arguments.front();
    if (Process(start(std::move(arguments))).wait(30s).status != 0)
        throw std::runtime_error("openssl " + what + ": " + file_content(folder_.file("stderr")));
}

ProcessStart TlsServer::start(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), openssl_);
    return {std::move(arguments), {}, folder_.path().string(), folder_.file("stdout"), folder_.file("stderr")};
}

void TlsServer::serve(const std::string& path, const std::string& answer) const {
    const auto file = folder_.path() / path.substr(1);
    std::filesystem::create_directories(file.parent_path());
    write_file(file.string(), answer);
}

void TlsServer::await_port() {
    for (int i = 0; i < 1000; ++i) {
        std::istringstream words(file_content(folder_.file("stdout")));
        for (std::string word; words >> word;) {
            if (word.starts_with("127.0.0.1:") && words.get() == '\n') host_ = word;
        }
        if (!host_.empty()) return;
        std::this_thread::sleep_for(10ms);
    }
    throw std::runtime_error("openssl does not listen");
}

}  // namespace support
