// Placing, canceling, replacing and ending orders.
#include <algorithm>

#include "core/core.h"

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
  if (orders_.size() >= config_.max_orders) {
    return reply(Outcome::REJECTED, RejectReason::CAPACITY_EXHAUSTED);
  }
  Order order = draft(account, request);
  const Reason reason = check(order);
  if (reason != RejectReason::NONE) return reject(order, reason);
  accept(order);
}

/// The same id again: the order that stands, or a refusal that creates nothing.
bool Core::answer_duplicate(std::uint32_t account, const wire::NewOrder& request) {
  if (config_.skip_dedupe) return false;
  const auto found = order_by_client_id_.find({account, request.clientOrderId});
  if (found == order_by_client_id_.end()) return false;
  const Order& order = orders_[found->second];
  const bool is_same = order.symbol == request.symbol && order.side == request.side &&
                       order.ord_type == request.ordType &&
                       order.time_in_force == request.timeInForce &&
                       order.asked_qty == request.orderQty && order.asked_px == request.limitPx &&
                       order.text == request.text;
  if (!is_same) {
    reply(Outcome::REJECTED, RejectReason::DUPLICATE_CLIENT_ORDER_ID);
    return true;
  }
  const bool was_rejected = order.status == OrdStatus::REJECTED;
  reply(was_rejected ? Outcome::REJECTED : Outcome::ACCEPTED, order.reject_reason, &order, true);
  return true;
}

Order Core::draft(std::uint32_t account, const wire::NewOrder& request) {
  Order order{};
  order.order_id = std::uint64_t{config_.creation_second} << 32U | ++globals_.order_counter;
  order.connection_id = command_->envelope.connectionId;
  order.ingress_ns = command_->envelope.ingressTimeNs;
  order.transact_ns = globals_.now_ns;
  order.order_qty = request.orderQty;
  order.leaves_qty = request.orderQty;
  order.limit_px = request.limitPx;
  order.asked_qty = request.orderQty;
  order.asked_px = request.limitPx;
  order.work_px = request.limitPx;
  order.client_order_id = request.clientOrderId;
  order.symbol = request.symbol;
  order.text = request.text;
  order.account = account;
  order.instrument = find_instrument(request.symbol);
  order.side = request.side;
  order.ord_type = request.ordType;
  order.time_in_force = request.timeInForce;
  // Replayed flow would fill the table with ids nobody asks for again.
  const bool is_market = accounts_[account].kind == wire::AccountKind::MARKET;
  order.is_remembered = is_market ? Bool::NO : Bool::YES;
  return order;
}

void Core::accept(Order order) {
  const std::uint32_t index = orders_.insert(order);
  remember_client_id(index);
  open_order(index);
  emit(order_event<wire::OrderAccepted>(orders_[index]));
  const bool is_market = order.ord_type == OrdType::MARKET;
  Book& book = *listings_[order.instrument].book;
  if (order.time_in_force == TimeInForce::FOK &&
      book.available(order.side, order.work_px, order.order_qty) < order.order_qty) {
    cancel_order(index, CancelReason::FOK_NOT_FILLABLE);
  } else {
    match(index);
    const bool rests = !is_market && (order.time_in_force == TimeInForce::DAY ||
                                      order.time_in_force == TimeInForce::GTC);
    if (is_live(orders_[index].status)) {
      if (rests) {
        rest(index);
      } else {
        cancel_order(index,
                     is_market ? CancelReason::MARKET_REMAINDER : CancelReason::IOC_REMAINDER);
      }
    }
  }
  const Order final_state = orders_[index];
  reply(Outcome::ACCEPTED, RejectReason::NONE, &final_state);
}

void Core::reject(Order order, Reason reason) {
  order.status = OrdStatus::REJECTED;
  order.reject_reason = reason;
  order.leaves_qty = 0;
  order.reserved = 0;
  order.short_qty = 0;
  order.rank = ++globals_.rank_counter;
  auto out = order_event<wire::OrderRejected>(order);
  emit(out);
  reply(Outcome::REJECTED, reason, &order);
  if (order.is_remembered == Bool::NO) return;
  const std::uint32_t index = orders_.insert(order);
  remember_client_id(index);
  closed_.push_back({globals_.now_ns, index});
}

void Core::cancel(const wire::CancelOrder& request) {
  const std::uint32_t account = own_account(request.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  std::uint32_t index = find_order(request.orderId);
  if (request.orderId == 0) {
    const auto found = order_by_client_id_.find({account, request.clientOrderId});
    index = found == order_by_client_id_.end() ? kNone : found->second;
  }
  if (index != kNone && orders_[index].account != account) index = kNone;
  if (index != kNone && is_live(orders_[index].status)) {
    cancel_order(index, CancelReason::USER);
    const Order order = orders_[index];
    return reply(Outcome::ACCEPTED, RejectReason::NONE, &order, false, 1);
  }
  const bool is_known = index != kNone;
  const Reason reason = is_known ? RejectReason::TOO_LATE_TO_CANCEL : RejectReason::UNKNOWN_ORDER;
  auto out = event<wire::CancelRejected>(globals_.now_ns);
  out.orderId = is_known ? orders_[index].order_id : request.orderId;
  out.rejectReason = reason;
  out.accountId = request.accountId;
  out.clientOrderId = is_known                                ? orders_[index].client_order_id
                      : wire::is_clean(request.clientOrderId) ? request.clientOrderId
                                                              : ClientOrderId{};
  emit(out);
  reply(Outcome::REJECTED, reason, is_known ? &orders_[index] : nullptr);
}

void Core::replace(const wire::ReplaceOrder& request) {
  const std::uint32_t account = own_account(request.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  if (request.replaceId.empty() || !wire::is_clean(request.replaceId)) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_CLIENT_ORDER_ID);
  }
  std::uint32_t index = find_order(request.orderId);
  if (index != kNone && orders_[index].account != account) index = kNone;
  const auto earlier = replace_by_id_.find({account, request.replaceId});
  if (earlier != replace_by_id_.end()) {
    const ReplaceRecord& record = replaces_[earlier->second];
    const bool is_same = record.order_id == request.orderId &&
                         record.order_qty == request.orderQty && record.limit_px == request.limitPx;
    const Order* order = index == kNone ? nullptr : &orders_[index];
    if (!is_same) return reply(Outcome::REJECTED, RejectReason::DUPLICATE_REPLACE_ID, order);
    const bool was_rejected = record.reject_reason != RejectReason::NONE;
    return reply(was_rejected ? Outcome::REJECTED : Outcome::ACCEPTED, record.reject_reason, order,
                 true);
  }
  const Reason reason = check_replace(index, request);
  ReplaceRecord record{request.orderId,
                       request.orderQty,
                       request.limitPx,
                       ++globals_.rank_counter,
                       globals_.now_ns,
                       request.replaceId,
                       account,
                       reason,
                       {}};
  const std::uint32_t slot = replaces_.insert(record);
  replace_by_id_[{account, request.replaceId}] = slot;
  old_replaces_.push_back({globals_.now_ns, slot});
  if (reason == RejectReason::NONE) return apply_replace(index, request);
  auto out = event<wire::ReplaceRejected>(globals_.now_ns);
  out.orderId = request.orderId;
  out.rejectReason = reason;
  out.accountId = request.accountId;
  if (index != kNone) out.clientOrderId = orders_[index].client_order_id;
  out.replaceId = request.replaceId;
  emit(out);
  reply(Outcome::REJECTED, reason, index == kNone ? nullptr : &orders_[index]);
}

/// Checked on the difference: what the order already holds counts as free.
Core::Reason Core::check_replace(std::uint32_t index, const wire::ReplaceOrder& request) {
  if (index == kNone) return RejectReason::UNKNOWN_ORDER;
  Order changed = orders_[index];
  if (!is_live(changed.status)) return RejectReason::TOO_LATE_TO_CANCEL;
  const Account& account = accounts_[changed.account];
  const Instrument& instrument = instruments_[changed.instrument];
  if (command_->envelope.deadlineNs != 0 &&
      command_->envelope.deadlineNs < command_->envelope.ingressTimeNs) {
    return RejectReason::DEADLINE_EXPIRED;
  }
  const Qty old_leaves = changed.leaves_qty;
  const bool only_less = (request.limitPx == 0 || request.limitPx == changed.limit_px) &&
                         request.orderQty <= changed.order_qty;
  changed.order_qty = request.orderQty;
  if (request.limitPx != 0) changed.limit_px = changed.work_px = request.limitPx;
  changed.leaves_qty = std::max<Qty>(0, changed.order_qty - changed.cum_qty);
  Reason reason = check_form(changed, instrument);
  // Less of the same can only lower the risk: always allowed, like a cancel.
  if (reason != RejectReason::NONE || only_less) return reason;
  reason = check_trading(account, instrument);
  if (reason != RejectReason::NONE) return reason;
  Position position = position_of(changed.account, changed.instrument);
  (changed.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) -= old_leaves;
  if ((account.state == wire::TradingState::REDUCING ||
       instrument.state == wire::TradingState::REDUCING ||
       globals_.state == wire::TradingState::REDUCING) &&
      !is_reducing(changed, position)) {
    return RejectReason::TRADING_REDUCING;
  }
  Account without = account;
  without.open_orders -= 1;
  reason = check_limits(changed, without, position);
  if (reason != RejectReason::NONE) return reason;
  return check_funds(changed, account, instrument, position, changed.reserved);
}

void Core::apply_replace(std::uint32_t index, const wire::ReplaceOrder& request) {
  const Order before = orders_[index];
  const Px px = request.limitPx == 0 ? before.limit_px : request.limitPx;
  const Qty leaves = std::max<Qty>(0, request.orderQty - before.cum_qty);
  const bool keeps_place =
      px == before.limit_px && leaves <= before.leaves_qty && leaves > 0 && !config_.reduce_to_end;
  Book& book = *listings_[before.instrument].book;
  if (keeps_place) {
    book.reduce(index, leaves);
    touch(before.instrument, before.side, px);
  } else {
    take_off_book(index);
  }
  Order& order = orders_.edit(index);
  order.limit_px = order.work_px = px;
  // A new quantity at or below what is filled ends the order with what it has.
  order.order_qty = std::max(request.orderQty, before.cum_qty);
  order.transact_ns = globals_.now_ns;
  // The new short part: what the position without this order's old hold does not cover.
  if (order.side == Side::SELL) {
    const Position& position = position_of(order.account, order.instrument);
    const Qty covered =
        std::max<Qty>(0, position.quantity - (position.open_sell_qty - before.leaves_qty));
    order.short_qty = std::max<Qty>(0, leaves - covered);
  }
  set_leaves(index, leaves);
  const auto status = next_status(before.status, OrderEvent::REPLACED, leaves > 0);
  if (leaves == 0) {
    close_order(index, *status);
  } else {
    orders_.edit(index).status = *status;
  }
  auto out = order_event<wire::OrderReplaced>(orders_[index]);
  out.replaceId = request.replaceId;
  emit(out);
  if (leaves > 0 && !keeps_place) {
    match(index);
    if (is_live(orders_[index].status)) rest(index);
  }
  const Order final_state = orders_[index];
  reply(Outcome::ACCEPTED, RejectReason::NONE, &final_state, false, 1);
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
  const auto chosen = live_where([&](const Order& order) {
    return (account == kNone || order.account == account) &&
           (request.symbol.empty() || order.symbol == request.symbol) &&
           (request.isAnySide == Bool::YES || order.side == request.side);
  });
  for (const std::uint32_t index : chosen) cancel_order(index, CancelReason::MASS_CANCEL);
  reply(Outcome::ACCEPTED, RejectReason::NONE, nullptr, false,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::connection_expired(const wire::ConnectionExpired& request) {
  if ((command_->envelope.roles & kCancelOnDisconnect) == 0) return;
  const auto chosen =
      live_where([&](const Order& order) { return order.connection_id == request.connectionId; });
  for (const std::uint32_t index : chosen) {
    cancel_order(index, CancelReason::CANCEL_ON_DISCONNECT);
  }
}

void Core::kill_switch(const wire::KillSwitch& request) {
  if (!is_valid(request.isEngaged)) return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  const bool is_global = request.accountId.empty();
  const std::uint32_t account = is_global ? kNone : find_account(request.accountId);
  if (!is_global && account == kNone) {
    return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  }
  const Bool before = is_global ? globals_.is_kill_switch : accounts_[account].is_kill_switch;
  if (before != request.isEngaged) {
    if (is_global) {
      globals_.is_kill_switch = request.isEngaged;
      emit_trading_state({}, globals_.state, request.reason);
    } else {
      accounts_.edit(account).is_kill_switch = request.isEngaged;
      emit_account_state(accounts_[account], request.reason);
    }
  }
  std::vector<std::uint32_t> chosen;
  if (request.isEngaged == Bool::YES) {
    chosen = live_where([&](const Order& order) { return is_global || order.account == account; });
  }
  for (const std::uint32_t index : chosen) cancel_order(index, CancelReason::KILL_SWITCH);
  reply(Outcome::ACCEPTED, RejectReason::NONE, nullptr, before == request.isEngaged,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::session_changed(const wire::Chars<16>& calendar, std::uint32_t date, bool is_open) {
  std::uint32_t found = kNone;
  calendars_.for_each([&](std::uint32_t index, const CalendarDay& row) {
    if (row.calendar == calendar) found = index;
  });
  if (found == kNone) found = calendars_.insert({calendar, 0, Bool::NO, {}});
  CalendarDay& day = calendars_.edit(found);
  const Bool open = is_open ? Bool::YES : Bool::NO;
  if (day.date == date && day.is_open == open) return;
  day.date = date;
  day.is_open = open;
  auto out = event<wire::SessionChanged>(globals_.now_ns);
  out.date = date;
  out.isOpen = open;
  out.calendar = calendar;
  emit(out);
  if (is_open) return;
  const auto ending = live_where([&](const Order& order) {
    return order.time_in_force == TimeInForce::DAY &&
           instruments_[order.instrument].calendar == calendar;
  });
  for (const std::uint32_t index : ending) expire_order(index);
}

/// Live orders in the order they were placed: the same on every machine and after every restart.
template <class Keep>
std::vector<std::uint32_t> Core::live_where(Keep keep) const {
  std::vector<std::uint32_t> chosen;
  for (const std::uint32_t index : live_) {
    if (keep(orders_[index])) chosen.push_back(index);
  }
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    return orders_[a].order_id < orders_[b].order_id;
  });
  return chosen;
}

void Core::cancel_order(std::uint32_t index, CancelReason reason) {
  const Qty canceled = orders_[index].leaves_qty;
  take_off_book(index);
  set_leaves(index, 0);
  orders_.edit(index).transact_ns = globals_.now_ns;
  close_order(index, *next_status(orders_[index].status, OrderEvent::CANCELED));
  auto out = order_event<wire::OrderCanceled>(orders_[index]);
  out.canceledQty = canceled;
  out.cancelReason = reason;
  emit(out);
}

void Core::expire_order(std::uint32_t index) {
  const Qty expired = orders_[index].leaves_qty;
  take_off_book(index);
  set_leaves(index, 0);
  orders_.edit(index).transact_ns = globals_.now_ns;
  close_order(index, *next_status(orders_[index].status, OrderEvent::EXPIRED));
  auto out = order_event<wire::OrderExpired>(orders_[index]);
  out.expiredQty = expired;
  emit(out);
}

void Core::rest(std::uint32_t index) {
  Order& order = orders_.edit(index);
  order.rank = ++globals_.rank_counter;
  listings_[order.instrument].book->add(index, order.side, order.work_px, order.leaves_qty);
  touch(order.instrument, order.side, order.work_px);
}

/// rank 0 = not in the book: an order still being matched, or one already taken off.
void Core::take_off_book(std::uint32_t index) {
  if (orders_[index].rank == 0) return;
  Order& order = orders_.edit(index);
  listings_[order.instrument].book->remove(index);
  touch(order.instrument, order.side, order.work_px);
  order.rank = 0;
}

void Core::open_order(std::uint32_t index) {
  const Order& order = orders_[index];
  order_by_id_[order.order_id] = index;
  if (live_at_.size() <= index) live_at_.resize(index + 1, kNone);
  live_at_[index] = static_cast<std::uint32_t>(live_.size());
  live_.push_back(index);
  Account& account = accounts_.edit(order.account);
  account.open_orders += 1;
  account.reserved += order.reserved;
  Position& position = positions_.edit(position_index(order.account, order.instrument));
  (order.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) += order.leaves_qty;
}

/// After set_leaves(0): drops it from what is live, and from memory if its id need not be kept.
void Core::close_order(std::uint32_t index, OrdStatus status) {
  Order& order = orders_.edit(index);
  order.status = status;
  order.rank = ++globals_.rank_counter;
  accounts_.edit(order.account).open_orders -= 1;
  const std::uint32_t at = live_at_[index];
  live_[at] = live_.back();
  live_at_[live_[at]] = at;
  live_.pop_back();
  live_at_[index] = kNone;
  if (order.is_remembered == Bool::YES) {
    closed_.push_back({globals_.now_ns, index});
  } else {
    forgotten_.push_back(index);
  }
}

/// Moves leaves and with it everything that depends on them: reservation, open quantity, notional.
void Core::set_leaves(std::uint32_t index, Qty leaves) {
  Order& order = orders_.edit(index);
  Account& account = accounts_.edit(order.account);
  Position& position = positions_.edit(position_index(order.account, order.instrument));
  Qty& open_qty = order.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty;
  open_qty += leaves - order.leaves_qty;
  order.leaves_qty = leaves;
  Money reserved = 0;
  if (account.kind == wire::AccountKind::CUSTOMER) {
    const Qty held = order.side == Side::BUY ? leaves : std::min(order.short_qty, leaves);
    reserved = notional(order.work_px, held);
  }
  account.reserved += reserved - order.reserved;
  order.reserved = reserved;
}

void Core::remember_client_id(std::uint32_t index) {
  const Order& order = orders_[index];
  order_by_id_[order.order_id] = index;
  order_by_client_id_[{order.account, order.client_order_id}] = index;
}
}  // namespace hft
