// Average-cost accounting of one position in exact integers. Pure.
// Invariants: cost has the sign of quantity; a flat position costs nothing; cash paid =
// change of cost - realized result, to the last 1e-8.
#pragma once
#include <algorithm>
#include <cstdlib>

#include "core/entities.h"

namespace hft {
/// Books one fill of `amount` = notional(px, qty) and answers the result it realized. Without
/// branches: whether a fill opens or closes is a coin toss.
inline Money apply_fill(Position& position, Side side, Qty qty, Px px, Money amount) {
  const Qty held = std::abs(position.quantity);
  const bool is_closing = (position.quantity > 0) == (side == Side::SELL);
  const Qty closed = std::min(qty, held) * static_cast<Qty>(is_closing);
  const Money value = notional(px, closed);
  const Money cost_part = mul_div_half_even(position.cost, closed, std::max<Qty>(1, held));
  // A sale of longs earns value - cost; a purchase against shorts earns proceeds - value.
  const Money realized = value * (position.quantity > 0 ? 1 : -1) - cost_part;
  position.cost += (amount - value) * sign(side) - cost_part;
  position.quantity += qty * sign(side);
  position.realized_pnl += realized;
  return realized;
}
}  // namespace hft
