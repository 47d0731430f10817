// Commands on orders: who may, whether it was asked before, and what is answered. What then happens
// to the order is Trading's.
#include <algorithm>

#include "core/core.h"
#include "core/order_states.h"

namespace hft {
using wire::CancelReason;
using wire::OrdStatus;
using wire::Outcome;
using wire::RejectReason;

namespace {
bool is_readable(const wire::NewOrder& request) {
  return is_valid(request.side) && is_valid(request.ordType) && is_valid(request.timeInForce) &&
         wire::is_clean(request.symbol) && wire::is_clean(request.accountId) &&
         wire::is_clean(request.text);
}

OrderDetail detail_of(const wire::NewOrder& request, const wire::CommandEnvelope& envelope,
                      std::uint32_t account) {
  return {envelope.connectionId,
          envelope.ingressTimeNs,
          request.orderQty,
          request.limitPx,
          request.clientOrderId,
          request.symbol,
          request.text,
          account,
          request.ordType,
          request.timeInForce,
          {}};
}
}  // namespace

void Core::place(const wire::NewOrder& request) {
  if (!is_readable(request)) return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  const std::uint32_t account = own_account(request.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  const std::uint16_t roles = command_->envelope.roles & 0b11111U;
  if (roles != 0 && (roles & kTraderBits) == 0) {
    return reply(Outcome::REJECTED, RejectReason::NOT_AUTHORIZED);
  }
  if (request.clientOrderId.empty() || !wire::is_clean(request.clientOrderId)) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_CLIENT_ORDER_ID);
  }
  if (answer_duplicate(account, request)) return;
  if (order_count() >= state_.config.max_orders) {
    return reply(Outcome::REJECTED, RejectReason::CAPACITY_EXHAUSTED);
  }
  const OrderTerms terms{account,
                         find_instrument(request.symbol),
                         request.orderQty,
                         request.limitPx,
                         request.side,
                         request.ordType,
                         request.timeInForce};
  const Party party = party_of(state_, terms);
  Admission found;
  const Reason reason =
      is_past_deadline() ? RejectReason::DEADLINE_EXPIRED : trading_.check(party, terms, found);
  const Hand hand = trading_.draft(party, terms, found);
  const std::uint32_t index = hand.index;
  state_.details.put(index, detail_of(request, command_->envelope, account));
  state_.open_report(index, request.orderQty, request.limitPx);
  remember(index);
  if (reason != RejectReason::NONE) {
    trading_.refuse(hand);
    state_.reports.edit(index).reject_reason = reason;
    writer_.on_rejected(index, hand.order);
    return reply(Outcome::REJECTED, reason, index);
  }
  trading_.enter(hand, terms, found.held);
  reply(Outcome::ACCEPTED, RejectReason::NONE, index);
}

/// The same id again: the order that stands, or a refusal that creates nothing.
bool Core::answer_duplicate(std::uint32_t account, const wire::NewOrder& request) {
  if (state_.config.skip_dedupe) return false;
  const auto found = order_by_client_id_.find({account, request.clientOrderId});
  if (found == order_by_client_id_.end()) return false;
  const Order& order = state_.orders[found->second];
  const OrderDetail& asked = state_.details[found->second];
  const bool is_same = asked.symbol == request.symbol && order.side == request.side &&
                       asked.ord_type == request.ordType &&
                       asked.time_in_force == request.timeInForce &&
                       asked.asked_qty == request.orderQty && asked.asked_px == request.limitPx &&
                       asked.text == request.text;
  if (!is_same) {
    reply(Outcome::REJECTED, RejectReason::DUPLICATE_CLIENT_ORDER_ID);
    return true;
  }
  const bool was_rejected = order.status == OrdStatus::REJECTED;
  reply(was_rejected ? Outcome::REJECTED : Outcome::ACCEPTED,
        state_.reports[found->second].reject_reason, found->second, true);
  return true;
}

void Core::cancel(const wire::CancelOrder& request) {
  const std::uint32_t account = own_account(request.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  std::uint32_t index = find_order(account, request);
  if (index != kNone && state_.details[index].account != account) index = kNone;
  if (index != kNone && is_live(state_.orders[index].status)) {
    trading_.cancel(index, CancelReason::USER);
    return reply(Outcome::ACCEPTED, RejectReason::NONE, index, false, 1);
  }
  const bool is_known = index != kNone;
  const Reason reason = is_known ? RejectReason::TOO_LATE_TO_CANCEL : RejectReason::UNKNOWN_ORDER;
  auto out = writer_.event<wire::CancelRejected>(state_.globals.now_ns);
  out.orderId = is_known ? state_.orders[index].order_id : request.orderId;
  out.rejectReason = reason;
  out.accountId = request.accountId;
  out.clientOrderId = is_known ? state_.details[index].client_order_id
                      : wire::is_clean(request.clientOrderId) ? request.clientOrderId
                                                              : ClientOrderId{};
  writer_.emit(out);
  reply(Outcome::REJECTED, reason, index);
}

void Core::replace(const wire::ReplaceOrder& request) {
  const std::uint32_t account = own_account(request.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  if (request.replaceId.empty() || !wire::is_clean(request.replaceId)) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_CLIENT_ORDER_ID);
  }
  std::uint32_t index = find_order(request.orderId);
  if (index != kNone && state_.details[index].account != account) index = kNone;
  if (answer_repeated_replace(account, request, index)) return;
  const Reason reason = check_replace(index, request);
  const std::uint32_t slot = state_.replaces.insert({request.orderId,
                                                     request.orderQty,
                                                     request.limitPx,
                                                     ++state_.globals.rank_counter,
                                                     state_.globals.now_ns,
                                                     request.replaceId,
                                                     account,
                                                     reason,
                                                     {}});
  replace_by_id_[{account, request.replaceId}] = slot;
  old_replaces_.push_back({state_.globals.now_ns, slot});
  if (reason == RejectReason::NONE) {
    writer_.set_replace_id(request.replaceId);
    OrderReport& report = state_.reports.edit(index);
    if (request.limitPx != 0) report.limit_px = request.limitPx;
    report.order_qty = std::max(request.orderQty, state_.orders[index].cum_qty);
    trading_.replace(index, request.orderQty, request.limitPx);
    return reply(Outcome::ACCEPTED, RejectReason::NONE, index, false, 1);
  }
  auto out = writer_.event<wire::ReplaceRejected>(state_.globals.now_ns);
  out.orderId = request.orderId;
  out.rejectReason = reason;
  out.accountId = request.accountId;
  if (index != kNone) out.clientOrderId = state_.details[index].client_order_id;
  out.replaceId = request.replaceId;
  writer_.emit(out);
  reply(Outcome::REJECTED, reason, index);
}

bool Core::answer_repeated_replace(std::uint32_t account, const wire::ReplaceOrder& request,
                                   std::uint32_t order) {
  const auto earlier = replace_by_id_.find({account, request.replaceId});
  if (earlier == replace_by_id_.end()) return false;
  const ReplaceRecord& record = state_.replaces[earlier->second];
  const bool is_same = record.order_id == request.orderId && record.order_qty == request.orderQty &&
                       record.limit_px == request.limitPx;
  if (!is_same) {
    reply(Outcome::REJECTED, RejectReason::DUPLICATE_REPLACE_ID, order);
    return true;
  }
  const bool was_rejected = record.reject_reason != RejectReason::NONE;
  reply(was_rejected ? Outcome::REJECTED : Outcome::ACCEPTED, record.reject_reason, order, true);
  return true;
}

Core::Reason Core::check_replace(std::uint32_t index, const wire::ReplaceOrder& request) {
  if (index == kNone) return RejectReason::UNKNOWN_ORDER;
  if (!is_live(state_.orders[index].status)) return RejectReason::TOO_LATE_TO_CANCEL;
  if (is_past_deadline()) return RejectReason::DEADLINE_EXPIRED;
  return trading_.check_replace(index, request.orderQty, request.limitPx);
}

void Core::remember(std::uint32_t index) {
  const OrderDetail& detail = state_.details[index];
  order_by_id_[state_.orders[index].order_id] = index;
  order_by_client_id_[{detail.account, detail.client_order_id}] = index;
}
}  // namespace hft
