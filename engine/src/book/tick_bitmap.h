// Which of 65,536 neighbouring ticks hold a level: three layers of bits, so the next one above or
// below is found in three steps, however far it is.
//
// Thread safety: none. Invariant: a bit of a layer is set when any bit below it is.
#pragma once
#include <array>
#include <bit>
#include <cstdint>

namespace hft {
class TickBitmap {
 public:
  static constexpr std::uint32_t kSize = 1U << 16U;
  static constexpr std::uint32_t kNothing = 0xFFFFFFFFU;

  void set(std::uint32_t at) {
    bottom_[at >> 6U] |= bit(at);
    middle_[at >> 12U] |= bit(at >> 6U);
    top_ |= bit(at >> 12U);
  }
  void clear(std::uint32_t at) {
    if ((bottom_[at >> 6U] &= ~bit(at)) != 0) return;
    if ((middle_[at >> 12U] &= ~bit(at >> 6U)) != 0) return;
    top_ &= ~bit(at >> 12U);
  }
  bool has(std::uint32_t at) const { return (bottom_[at >> 6U] & bit(at)) != 0; }
  bool is_empty() const { return top_ == 0; }

  /// The lowest set one at or above `at`; `at` may be kSize.
  std::uint32_t up_from(std::uint32_t at) const {
    if (at >= kSize) return kNothing;
    std::uint64_t word = bottom_[at >> 6U] & from(at);
    if (word != 0) return (at & ~63U) + low(word);
    std::uint32_t next = (at >> 6U) + 1;
    word = (next & 63U) == 0 ? 0 : middle_[next >> 6U] & from(next);
    if (word == 0) {
      const std::uint32_t above = (at >> 12U) + 1;
      const std::uint64_t groups = above >= 16 ? 0 : top_ & from(above);
      if (groups == 0) return kNothing;
      next = low(groups) << 6U;
      word = middle_[next >> 6U];
    }
    next = (next & ~63U) + low(word);
    return (next << 6U) + low(bottom_[next]);
  }
  /// The highest set one below `at`.
  std::uint32_t down_from(std::uint32_t at) const {
    if (at == 0) return kNothing;
    const std::uint32_t last = at - 1;
    std::uint64_t word = bottom_[last >> 6U] & up_to(last);
    if (word != 0) return (last & ~63U) + high(word);
    std::uint32_t next = last >> 6U;
    word = (next & 63U) == 0 ? 0 : middle_[next >> 6U] & up_to(next - 1);
    if (word == 0) {
      const std::uint32_t group = last >> 12U;
      const std::uint64_t groups = group == 0 ? 0 : top_ & up_to(group - 1);
      if (groups == 0) return kNothing;
      next = high(groups) << 6U;
      word = middle_[next >> 6U];
    }
    next = (next & ~63U) + high(word);
    return (next << 6U) + high(bottom_[next]);
  }

 private:
  static std::uint64_t bit(std::uint32_t at) { return std::uint64_t{1} << (at & 63U); }
  static std::uint64_t from(std::uint32_t at) { return ~std::uint64_t{0} << (at & 63U); }
  static std::uint64_t up_to(std::uint32_t at) { return ~std::uint64_t{0} >> (63U - (at & 63U)); }
  static std::uint32_t low(std::uint64_t word) {
    return static_cast<std::uint32_t>(std::countr_zero(word));
  }
  static std::uint32_t high(std::uint64_t word) {
    return 63U - static_cast<std::uint32_t>(std::countl_zero(word));
  }
  std::array<std::uint64_t, kSize / 64> bottom_{};
  std::array<std::uint64_t, kSize / 4096> middle_{};
  std::uint64_t top_ = 0;
};
}  // namespace hft
