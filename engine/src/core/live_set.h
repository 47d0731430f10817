// Which orders are live, one bit each: cheap to change, and small enough to look through when all
// orders of an account must go.
//
// Thread safety: none.
#pragma once
#include <bit>
#include <cstdint>
#include <vector>

namespace hft {
class LiveSet {
 public:
  void insert(std::uint32_t index) {
    if (index / 64 >= words_.size()) [[unlikely]]
      words_.resize(index / 64 * 2 + 16);
    words_[index / 64] |= bit(index);
    ++count_;
  }
  void erase(std::uint32_t index) {
    words_[index / 64] &= ~bit(index);
    --count_;
  }
  std::size_t size() const { return count_; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(i * 64) +
              static_cast<std::uint32_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  static std::uint64_t bit(std::uint32_t index) { return std::uint64_t{1} << (index % 64); }
  std::vector<std::uint64_t> words_;
  std::size_t count_ = 0;
};
}  // namespace hft
