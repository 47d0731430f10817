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

/// Who asks, and for what. References end when a row is inserted. `position` of an account that
/// never dealt in the instrument is CoreState::flat, which nobody changes; its index is kNone.
struct Party {
  std::uint32_t position_index;
  Account& account;
  Position& position;
  const Limits& limits;
  const Listing& listing;
};

/// What checking finds out about an order that may enter.
struct Admission {
  Tick work_tick = 0;
  Qty payable_qty = 0;
  Money held = 0;  ///< what its account must keep for it
};

/// An order and its party.
struct Hand : Party {
  OrderIndex index;
  Order& order;
};

/// Account and position count as changed.
inline Party party_of(CoreState& state, const OrderTerms& terms) {
  const std::uint32_t position = state.find_position(terms.account, terms.instrument);
  return {position, state.accounts.edit(terms.account),
          position == kNone ? state.flat : state.positions.edit(position),
          state.limits[terms.account],
          terms.instrument == kNone ? state.unlisted : state.listings[terms.instrument]};
}

/// Of a live order in the instrument of `listing`. All three rows count as changed.
inline Hand take(CoreState& state, OrderIndex index, const Listing& listing) {
  Order& order = state.orders.edit(index);
  Position& position = state.positions.edit(order.position);
  return {{order.position, state.accounts.edit(position.account), position,
           state.limits[position.account], listing},
          index,
          order};
}
inline Hand take(CoreState& state, OrderIndex index) {
  const Position& position = state.positions[state.orders[index].position];
  return take(state, index, state.listings[position.instrument]);
}
}  // namespace hft
