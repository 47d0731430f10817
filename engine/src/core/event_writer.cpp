#include "core/event_writer.h"

namespace hft {
template <class Event>
Event EventWriter::order_event(OrderIndex index) const {
  const Order& order = state_.orders[index];
  const OrderDetail& detail = state_.details[index];
  Event out = event<Event>(detail.ingress_ns);
  out.orderId = order.order_id;
  out.accountId = state_.accounts[order.account].account_id;
  out.clientOrderId = detail.client_order_id;
  if constexpr (requires { out.symbol; }) out.symbol = detail.symbol;
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
  if constexpr (requires { out.reserved; }) out.reserved = state_.accounts[order.account].reserved;
  if constexpr (requires { out.text; }) out.text = detail.text;
  if constexpr (requires { out.principal; }) out.principal = command_->envelope.principal;
  return out;
}

void EventWriter::on_accepted(OrderIndex order) { emit(order_event<wire::OrderAccepted>(order)); }

void EventWriter::on_fill(OrderIndex index, const FillReport& fill) {
  const Order& order = state_.orders[index];
  const Position& position = state_.positions[order.position];
  auto out = order_event<wire::Fill>(index);
  out.matchId = fill.match_id;
  out.lastQty = fill.qty;
  out.lastPx = fill.px;
  out.positionQty = position.quantity;
  out.positionCost = position.cost;
  out.realizedPnl = position.realized_pnl;
  out.lastRealizedPnl = fill.realized;
  out.cash = state_.accounts[order.account].cash;
  out.liquidity = fill.liquidity;
  emit(out);
}

void EventWriter::on_print(const PrintReport& print) {
  auto out = event<wire::TradePrint>(state_.globals.now_ns);
  out.matchId = print.match_id;
  out.lastPx = print.px;
  out.lastQty = print.qty;
  out.symbol = state_.instruments[print.instrument].symbol;
  out.aggressorSide = print.aggressor;
  emit(out);
}

void EventWriter::on_canceled(OrderIndex order, Qty canceled, wire::CancelReason reason) {
  auto out = order_event<wire::OrderCanceled>(order);
  out.canceledQty = canceled;
  out.cancelReason = reason;
  emit(out);
}

void EventWriter::on_expired(OrderIndex order, Qty expired) {
  auto out = order_event<wire::OrderExpired>(order);
  out.expiredQty = expired;
  emit(out);
}

void EventWriter::on_replaced(OrderIndex order) {
  auto out = order_event<wire::OrderReplaced>(order);
  out.replaceId = replace_id_;
  emit(out);
}

void EventWriter::on_rejected(OrderIndex order) { emit(order_event<wire::OrderRejected>(order)); }
}  // namespace hft
