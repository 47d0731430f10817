// What quantities of an instrument are worth, exactly, without a division and without 128 bits:
// money = tick x lots x (tickPx x lotQty / 1e8). All three are whole numbers (an instrument whose
// unit is not is refused), so it is enough to be right modulo 2^64, and there qty / lotQty is a
// shift and a multiplication with an inverse.
// Source: H. S. Warren, Hacker's Delight, 2nd ed., 10-16 (exact division). Pure.
#pragma once
#include <bit>

#include "base/units.h"
#include "core/exact_divisor.h"

namespace hft {
/// At one price. The caller has checked that what is asked for fits.
class Worth {
 public:
  Worth(std::uint64_t factor, int shift) : factor_(factor), shift_(shift) {}
  /// Of whole lots, which may be negative.
  Money of(Qty qty) const {
    return static_cast<Money>(factor_ * static_cast<std::uint64_t>(qty >> shift_));
  }

 private:
  std::uint64_t factor_;
  int shift_;
};

/// Of one instrument.
class Pricer {
 public:
  Pricer() = default;
  Pricer(Px tick_px, Qty lot_qty) : shift_(std::countr_zero(static_cast<std::uint64_t>(lot_qty))) {
    // What a lot is worth at one tick, divided by the odd part of lotQty; `shift_` is the rest.
    const auto unit = static_cast<std::uint64_t>(Int128{tick_px} * lot_qty / kScale);
    factor_ = unit * inverse_of_odd(static_cast<std::uint64_t>(lot_qty) >> shift_);
  }
  Worth at(Tick tick) const { return {factor_ * static_cast<std::uint64_t>(tick), shift_}; }

 private:
  std::uint64_t factor_ = 0;
  int shift_ = 0;
};
}  // namespace hft
