// Prices, quantities and money are signed 64-bit integers scaled by 1e-8. 128 bits exist only
// inside one multiplication. Pure.
#pragma once
#include <cstdint>
#include <limits>

namespace hft {
using Px = std::int64_t;
using Qty = std::int64_t;
using Money = std::int64_t;
using TimeNs = std::uint64_t;
__extension__ typedef __int128 Int128;

inline constexpr std::int64_t kScale = 100'000'000;
/// Bound of one order's notional; sums of a few thousand such orders still fit in 64 bits.
inline constexpr Money kMaxNotional = std::int64_t{1} << 58;
/// Beyond this an account takes no new order, so a fill can never wrap its cash or cost.
inline constexpr Money kMaxBalance = std::int64_t{1} << 61;

/// True when px x qty is more than `bound`, for any two integers: nothing here can wrap.
inline bool is_notional_above(Px px, Qty qty, Money bound) {
  return Int128{px} * qty > Int128{bound} * kScale;
}

/// px x qty in money. Exact: px is whole ticks, qty whole lots, and tickPx x lotQty is a whole 1e-8
/// (instruments are refused otherwise); the caller has checked that the result is in bounds.
/// 1e8 divides the product, so dividing is a shift by 2^8 and a multiplication with the inverse of
/// 5^8 modulo 2^64.
inline Money notional(Px px, Qty qty) {
  constexpr std::uint64_t kInverseOf5To8 = 0xC767'074B'22E9'0E21ULL;
  static_assert(kInverseOf5To8 * 390'625U == 1);
  const Int128 product = Int128{px} * qty;
  return static_cast<Money>(static_cast<std::uint64_t>(product >> 8) * kInverseOf5To8);
}

/// a x b / c with c > 0, rounded half to even: the only rounding in the engine (average cost).
inline std::int64_t mul_div_half_even(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Int128 product = Int128{a} * b;
  Int128 quotient = product / c;
  Int128 rest = product - quotient * c;
  if (rest < 0) {
    rest += c;
    quotient -= 1;
  }
  const Int128 twice = rest * 2;
  if (twice > c || (twice == c && (quotient & 1) != 0)) quotient += 1;
  return static_cast<std::int64_t>(quotient);
}
}  // namespace hft
