#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "unit/http/loopback_server.h"

namespace security {

enum class Side { hubspot, pipedrive };

/// Which requests a hostile server answers as it likes.
enum class Hostile {
    to_further_pages,
    to_questions_about_the_account,
    to_creates,  ///< the first page is the last one then
};

/// Stands in place of one platform: tells an account, shows a page with one person (Ghost, ghost@x.com), and behaves as
/// it likes where it is hostile.
class HostileServer {
  public:
    /// Answers one request; the connection goes when it returns.
    using Behaviour = std::function<void(Peer& peer, const std::string& request)>;

    HostileServer(Side side, Behaviour behaviour, Hostile hostile = Hostile::to_further_pages);

    [[nodiscard]] std::string url() const { return server_.url(); }
    [[nodiscard]] Side side() const { return side_; }
    /// Whole requests, in the order of their arrival.
    [[nodiscard]] std::vector<std::string> requests() const;
    /// How many of them it answered as it likes.
    [[nodiscard]] int times_hostile() const;

  private:
    void serve(Peer& peer);

    Side side_;
    Behaviour behaviour_;
    Hostile hostile_;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    LoopbackServer server_;
};

/// A page of that platform with one person of that id and the cursor of a next page (empty: it is the last one).
[[nodiscard]] std::string page(Side side, const std::string& id, const std::string& name, const std::string& cursor);
/// Writes the head of an answer of unknown length, whose body begins with `begin` and then repeats `pattern` until the
/// client goes or `bytes` were sent.
void write_endless(Peer& peer, const std::string& begin, const std::string& pattern, std::size_t bytes);
/// `count` times 258 blanks, packed as gzip: a body of 1/160 of its size.
[[nodiscard]] std::string gzip_bomb(std::size_t count);

}  // namespace security
