#pragma once
#include <bitset>
#include <initializer_list>
#include <map>
#include <vector>

#include "pdhs/core/plan.h"

namespace pdhs {

/// A set of numbers that mostly follow each other, as the mirror's do: about a bit for each. A million that are far
/// apart still take no more than 600 bytes each.
class NumberSet {
  public:
    NumberSet() = default;
    NumberSet(std::initializer_list<RecordNumber> numbers) { insert_all(numbers); }

    void insert(RecordNumber number);
    template <class Numbers>
    void insert_all(const Numbers& numbers) {
        for (const RecordNumber number : numbers) insert(number);
    }
    void insert_all(const NumberSet& others);

    [[nodiscard]] bool contains(RecordNumber number) const;
    [[nodiscard]] std::size_t size() const;
    /// All of them, the smallest first.
    [[nodiscard]] std::vector<RecordNumber> numbers() const;

    bool operator==(const NumberSet&) const = default;

  private:
    static constexpr int block_size = 4096;
    using Block = std::bitset<block_size>;

    std::map<RecordNumber, Block> blocks_;  ///< by the number divided by the block's size; none is empty
};

}  // namespace pdhs
