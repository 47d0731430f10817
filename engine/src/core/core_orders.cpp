// Commands on orders: who may, whether it was asked before, and what is answered. What then happens
// to the order is Trading's.
#include <algorithm>

#include "core/core.h"
#include "core/order_states.h"

namespace hft {
using wire::Bool;
using wire::CancelReason;
using wire::OrdStatus;
using wire::OrdType;
using wire::Outcome;
using wire::RejectReason;
using wire::TimeInForce;

namespace {
constexpr std::uint16_t kTraderBits = 0b11110;  // all but a mere viewer
constexpr std::uint16_t kRiskBits = 0b1100;

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
  if (state_.orders.size() >= state_.config.max_orders) {
    return reply(Outcome::REJECTED, RejectReason::CAPACITY_EXHAUSTED);
  }
  const OrderTerms terms{account,
                         find_instrument(request.symbol),
                         request.orderQty,
                         request.limitPx,
                         request.side,
                         request.ordType,
                         request.timeInForce};
  const Hand hand = trading_.draft(terms);
  const std::uint32_t index = hand.index;
  state_.details.put(index, detail_of(request, command_->envelope, account));
  state_.open_report(index, request.orderQty, request.limitPx);
  remember(index);
  const Reason reason =
      is_past_deadline() ? RejectReason::DEADLINE_EXPIRED : trading_.check(hand, terms);
  if (reason != RejectReason::NONE) {
    trading_.refuse(hand);
    state_.reports.edit(index).reject_reason = reason;
    writer_.on_rejected(index, hand.order);
    return reply(Outcome::REJECTED, reason, index);
  }
  trading_.enter(hand, terms);
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
  std::uint32_t index = find_order(request.orderId);
  if (request.orderId == 0) {
    const auto found = order_by_client_id_.find({account, request.clientOrderId});
    index = found == order_by_client_id_.end() ? kNone : found->second;
  }
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

void Core::mass_cancel(const wire::MassCancel& request) {
  const bool is_privileged = has_role(kRiskBits);
  std::uint32_t account = kNone;
  if (request.accountId.empty()) {
    if (!is_privileged) return reply(Outcome::REJECTED, RejectReason::NOT_AUTHORIZED);
  } else {
    account = is_privileged ? find_account(request.accountId) : own_account(request.accountId);
    if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  }
  if (request.isAnySide != Bool::YES && !is_valid(request.side)) {
    return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  }
  const std::uint32_t instrument = find_instrument(request.symbol);
  const auto chosen = live_where([&](const Order& order, const Position& position, const auto&) {
    return (account == kNone || position.account == account) &&
           (request.symbol.empty() || position.instrument == instrument) &&
           (request.isAnySide == Bool::YES || order.side == request.side);
  });
  for (const std::uint32_t index : chosen) trading_.cancel(index, CancelReason::MASS_CANCEL);
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, false,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::connection_expired(const wire::ConnectionExpired& request) {
  if ((command_->envelope.roles & kCancelOnDisconnect) == 0) return;
  const auto chosen = live_where([&](const Order&, const Position&, const auto& detail) {
    return detail.connection_id == request.connectionId;
  });
  for (const std::uint32_t index : chosen) {
    trading_.cancel(index, CancelReason::CANCEL_ON_DISCONNECT);
  }
}

void Core::kill_switch(const wire::KillSwitch& request) {
  if (!is_valid(request.isEngaged)) return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  const bool is_global = request.accountId.empty();
  const std::uint32_t account = is_global ? kNone : find_account(request.accountId);
  if (!is_global && account == kNone) {
    return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  }
  const Bool before =
      is_global ? state_.globals.is_kill_switch : state_.accounts[account].is_kill_switch;
  if (before != request.isEngaged) {
    if (is_global) {
      state_.globals.is_kill_switch = request.isEngaged;
      emit_trading_state({}, state_.globals.state, request.reason);
    } else {
      state_.accounts.edit(account).is_kill_switch = request.isEngaged;
      state_.list_account(account);
      emit_account_state(state_.accounts[account], request.reason);
    }
  }
  std::vector<std::uint32_t> chosen;
  if (request.isEngaged == Bool::YES) {
    chosen = live_where([&](const Order&, const Position& position, const auto&) {
      return is_global || position.account == account;
    });
  }
  for (const std::uint32_t index : chosen) trading_.cancel(index, CancelReason::KILL_SWITCH);
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, before == request.isEngaged,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::session_changed(const wire::Chars<16>& calendar, std::uint32_t date, bool is_open) {
  std::uint32_t found = kNone;
  state_.calendars.for_each([&](std::uint32_t index, const CalendarDay& row) {
    if (row.calendar == calendar) found = index;
  });
  if (found == kNone) found = state_.calendars.insert({calendar, 0, Bool::NO, {}});
  CalendarDay& day = state_.calendars.edit(found);
  const Bool open = is_open ? Bool::YES : Bool::NO;
  if (day.date == date && day.is_open == open) return;
  day.date = date;
  day.is_open = open;
  state_.refresh_calendar(calendar);
  auto out = writer_.event<wire::SessionChanged>(state_.globals.now_ns);
  out.date = date;
  out.isOpen = open;
  out.calendar = calendar;
  writer_.emit(out);
  if (is_open) return;
  const auto ending = live_where([&](const Order&, const Position& position, const auto& detail) {
    return detail.time_in_force == TimeInForce::DAY &&
           state_.instruments[position.instrument].calendar == calendar;
  });
  for (const std::uint32_t index : ending) trading_.expire(index);
}

/// Live orders in the order they were placed: the same on every machine and after every restart.
template <class Keep>
std::vector<std::uint32_t> Core::live_where(Keep keep) const {
  std::vector<std::uint32_t> chosen;
  state_.for_each_live([&](std::uint32_t index) {
    const Order& order = state_.orders[index];
    if (keep(order, state_.positions[order.position], state_.details[index])) {
      chosen.push_back(index);
    }
  });
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.orders[a].order_id < state_.orders[b].order_id;
  });
  return chosen;
}

void Core::remember(std::uint32_t index) {
  const OrderDetail& detail = state_.details[index];
  order_by_id_[state_.orders[index].order_id] = index;
  order_by_client_id_[{detail.account, detail.client_order_id}] = index;
}
}  // namespace hft
