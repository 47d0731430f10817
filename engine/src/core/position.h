// Average-cost accounting of one position in exact integers. Pure.
// Invariants: cost has the sign of quantity; a flat position costs nothing; cash paid =
// change of cost - realized result, to the last 1e-8.
#pragma once
#include <algorithm>

#include "core/entities.h"

namespace hft {
/// Books one fill and answers the result it realized.
inline Money apply_fill(Position& position, Side side, Qty qty, Px px) {
  const Qty signed_qty = side == Side::BUY ? qty : -qty;
  const bool is_closing = position.quantity != 0 && (position.quantity > 0) != (signed_qty > 0);
  const Qty held = position.quantity < 0 ? -position.quantity : position.quantity;
  const Qty closed = is_closing ? std::min(qty, held) : 0;
  Money realized = 0;
  if (closed > 0) {
    const Money cost_part =
        closed == held ? position.cost : mul_div_half_even(position.cost, closed, held);
    const Money value = notional(px, closed);
    // A sale of longs earns value - cost; a purchase against shorts earns proceeds - value.
    realized = position.quantity > 0 ? value - cost_part : -cost_part - value;
    position.cost -= cost_part;
  }
  const Money opened = notional(px, qty - closed);
  position.cost += side == Side::BUY ? opened : -opened;
  position.quantity += signed_qty;
  position.realized_pnl += realized;
  return realized;
}
}  // namespace hft
