#include "pdhs/http/curl_transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "pdhs/http/curl_failure.h"
#include "pdhs/http/transport_error.h"

namespace pdhs {

namespace {

/// libcurl has bounds of its own for headers: for one line and, since 8.6, for their number. It had no code before.
bool is_of_a_large_header(CURLcode code) {
    constexpr int too_large_since_8_6 = 100;
    return code == CURLE_OUT_OF_MEMORY || static_cast<int>(code) == too_large_since_8_6;
}

CurlTransfer& transfer_at(void* pointer) {
    return *static_cast<CurlTransfer*>(pointer);
}

curl_off_t offset_info(CURL* easy, CURLINFO what) {
    curl_off_t value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value;
}

long number_info(CURL* easy, CURLINFO what) {
    long value = 0;
    curl_easy_getinfo(easy, what, &value);
    return value;
}

}  // namespace

CurlTransfer::CurlTransfer(EasyHandle easy, const CurlSetup& setup, const Interrupt& interrupt, HttpRequest request)
    : easy_(std::move(easy)), setup_(setup), interrupt_(interrupt), request_(std::move(request)) {
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_ERRORBUFFER, error_text_.data());
    set(CURLOPT_URL, setup_.endpoint.base_url + request_.target);
    set_protocol();
    set_trust();
    set_limits();
    set_headers();
    set_callbacks();
    if (request_.method == HttpMethod::post) set_body();
}

template <class Value>
void CurlTransfer::set(CURLoption option, Value value) {
    if (const auto code = curl_easy_setopt(easy_.get(), option, value); code != CURLE_OK) {
        throw std::logic_error(
            fmt::format("libcurl refuses option {}: {}", static_cast<int>(option), curl_easy_strerror(code)));
    }
}

void CurlTransfer::set_protocol() {
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_UNRESTRICTED_AUTH, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_NODELAY, 1L);
    // A name look-up that hangs must not hold up the end of the pass.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_USERAGENT, setup_.endpoint.user_agent);
    // A libcurl without HTTP/2 refuses this one and speaks HTTP/1.1.
    curl_easy_setopt(easy_.get(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    if (setup_.endpoint.base_url.starts_with("https://")) {
        // Requests begun together wait for the first connection and share it, if it speaks HTTP/2.
        set(CURLOPT_PIPEWAIT, 1L);
    } else {
        // Without TLS a proxy would read the token; such a base URL is on loopback and needs none.
        set(CURLOPT_NOPROXY, "*");
    }
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void CurlTransfer::set_trust() {
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    // Windows alone asks for lists of revoked certificates, which not each proxy lets through; browsers go on without.
    set(CURLOPT_SSL_OPTIONS, static_cast<long>(CURLSSLOPT_REVOKE_BEST_EFFORT));
    const char* const nothing = nullptr;
    if (!setup_.endpoint.ca_file.empty()) {
        set(CURLOPT_CAINFO, setup_.endpoint.ca_file);
        // "In place of the system's" includes its directory; a TLS library without this option has none.
        curl_easy_setopt(easy_.get(), CURLOPT_CAPATH, nothing);
    } else if (!setup_.certificate_directory.empty()) {
        // The bundle would be parsed whole for each connection: 50 ms.
        set(CURLOPT_CAINFO, nothing);
        set(CURLOPT_CAPATH, setup_.certificate_directory);
    }
}

void CurlTransfer::set_limits() {
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(setup_.limits.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(setup_.limits.request.count()));
}

void CurlTransfer::add_header(const std::string& line) {
    auto* longer = curl_slist_append(header_lines_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)header_lines_.release();
    header_lines_.reset(longer);
}

void CurlTransfer::set_headers() {
    const auto& endpoint = setup_.endpoint;
    add_header(endpoint.auth_header + ": " + endpoint.auth_prefix + endpoint.token.reveal());
    add_header("Accept: application/json");
    if (request_.method == HttpMethod::post) {
        add_header("Content-Type: application/json");
        add_header("Expect:");
    }
    // The token is for the server, never for a proxy's CONNECT.
    set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    set(CURLOPT_HTTPHEADER, header_lines_.get());
}

void CurlTransfer::set_body() {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    if (request_.repeatable == Repeatable::yes) {
        set(CURLOPT_POSTFIELDS, request_.body.data());
        return;
    }
    // libcurl repeats a POST when a kept connection dies before the answer, unless it cannot rewind the body.
    set(CURLOPT_READFUNCTION, &CurlTransfer::read_body);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_SEEKFUNCTION, &CurlTransfer::refuse_rewind);
}

void CurlTransfer::set_callbacks() {
    set(CURLOPT_PREREQFUNCTION, &CurlTransfer::before_request);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &CurlTransfer::write_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &CurlTransfer::write_body);
    set(CURLOPT_WRITEDATA, this);
}

int CurlTransfer::before_request(void* transfer, char*, char*, int, int) {
    return transfer_at(transfer).start();
}

/// Called when a connection stands and before each byte of each try: what libcurl would repeat comes here again.
int CurlTransfer::start() {
    if (interrupt_.requested()) {
        interrupt();
    } else if (may_have_left() && request_.repeatable == Repeatable::never) {
        outcome_ = lost(setup_.host, "the connection ended before the answer");
    }
    if (has_outcome()) return CURL_PREREQFUNC_ABORT;
    ++starts_;
    last_sign_of_life_ = Clock::now();
    return CURL_PREREQFUNC_OK;
}

std::size_t CurlTransfer::read_body(char* buffer, std::size_t size, std::size_t count, void* transfer) {
    auto& self = transfer_at(transfer);
    const auto bytes = std::min(size * count, self.request_.body.size() - self.body_sent_);
    std::memcpy(buffer, self.request_.body.data() + self.body_sent_, bytes);
    self.body_sent_ += bytes;
    return bytes;
}

int CurlTransfer::refuse_rewind(void*, curl_off_t, int) {
    return CURL_SEEKFUNC_FAIL;
}

std::size_t CurlTransfer::write_header(char* data, std::size_t size, std::size_t count, void* transfer) {
    auto& self = transfer_at(transfer);
    const auto bytes = size * count;
    self.header_bytes_ += bytes;
    if (self.header_bytes_ > self.setup_.limits.header_bytes) {
        self.outcome_ = too_large(self.setup_.host, "header", self.setup_.limits.header_bytes);
        return 0;
    }
    self.headers_.add({data, bytes});
    return bytes;
}

std::size_t CurlTransfer::write_body(char* data, std::size_t size, std::size_t count, void* transfer) {
    auto& self = transfer_at(transfer);
    const auto bytes = size * count;
    if (bytes > self.setup_.limits.body_bytes - self.body_.size()) {
        self.outcome_ = too_large(self.setup_.host, "unpacked body", self.setup_.limits.body_bytes);
        return 0;
    }
    self.body_.append(data, bytes);
    return bytes;
}

void CurlTransfer::finish(CURLcode code) {
    if (has_outcome()) return;
    if (code == CURLE_OK) {
        outcome_ = response();
    } else {
        outcome_ = error(code);
    }
}

TransportError CurlTransfer::error(CURLcode code) const {
    const auto reason = setup_.endpoint.token.redacted_from(error_text_.data());
    if (may_have_left() && is_of_a_large_header(code)) {
        // It has words for the number of lines only.
        return reason.empty() ? too_large(setup_.host, "header line", CURL_MAX_HTTP_HEADER)
                              : too_large(setup_.host, reason);
    }
    const auto departure = may_have_left() ? Departure::possible : Departure::ruled_out;
    return explain({code, departure, reason}, {setup_.host, setup_.endpoint.setting, setup_.endpoint.ca_file,
                                               setup_.proxy_variable, setup_.proxy});
}

HttpOutcome CurlTransfer::take_outcome() {
    std::visit([this](auto& outcome) { outcome.times_sent = std::max(1, starts_); }, *outcome_);
    return std::move(*outcome_);
}

HttpResponse CurlTransfer::response() {
    return {static_cast<int>(number_info(easy(), CURLINFO_RESPONSE_CODE)), headers_.take(),
            setup_.endpoint.token.redacted_from(std::move(body_))};
}

void CurlTransfer::interrupt() {
    outcome_ = may_have_left() ? interrupted_without_answer(setup_.host) : interrupted_before_sending(setup_.host);
}

curl_off_t CurlTransfer::bytes_moved() const {
    return offset_info(easy(), CURLINFO_SIZE_DOWNLOAD_T) + offset_info(easy(), CURLINFO_SIZE_UPLOAD_T) +
           number_info(easy(), CURLINFO_REQUEST_SIZE) + number_info(easy(), CURLINFO_HEADER_SIZE);
}

void CurlTransfer::end_if_stalled(Clock::time_point now) {
    if (has_outcome() || !may_have_left()) return;
    if (const auto moved = bytes_moved(); moved != bytes_seen_) {
        bytes_seen_ = moved;
        last_sign_of_life_ = now;
    } else if (now - last_sign_of_life_ >= setup_.limits.stall) {
        const std::chrono::duration<double> seconds = setup_.limits.stall;
        outcome_ = lost(setup_.host, fmt::format("nothing came for {:g} s", seconds.count()));
    }
}

EasyHandle CurlTransfer::release() {
    curl_easy_reset(easy_.get());
    return std::move(easy_);
}

}  // namespace pdhs
