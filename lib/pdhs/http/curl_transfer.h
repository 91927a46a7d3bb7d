#pragma once
#include <curl/curl.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "pdhs/core/interrupt.h"
#include "pdhs/http/curl_client.h"
#include "pdhs/http/header_block.h"

namespace pdhs {

/// What all requests of one client have in common.
struct CurlSetup {
    HttpEndpoint endpoint;
    HttpLimits limits;
    std::string host;                   ///< for messages: the base URL without its scheme
    std::string proxy_variable;         ///< of the environment, that names a proxy for https; empty: there is none
    std::string proxy;                  ///< what it holds
    std::string certificate_directory;  ///< hashed, in place of the bundle; empty: what libcurl was built with
};

struct EasyCleanup {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using EasyHandle = std::unique_ptr<CURL, EasyCleanup>;

/// One request on one easy handle, from its options to its outcome. libcurl holds pointers into it, so it never moves;
/// it must leave its multi handle before it ends.
class CurlTransfer {
  public:
    using Clock = std::chrono::steady_clock;

    /// `easy` must be in its fresh state; `setup` and `interrupt` must outlive the transfer.
    CurlTransfer(EasyHandle easy, const CurlSetup& setup, const Interrupt& interrupt, HttpRequest request);
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    [[nodiscard]] CURL* easy() const { return easy_.get(); }
    [[nodiscard]] bool may_have_left() const { return starts_ > 0; }

    /// libcurl is done with it.
    void finish(CURLcode code);
    /// The pass is to end, nothing is awaited any more.
    void interrupt();
    /// Ends the transfer if no byte came or went for the stall limit since it left. To be called often.
    void end_if_stalled(Clock::time_point now);

    /// Set once the outcome stands, even if libcurl still works on the transfer.
    [[nodiscard]] bool has_outcome() const { return outcome_.has_value(); }
    [[nodiscard]] bool has_response() const { return outcome_ && std::holds_alternative<HttpResponse>(*outcome_); }
    [[nodiscard]] HttpOutcome take_outcome();
    /// Gives the handle back in its fresh state; the transfer is over.
    [[nodiscard]] EasyHandle release();

  private:
    struct ListCleanup {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    template <class Value>
    void set(CURLoption option, Value value);
    void set(CURLoption option, const std::string& text) { set(option, text.c_str()); }
    void add_header(const std::string& line);

    void set_protocol();
    void set_trust();
    void set_limits();
    void set_headers();
    void set_body();
    void set_callbacks();

    static int before_request(void* transfer, char*, char*, int, int);
    static std::size_t read_body(char* buffer, std::size_t size, std::size_t count, void* transfer);
    static int refuse_rewind(void*, curl_off_t, int);
    static std::size_t write_header(char* data, std::size_t size, std::size_t count, void* transfer);
    static std::size_t write_body(char* data, std::size_t size, std::size_t count, void* transfer);

    [[nodiscard]] int start();
    [[nodiscard]] HttpResponse response();
    [[nodiscard]] TransportError error(CURLcode code) const;
    [[nodiscard]] curl_off_t bytes_moved() const;

    EasyHandle easy_;
    const CurlSetup& setup_;
    const Interrupt& interrupt_;
    HttpRequest request_;
    std::unique_ptr<curl_slist, ListCleanup> header_lines_;
    std::array<char, CURL_ERROR_SIZE> error_text_{};

    int starts_ = 0;
    std::size_t body_sent_ = 0;
    std::size_t header_bytes_ = 0;
    HeaderBlock headers_;
    std::string body_;
    curl_off_t bytes_seen_ = -1;
    Clock::time_point last_sign_of_life_;
    std::optional<HttpOutcome> outcome_;
};

}  // namespace pdhs
