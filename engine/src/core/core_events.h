// How the core writes events: the four leading fields are the same in all of them.
#pragma once
#include "core/core.h"

namespace hft {
template <class Event>
Event Core::event(TimeNs ingress_ns) {
  Event out{};
  out.commandSequence = command_->command_sequence;
  out.ingressTimeNs = ingress_ns;
  out.transactTimeNs = globals_.now_ns;
  return out;
}

/// Gives the event its sequence at the moment it is written, so sequences are dense.
template <class Event>
void Core::emit(const Event& event) {
  Event numbered = event;
  numbered.sequence = ++globals_.last_sequence;
  if (out_->event_count++ == 0) out_->first_sequence = numbered.sequence;
  wire::append(out_->events, numbered);
}

template <class Event>
Event Core::order_event(const Order& order) {
  Event out = event<Event>(order.ingress_ns);
  out.orderId = order.order_id;
  out.accountId = accounts_[order.account].account_id;
  out.clientOrderId = order.client_order_id;
  if constexpr (requires { out.symbol; }) out.symbol = order.symbol;
  if constexpr (requires { out.side; }) out.side = order.side;
  if constexpr (requires { out.orderQty; }) out.orderQty = order.order_qty;
  if constexpr (requires { out.limitPx; }) out.limitPx = order.limit_px;
  if constexpr (requires { out.cumQty; }) out.cumQty = order.cum_qty;
  if constexpr (requires { out.leavesQty; }) out.leavesQty = order.leaves_qty;
  if constexpr (requires { out.cumCost; }) out.cumCost = order.cum_cost;
  if constexpr (requires { out.ordType; }) out.ordType = order.ord_type;
  if constexpr (requires { out.timeInForce; }) out.timeInForce = order.time_in_force;
  if constexpr (requires { out.ordStatus; }) out.ordStatus = order.status;
  if constexpr (requires { out.rejectReason; }) out.rejectReason = order.reject_reason;
  if constexpr (requires { out.reserved; }) out.reserved = accounts_[order.account].reserved;
  if constexpr (requires { out.text; }) out.text = order.text;
  if constexpr (requires { out.principal; }) out.principal = command_->envelope.principal;
  return out;
}
}  // namespace hft
