// Average-cost accounting of one position in exact integers. Pure.
// Invariants: cost has the sign of quantity; a flat position costs nothing; cash paid =
// change of cost - realized result, to the last 1e-8.
#pragma once
#include <algorithm>

#include "core/entities.h"
#include "core/worth.h"

namespace hft {
/// Books one fill of `amount` = worth.of(qty) and answers the result it realized. Without
/// branches: whether a fill opens or closes is a coin toss.
inline Money apply_fill(Position& position, Side side, Qty qty, Worth worth, Money amount) {
  const std::int64_t is_sale = sale_mask(side);
  const std::int64_t is_short = position.quantity >> 63;
  const Qty held = negate_if(is_short, position.quantity);
  // A sale closes longs, a purchase shorts.
  const Qty closed = std::min(qty, held) & (is_sale ^ is_short);
  // Of a flat position nothing is closed: divided by 1, never by 0.
  const Money cost = mul_div_half_even(negate_if(is_short, position.cost), closed,
                                       held + static_cast<Qty>(held == 0));
  // A sale of longs earns value - cost; a purchase against shorts earns cost - value. Where nothing
  // is closed both are 0, so the order's side says it all.
  const Money realized = negate_if(is_sale, cost - worth.of(closed));
  position.cost += negate_if(is_sale, amount) + realized;
  position.quantity += signed_qty(side, qty);
  position.realized_pnl += realized;
  return realized;
}
}  // namespace hft
