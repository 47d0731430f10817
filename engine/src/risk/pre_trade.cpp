#include "risk/pre_trade.h"

#include <algorithm>

namespace hft {
using wire::AccountKind;
using wire::Bool;
using wire::OrdType;
using wire::RejectReason;
using wire::TimeInForce;
using wire::TradingState;

namespace {
constexpr std::uint32_t kDefaultCollarBps = 500;

bool is_reducing(const Order& order, const Position& position) {
  const Qty held = -position.quantity * sign(order.side);
  return held > 0 && position.open_qty[at(order.side)] + order.leaves_qty <= held;
}
}  // namespace

std::array<std::uint64_t, PreTrade::kChecks> PreTrade::done() const {
  const std::uint64_t all = orders_ + replaces_;
  std::array<std::uint64_t, kChecks> counts{};
  counts[1] = counts[2] = counts[3] = counts[4] = all - never_done_[1];
  counts[5] = all - never_done_[5];
  counts[7] = orders_ - never_done_[7];
  counts[9] = all - never_done_[9];
  counts[12] = all - never_done_[12];
  return counts;
}

[[gnu::cold, gnu::noinline]] PreTrade::Reason PreTrade::leave_out(
    Reason reason, std::initializer_list<std::size_t> never_done) {
  for (const std::size_t number : never_done) never_done_[number] += 1;
  return reason;
}

[[gnu::flatten]] PreTrade::Reason PreTrade::check(const Hand& hand, const OrderTerms& asked) {
  orders_ += 1;
  const bool is_watched = is_restricted(hand);
  Reason reason = is_watched ? check_states(hand, asked) : RejectReason::NONE;
  if (reason != RejectReason::NONE) return leave_out(reason, {5, 7, 9, 12});
  Money value = 0;
  reason = check_form(hand, asked, value);
  if (reason != RejectReason::NONE) return leave_out(reason, {7, 9, 12});
  reason = check_rate(hand);
  if (reason != RejectReason::NONE) return leave_out(reason, {9, 12});
  if (is_watched && must_reduce(hand, asked) && !is_reducing(hand.order, hand.position)) {
    return leave_out(RejectReason::TRADING_REDUCING, {9, 12});
  }
  reason = check_limits(hand, asked.qty, value, hand.account.open_orders);
  return reason == RejectReason::NONE ? check_funds(hand, 0) : leave_out(reason, {12});
}

[[gnu::flatten]] PreTrade::Reason PreTrade::check_replace(const Hand& hand, Order& changed,
                                                          const OrderTerms& asked,
                                                          bool is_only_less) {
  const Hand on{hand.index, changed, hand.account, hand.position, hand.limits, hand.listing};
  // What is open without this order, for as long as it is checked.
  Qty& open_qty = hand.position.open_qty[at(changed.side)];
  open_qty -= hand.order.leaves_qty;
  const Reason reason = check_change(on, asked, hand.order, is_only_less);
  open_qty += hand.order.leaves_qty;
  return reason;
}

PreTrade::Reason PreTrade::check_change(const Hand& on, const OrderTerms& asked,
                                        const Order& before, bool is_only_less) {
  replaces_ += 1;
  Money value = 0;
  Reason reason = check_form(on, asked, value);
  // Less of the same can only lower the risk: always allowed, like a cancel.
  if (reason != RejectReason::NONE || is_only_less) return leave_out(reason, {1, 9, 12});
  if (is_restricted(on)) {
    reason = check_states(on, asked);
    if (reason == RejectReason::NONE && must_reduce(on, asked) &&
        !is_reducing(on.order, on.position)) {
      reason = RejectReason::TRADING_REDUCING;
    }
    if (reason != RejectReason::NONE) return leave_out(reason, {9, 12});
  }
  reason = check_limits(on, asked.qty, value, on.account.open_orders - 1);
  if (reason != RejectReason::NONE) return leave_out(reason, {12});
  return check_funds(on, notional(before.work_tick * on.listing.tick_px, held_qty(before)));
}

/// Nearly always false, and then checks 1 to 4 are passed.
bool PreTrade::is_restricted(const Hand& hand) const {
  return state_.globals.is_kill_switch == Bool::YES ||
         state_.globals.state != TradingState::ACTIVE || hand.limits.is_restricted ||
         hand.listing.is_restricted;
}

/// Checks 1 to 4: switches and states of engine, account and symbol.
PreTrade::Reason PreTrade::check_states(const Hand& hand, const OrderTerms& asked) const {
  if (asked.instrument == kNone) return RejectReason::UNKNOWN_SYMBOL;
  const Globals& globals = state_.globals;
  const Account& account = hand.account;
  if (globals.is_kill_switch == Bool::YES || account.is_kill_switch == Bool::YES) {
    return RejectReason::KILL_SWITCH_ACTIVE;
  }
  if (account.is_enabled != Bool::YES) return RejectReason::ACCOUNT_DISABLED;
  if (globals.state == TradingState::HALTED || account.state == TradingState::HALTED ||
      state_.instruments[asked.instrument].state == TradingState::HALTED) {
    return RejectReason::TRADING_HALTED;
  }
  if (account.kind == AccountKind::MARKET && hand.listing.is_test) {
    return RejectReason::SYMBOL_RESTRICTED;
  }
  return hand.listing.is_open ? RejectReason::NONE : RejectReason::MARKET_CLOSED;
}

bool PreTrade::must_reduce(const Hand& hand, const OrderTerms& asked) const {
  return state_.globals.state == TradingState::REDUCING ||
         hand.account.state == TradingState::REDUCING ||
         state_.instruments[asked.instrument].state == TradingState::REDUCING;
}

/// Check 5: what can be said about the order without looking at anybody's money. `value`: of the
/// whole order at the price it works at.
PreTrade::Reason PreTrade::check_form(const Hand& hand, const OrderTerms& asked, Money& value) {
  Order& order = hand.order;
  const Listing& listing = hand.listing;
  if (asked.qty <= 0) return RejectReason::INVALID_QTY;
  std::int64_t lots = 0;
  if (!listing.lot.divide(asked.qty, lots)) return RejectReason::INVALID_LOT;
  if (asked.qty < listing.min_qty || asked.qty > listing.max_qty) {
    return RejectReason::INVALID_QTY;
  }
  if (asked.ord_type == OrdType::MARKET) {
    const Reason reason = price_market_order(hand, asked);
    if (reason != RejectReason::NONE) return reason;
  } else {
    if (asked.limit_px <= 0) return RejectReason::INVALID_PRICE;
    if (!listing.tick.divide(asked.limit_px, order.work_tick)) return RejectReason::INVALID_TICK;
  }
  const Px px = order.work_tick * listing.tick_px;
  if (is_notional_above(px, asked.qty, kMaxNotional)) return RejectReason::NOTIONAL_OVERFLOW;
  value = notional(px, asked.qty);
  return RejectReason::NONE;
}

/// A MARKET order works at the best opposite price plus or minus the collar, on the tick.
PreTrade::Reason PreTrade::price_market_order(const Hand& hand, const OrderTerms& asked) const {
  Order& order = hand.order;
  if (asked.time_in_force == TimeInForce::GTC) return RejectReason::UNSUPPORTED_TIF;
  if (asked.limit_px != 0) return RejectReason::INVALID_PRICE;
  const auto best = hand.listing.book->best(opposite(order.side));
  if (!best) return RejectReason::NO_REFERENCE_PRICE;
  const std::uint32_t collar_bps = state_.instruments[asked.instrument].collar_bps;
  const std::int64_t bps = collar_bps == 0 ? kDefaultCollarBps : collar_bps;
  const Px tick_px = hand.listing.tick_px;
  // Rounded towards the best price: the collar is never wider than asked.
  const Tick margin = static_cast<Px>(Int128{best->tick} * tick_px * bps / 10'000) / tick_px;
  order.work_tick =
      order.side == Side::BUY ? best->tick + margin : std::max<Tick>(1, best->tick - margin);
  return Int128{order.work_tick} * tick_px > std::numeric_limits<Px>::max()
             ? RejectReason::NOTIONAL_OVERFLOW
             : RejectReason::NONE;
}

/// Check 7: orders per second with a burst of one second's worth (generic cell rate algorithm).
PreTrade::Reason PreTrade::check_rate(const Hand& hand) {
  const TimeNs interval = hand.limits.order_interval_ns;
  if (interval == 0) return RejectReason::NONE;
  const TimeNs now_ns = state_.globals.now_ns;
  const TimeNs next = std::max(hand.account.rate_ns, now_ns) + interval;
  if (next > now_ns + kSecondNs) return RejectReason::RATE_LIMIT_EXCEEDED;
  hand.account.rate_ns = next;
  return RejectReason::NONE;
}

/// Checks 9 and 12 but for money: size of the order, worst-case position, number of open orders.
PreTrade::Reason PreTrade::check_limits(const Hand& hand, Qty qty, Money value,
                                        std::uint32_t open_orders) {
  const Order& order = hand.order;
  const Limits& limits = hand.limits;
  if (qty > limits.max_order_qty) return RejectReason::MAX_ORDER_QTY;
  if (value > limits.max_order_notional) return RejectReason::MAX_ORDER_NOTIONAL;
  if (open_orders >= limits.max_open_orders) return RejectReason::MAX_OPEN_ORDERS;
  if (order.leaves_qty > limits.max_position_qty) return RejectReason::POSITION_LIMIT;
  // Three numbers of at most 2^61: the sum cannot wrap.
  const Qty more = hand.position.open_qty[at(order.side)] + order.leaves_qty;
  const Qty worst = hand.position.quantity + more * sign(order.side);
  return is_within(worst, limits.max_position_qty) ? RejectReason::NONE
                                                   : RejectReason::POSITION_LIMIT;
}

/// Check 12, money: sets what the order must pay for. `released`: what it holds already (replace).
PreTrade::Reason PreTrade::check_funds(const Hand& hand, Money released) {
  Order& order = hand.order;
  const Account& account = hand.account;
  const Position& position = hand.position;
  if (!is_within(account.cash, kMaxBalance) || !is_within(position.cost, kMaxBalance)) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  order.payable_qty = payable_qty(order, account, position, position.open_qty[at(Side::SELL)]);
  if (account.kind == AccountKind::MARKET) return RejectReason::NONE;
  const bool may_short = account.is_short_allowed == Bool::YES && hand.listing.is_shortable;
  if (!may_short) [[unlikely]] {
    const bool is_short = order.side == Side::SELL && order.payable_qty > 0;
    if (is_short && account.is_short_allowed != Bool::YES) {
      return RejectReason::INSUFFICIENT_POSITION;
    }
    if (is_short) return RejectReason::NOT_SHORTABLE;
  }
  const Money held = notional(order.work_tick * hand.listing.tick_px, held_qty(order));
  return held > account.cash - account.reserved + released ? RejectReason::INSUFFICIENT_BUYING_POWER
                                                           : RejectReason::NONE;
}
}  // namespace hft
