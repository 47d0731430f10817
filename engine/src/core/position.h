// Average-cost accounting of one position in exact integers. Pure.
// Invariants: cost has the sign of quantity; a flat position costs nothing; cash paid =
// change of cost - realized result, to the last 1e-8.
#pragma once
#include <algorithm>

#include "core/entities.h"

namespace hft {
/// Books one fill of `amount` = notional(px, qty) and answers the result it realized.
inline Money apply_fill(Position& position, Side side, Qty qty, Px px, Money amount) {
  const Qty signed_qty = side == Side::BUY ? qty : -qty;
  const bool is_closing = position.quantity != 0 && (position.quantity > 0) != (signed_qty > 0);
  Money opened = amount;
  Money realized = 0;
  if (is_closing) {
    const Qty held = position.quantity < 0 ? -position.quantity : position.quantity;
    const Qty closed = std::min(qty, held);
    const Money value = closed == qty ? amount : notional(px, closed);
    const Money cost_part =
        closed == held ? position.cost : mul_div_half_even(position.cost, closed, held);
    // A sale of longs earns value - cost; a purchase against shorts earns proceeds - value.
    realized = position.quantity > 0 ? value - cost_part : -cost_part - value;
    position.cost -= cost_part;
    opened = amount - value;
  }
  position.cost += side == Side::BUY ? opened : -opened;
  position.quantity += signed_qty;
  position.realized_pnl += realized;
  return realized;
}
}  // namespace hft
