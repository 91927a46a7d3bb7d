#pragma once
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pdhs/http/http_client.h"

namespace support {

/// In which order the answers of requests that are under way together arrive.
enum class Arrival { first_sent_first, last_sent_first };

/// The far end of a FakeHttp: what it answers, and what it was asked. Belongs to the test, outlives the client.
/// Answers come from the queue, in the order of arrival; when it is empty, from `otherwise`.
struct FakeServer {
    using Answerer = std::function<pdhs::HttpOutcome(const pdhs::HttpRequest&)>;

    std::vector<pdhs::HttpRequest> requests;  ///< in the order in which they were sent
    std::vector<pdhs::Millis> waits;          ///< each WaitFor of an exchange; nobody waits longer than 1 ms
    std::size_t most_in_flight = 0;
    Arrival arrival = Arrival::first_sent_first;
    Answerer otherwise;

    /// The next request in the queue's turn is answered so.
    void then(pdhs::HttpOutcome outcome);
    /// The next request in the queue's turn is answered by looking at it.
    void then(Answerer answerer);
    /// Answers that were queued and not asked for.
    [[nodiscard]] std::size_t left() const { return script_.size(); }

    [[nodiscard]] pdhs::HttpOutcome answer(const pdhs::HttpRequest& request);

  private:
    std::deque<Answerer> script_;
};

/// A complete answer with a JSON body (or any other).
[[nodiscard]] pdhs::HttpResponse answer(int status, std::string body, std::map<std::string, std::string> headers = {});
/// No complete answer.
[[nodiscard]] pdhs::TransportError no_answer(pdhs::TransportError::Kind kind, std::string message = "simulated");

/// An HttpClient that talks to a FakeServer. An exchange fills up to `in_flight` before the first answer arrives.
class FakeHttp : public pdhs::HttpClient {
  public:
    explicit FakeHttp(FakeServer& server) : server_(server) {}

    [[nodiscard]] pdhs::HttpOutcome send(const pdhs::HttpRequest& request) override;
    void exchange(std::size_t in_flight, const std::function<pdhs::NextRequest()>& next,
                  const std::function<void(std::size_t number, pdhs::HttpOutcome outcome)>& done) override;

  private:
    FakeServer& server_;
};

}  // namespace support
