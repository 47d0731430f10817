// What checking and trading work on: the terms of an order, and an order with the rows that are
// read or changed for it, looked up once.
#pragma once
#include "core/core_state.h"

namespace hft {
/// What an order asks for.
struct OrderTerms {
  std::uint32_t account = kNone;
  std::uint32_t instrument = kNone;
  Qty qty = 0;
  Px limit_px = 0;
  Side side = Side::BUY;
  wire::OrdType ord_type = wire::OrdType::LIMIT;
  wire::TimeInForce time_in_force = wire::TimeInForce::DAY;
};

/// References end when a row is inserted. `position` of an account that never dealt in the
/// instrument is CoreState::flat, which nobody changes.
struct Hand {
  OrderIndex index;
  Order& order;
  Account& account;
  Position& position;
  const Limits& limits;
  const Listing& listing;
};

/// Of a live order in the instrument of `listing`. All three rows count as changed.
inline Hand take(CoreState& state, OrderIndex index, const Listing& listing) {
  Order& order = state.orders.edit(index);
  Position& position = state.positions.edit(order.position);
  return {index,
          order,
          state.accounts.edit(position.account),
          position,
          state.limits[position.account],
          listing};
}
inline Hand take(CoreState& state, OrderIndex index) {
  const Position& position = state.positions[state.orders[index].position];
  return take(state, index, state.listings[position.instrument]);
}
}  // namespace hft
