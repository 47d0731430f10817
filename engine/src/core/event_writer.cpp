#include "core/event_writer.h"

namespace hft {
template <class Event>
Event EventWriter::order_event(OrderIndex index, const Order& order, Money more_cost) {
  const OrderDetail& detail = state_.details[index];
  OrderReport& report = state_.reports.edit(index);
  report.cum_cost += more_cost;
  report.transact_ns = state_.globals.now_ns;
  Event out = event<Event>(detail.ingress_ns);
  out.orderId = order.order_id;
  out.accountId = state_.accounts[detail.account].account_id;
  out.clientOrderId = detail.client_order_id;
  if constexpr (requires { out.symbol; }) out.symbol = detail.symbol;
  if constexpr (requires { out.side; }) out.side = order.side;
  if constexpr (requires { out.orderQty; }) out.orderQty = report.order_qty;
  if constexpr (requires { out.limitPx; }) out.limitPx = report.limit_px;
  if constexpr (requires { out.cumQty; }) out.cumQty = order.cum_qty;
  if constexpr (requires { out.leavesQty; }) out.leavesQty = order.leaves_qty;
  if constexpr (requires { out.cumCost; }) out.cumCost = report.cum_cost;
  if constexpr (requires { out.ordType; }) out.ordType = detail.ord_type;
  if constexpr (requires { out.timeInForce; }) out.timeInForce = detail.time_in_force;
  if constexpr (requires { out.ordStatus; }) out.ordStatus = order.status;
  if constexpr (requires { out.rejectReason; }) out.rejectReason = report.reject_reason;
  if constexpr (requires { out.reserved; }) out.reserved = state_.accounts[detail.account].reserved;
  if constexpr (requires { out.text; }) out.text = detail.text;
  if constexpr (requires { out.principal; }) out.principal = command_->envelope.principal;
  return out;
}

void EventWriter::on_accepted(OrderIndex index, const Order& order) {
  emit(order_event<wire::OrderAccepted>(index, order));
}

void EventWriter::on_fill(OrderIndex index, const Order& order, FillReport fill) {
  const Position& position = state_.positions[order.position];
  auto out = order_event<wire::Fill>(index, order, fill.amount);
  out.matchId = fill.match_id;
  out.lastQty = fill.qty;
  out.lastPx = fill.px;
  out.positionQty = position.quantity;
  out.positionCost = position.cost;
  out.realizedPnl = position.realized_pnl;
  out.lastRealizedPnl = fill.realized;
  out.cash = state_.accounts[position.account].cash;
  out.liquidity = fill.liquidity;
  emit(out);
}

void EventWriter::on_print(std::uint32_t instrument, Side aggressor, Qty qty, Px px,
                           std::uint64_t match_id) {
  auto out = event<wire::TradePrint>(state_.globals.now_ns);
  out.matchId = match_id;
  out.lastPx = px;
  out.lastQty = qty;
  out.symbol = state_.instruments[instrument].symbol;
  out.aggressorSide = aggressor;
  emit(out);
}

void EventWriter::on_canceled(OrderIndex index, const Order& order, Qty canceled,
                              wire::CancelReason reason) {
  auto out = order_event<wire::OrderCanceled>(index, order);
  out.canceledQty = canceled;
  out.cancelReason = reason;
  emit(out);
}

void EventWriter::on_expired(OrderIndex index, const Order& order, Qty expired) {
  auto out = order_event<wire::OrderExpired>(index, order);
  out.expiredQty = expired;
  emit(out);
}

void EventWriter::on_replaced(OrderIndex index, const Order& order) {
  auto out = order_event<wire::OrderReplaced>(index, order);
  out.replaceId = replace_id_;
  emit(out);
}

void EventWriter::on_rejected(OrderIndex index, const Order& order) {
  emit(order_event<wire::OrderRejected>(index, order));
}
}  // namespace hft
