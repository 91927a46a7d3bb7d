#include "security/hostile.h"

#include <algorithm>

namespace security {

namespace {

bool is_about(const std::string& request, Hostile what) {
    const auto line = request.substr(0, request.find('\n'));
    const auto has = [&](const char* part) { return line.find(part) != std::string::npos; };
    switch (what) {
        case Hostile::to_further_pages:
            return has("after=") || has("cursor=");
        case Hostile::to_questions_about_the_account:
            return has("account-info") || has("/users/me");
        case Hostile::to_creates:
            return line.starts_with("POST ");
    }
    return false;
}

std::string account(Side side) {
    if (side == Side::hubspot) return R"({"portalId":1,"accountType":"STANDARD"})";
    return R"({"success":true,"data":{"company_id":1,"access":[{"app":"global","admin":true}]}})";
}

/// Bits in the order of RFC 1951, section 3.1.1.
class BitWriter {
  public:
    /// The lowest bit first.
    void add(unsigned value, int count) {
        for (int i = 0; i < count; ++i) add_bit(value >> i & 1u);
    }
    /// A code of Huffman: the highest bit first.
    void add_code(unsigned code, int count) {
        for (int i = count - 1; i >= 0; --i) add_bit(code >> i & 1u);
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    void add_bit(unsigned bit) {
        if (used_ == 0) bytes_ += '\0';
        bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | bit << used_);
        used_ = (used_ + 1) % 8;
    }

    std::string bytes_;
    int used_ = 0;
};

}  // namespace

HostileServer::HostileServer(Side side, Behaviour behaviour, Hostile hostile)
    : side_(side), behaviour_(std::move(behaviour)), hostile_(hostile), server_([this](Peer& peer) { serve(peer); }) {}

void HostileServer::serve(Peer& peer) {
    while (const auto request = peer.read_request()) {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(*request);
        }
        if (is_about(*request, hostile_)) return behaviour_(peer, *request);
        const auto* const next = hostile_ == Hostile::to_further_pages ? "next" : "";
        const bool asks_account = is_about(*request, Hostile::to_questions_about_the_account);
        peer.write(answer(asks_account ? account(side_) : page(side_, "7", "Ghost", next)));
    }
}

std::vector<std::string> HostileServer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

int HostileServer::times_hostile() const {
    const auto seen = requests();
    return static_cast<int>(std::count_if(seen.begin(), seen.end(),
                                          [this](const std::string& request) { return is_about(request, hostile_); }));
}

std::string page(Side side, const std::string& id, const std::string& name, const std::string& cursor) {
    if (side == Side::hubspot) {
        const auto next = cursor.empty() ? "" : R"(,"paging":{"next":{"after":")" + cursor + "\"}}";
        return R"({"results":[{"id":")" + id + R"(","properties":{"email":"ghost)" + id + R"(@x.com","firstname":")" +
               name + "\"}}]" + next + "}";
    }
    return R"({"success":true,"data":[{"id":)" + id + R"(,"name":")" + name + R"(","emails":[{"value":"ghost)" + id +
           R"(@x.com","primary":true}],"phones":[]}],"additional_data":{"next_cursor":)" +
           (cursor.empty() ? "null" : '"' + cursor + '"') + "}}";
}

void write_endless(Peer& peer, const std::string& begin, const std::string& pattern, std::size_t bytes) {
    peer.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + begin);
    std::string block;
    while (block.size() < 65'536) block += pattern;
    for (std::size_t sent = 0; sent < bytes && peer.is_there(); sent += block.size()) peer.write(block);
}

std::string gzip_bomb(std::size_t count) {
    BitWriter bits;
    bits.add(1, 1);          // the last block
    bits.add(1, 2);          // with the fixed codes
    bits.add_code(0x50, 8);  // a blank
    for (std::size_t i = 0; i < count; ++i) {
        bits.add_code(0b11000101, 8);  // repeat 258 bytes
        bits.add_code(0, 5);           // from 1 byte ago
    }
    bits.add_code(0, 7);  // the end
    return std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + bits.bytes();
}

}  // namespace security
