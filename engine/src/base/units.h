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
/// Number of an instrument's price steps: px = tick x tickPx. Positive in a book.
using Tick = std::int64_t;
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Wide;

inline constexpr TimeNs kSecondNs = 1'000'000'000;
inline constexpr std::int64_t kScale = 100'000'000;
/// Bound of one order's notional; sums of a few thousand such orders still fit in 64 bits.
inline constexpr Money kMaxNotional = std::int64_t{1} << 58;
/// Beyond this an account takes no new order, so a fill can never wrap its cash or cost.
inline constexpr Money kMaxBalance = std::int64_t{1} << 61;

/// True when px x qty is more than `bound`. None may be negative; then nothing wraps here.
inline bool is_notional_above(Px px, Qty qty, Money bound) {
  return Int128{px} * qty > Int128{bound} * kScale;
}

/// |number| <= bound, for any number and 0 <= bound < 2^62.
inline bool is_within(std::int64_t number, std::int64_t bound) {
  return static_cast<std::uint64_t>(number) + static_cast<std::uint64_t>(bound) <=
         2 * static_cast<std::uint64_t>(bound);
}

/// -number where `mask` is all ones, number where it is 0. Signs come as masks where which one it
/// is is a coin toss.
inline constexpr std::int64_t negate_if(std::int64_t mask, std::int64_t number) {
  return (number ^ mask) - mask;
}

/// a x b / c for a >= 0, 0 <= b <= c and c > 0, rounded half to even: the only rounding in the
/// engine (average cost). The result fits because it is at most `a`.
inline std::int64_t mul_div_half_even(std::int64_t a, std::int64_t b, std::int64_t c) {
  const auto divisor = static_cast<std::uint64_t>(c);
  const Wide product = Wide{static_cast<std::uint64_t>(a)} * static_cast<std::uint64_t>(b);
  std::uint64_t quotient = 0;
  std::uint64_t rest = 0;
#if defined(__x86_64__)
  // The compiler would call a general 128-bit division; here the quotient is known to fit.
  __asm__("divq %4"
          : "=a"(quotient), "=d"(rest)
          : "a"(static_cast<std::uint64_t>(product)),
            "d"(static_cast<std::uint64_t>(product >> 64U)), "r"(divisor)
          : "cc");
#else
  quotient = static_cast<std::uint64_t>(product / divisor);
  rest = static_cast<std::uint64_t>(product % divisor);
#endif
  // Up when 2 x rest > divisor, or equal to it and the quotient is odd.
  quotient += static_cast<std::uint64_t>(rest + (quotient & 1U) > divisor - rest);
  return static_cast<std::int64_t>(quotient);
}
}  // namespace hft
