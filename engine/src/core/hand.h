// An order with the rows that checking and trading read or change, looked up once.
#pragma once
#include "core/core_state.h"

namespace hft {
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

/// All three rows count as changed.
inline Hand take(CoreState& state, OrderIndex index) {
  Order& order = state.orders.edit(index);
  Position& position = order.position == kNone ? state.flat : state.positions.edit(order.position);
  return {index,
          order,
          state.accounts.edit(order.account),
          position,
          state.limits[order.account],
          state.listings[order.instrument]};
}
}  // namespace hft
