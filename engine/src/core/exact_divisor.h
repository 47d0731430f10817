// Divides by a number known long before, and tells whether it divides evenly, by one
// multiplication instead of a division.
// Source: H. S. Warren, Hacker's Delight, 2nd ed., 10-17 (test for zero remainder).
#pragma once
#include <bit>
#include <cstdint>
#include <limits>

namespace hft {
/// 1 / odd modulo 2^64.
inline constexpr std::uint64_t inverse_of_odd(std::uint64_t odd) {
  // Newton: each step doubles the number of correct bits, of which odd itself has three.
  std::uint64_t inverse = odd;
  for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
  return inverse;
}

class ExactDivisor {
 public:
  /// `divisor` > 0.
  explicit ExactDivisor(std::int64_t divisor = 1) {
    const auto wide = static_cast<std::uint64_t>(divisor);
    shift_ = std::countr_zero(wide);
    inverse_ = inverse_of_odd(wide >> static_cast<unsigned>(shift_));
    most_ = std::numeric_limits<std::uint64_t>::max() / wide;
  }
  /// number / divisor into `quotient`; false when it does not divide evenly. `number` >= 0.
  bool divide(std::int64_t number, std::int64_t& quotient) const {
    const auto found = std::rotr(static_cast<std::uint64_t>(number) * inverse_, shift_);
    quotient = static_cast<std::int64_t>(found);
    return found <= most_;
  }

 private:
  std::uint64_t inverse_ = 1;
  std::uint64_t most_ = 0;
  int shift_ = 0;
};
}  // namespace hft
