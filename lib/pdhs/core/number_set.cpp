#include "pdhs/core/number_set.h"

namespace pdhs {

namespace {

struct Position {
    RecordNumber block;
    std::size_t bit;
};

/// Rounds down, below zero as well.
Position position_of(RecordNumber number, int block_size) {
    const auto rest = ((number % block_size) + block_size) % block_size;
    return {(number - rest) / block_size, static_cast<std::size_t>(rest)};
}

}  // namespace

void NumberSet::insert(RecordNumber number) {
    const auto at = position_of(number, block_size);
    blocks_[at.block].set(at.bit);
}

void NumberSet::insert_all(const NumberSet& others) {
    for (const auto& [block, bits] : others.blocks_) blocks_[block] |= bits;
}

bool NumberSet::contains(RecordNumber number) const {
    const auto at = position_of(number, block_size);
    const auto found = blocks_.find(at.block);
    return found != blocks_.end() && found->second.test(at.bit);
}

std::size_t NumberSet::size() const {
    std::size_t count = 0;
    for (const auto& block : blocks_) count += block.second.count();
    return count;
}

std::vector<RecordNumber> NumberSet::numbers() const {
    std::vector<RecordNumber> result;
    result.reserve(size());
    for (const auto& [block, bits] : blocks_)
        for (std::size_t bit = 0; bit < bits.size(); ++bit)
            if (bits.test(bit)) result.push_back(block * block_size + static_cast<RecordNumber>(bit));
    return result;
}

}  // namespace pdhs
