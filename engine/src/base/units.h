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

/// px x qty, exact while tickPx x lotQty is a whole 1e-8 (instruments are refused otherwise).
inline Int128 wide_notional(Px px, Qty qty) { return Int128{px} * qty / kScale; }
inline Money notional(Px px, Qty qty) { return static_cast<Money>(wide_notional(px, qty)); }

/// a x b / c with c > 0, rounded half to even: the only rounding in the engine (average cost).
inline std::int64_t mul_div_half_even(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Int128 product = Int128{a} * b;
  Int128 quotient = product / c;
  Int128 rest = product % c;
  if (rest < 0) {
    rest += c;
    quotient -= 1;
  }
  const Int128 twice = rest * 2;
  if (twice > c || (twice == c && (quotient & 1) != 0)) quotient += 1;
  return static_cast<std::int64_t>(quotient);
}
}  // namespace hft
