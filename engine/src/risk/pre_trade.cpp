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

bool is_reducing(Side side, Qty leaves, const Position& position) {
  const Qty held = -signed_qty(side, position.quantity);
  return held > 0 && position.open_qty[at(side)] + leaves <= held;
}

/// Nearly always false, and then checks 1 to 4 are passed.
bool is_restricted(const Party& party) {
  return party.limits.is_restricted || party.listing.is_restricted;
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

[[gnu::flatten]] PreTrade::Reason PreTrade::check(const Party& party, const OrderTerms& asked,
                                                  Admission& found) {
  orders_ += 1;
  const bool is_watched = is_restricted(party);
  Reason reason = is_watched ? check_states(party, asked) : RejectReason::NONE;
  if (reason != RejectReason::NONE) return leave_out(reason, {5, 7, 9, 12});
  Money value = 0;
  reason = check_form(party, asked, found.work_tick, value);
  if (reason != RejectReason::NONE) return leave_out(reason, {7, 9, 12});
  reason = check_rate(party);
  if (reason != RejectReason::NONE) return leave_out(reason, {9, 12});
  if (is_watched && must_reduce(party, asked) &&
      !is_reducing(asked.side, asked.qty, party.position)) {
    return leave_out(RejectReason::TRADING_REDUCING, {9, 12});
  }
  reason = check_limits(party, asked, asked.qty, value, party.account.open_orders);
  if (reason != RejectReason::NONE) return leave_out(reason, {12});
  return check_funds(party, asked.side, asked.qty, 0, found);
}

[[gnu::flatten]] PreTrade::Reason PreTrade::check_replace(const Hand& hand, const OrderTerms& asked,
                                                          bool is_only_less) {
  // What is open without this order, for as long as it is checked.
  Qty& open_qty = hand.position.open_qty[at(hand.order.side)];
  open_qty -= hand.order.leaves_qty;
  const Reason reason = check_change(hand, asked, is_only_less);
  open_qty += hand.order.leaves_qty;
  return reason;
}

PreTrade::Reason PreTrade::check_change(const Hand& hand, const OrderTerms& asked,
                                        bool is_only_less) {
  replaces_ += 1;
  const Order& order = hand.order;
  Admission found;
  Money value = 0;
  Reason reason = check_form(hand, asked, found.work_tick, value);
  // Less of the same can only lower the risk: always allowed, like a cancel.
  if (reason != RejectReason::NONE || is_only_less) return leave_out(reason, {1, 9, 12});
  const Qty leaves = std::max<Qty>(0, asked.qty - order.cum_qty);
  if (is_restricted(hand)) {
    reason = check_states(hand, asked);
    if (reason == RejectReason::NONE && must_reduce(hand, asked) &&
        !is_reducing(asked.side, leaves, hand.position)) {
      reason = RejectReason::TRADING_REDUCING;
    }
    if (reason != RejectReason::NONE) return leave_out(reason, {9, 12});
  }
  reason = check_limits(hand, asked, leaves, value, hand.account.open_orders - 1);
  if (reason != RejectReason::NONE) return leave_out(reason, {12});
  const Money released = hand.listing.pricer.at(order.work_tick).of(held_qty(order));
  return check_funds(hand, asked.side, leaves, released, found);
}

/// Checks 1 to 4: switches and states of engine, account and symbol.
PreTrade::Reason PreTrade::check_states(const Party& party, const OrderTerms& asked) const {
  if (asked.instrument == kNone) return RejectReason::UNKNOWN_SYMBOL;
  const Globals& globals = state_.globals;
  const Account& account = party.account;
  if (globals.is_kill_switch == Bool::YES || account.is_kill_switch == Bool::YES) {
    return RejectReason::KILL_SWITCH_ACTIVE;
  }
  if (account.is_enabled != Bool::YES) return RejectReason::ACCOUNT_DISABLED;
  if (globals.state == TradingState::HALTED || account.state == TradingState::HALTED ||
      state_.instruments[asked.instrument].state == TradingState::HALTED) {
    return RejectReason::TRADING_HALTED;
  }
  if (account.kind == AccountKind::MARKET && party.listing.is_test) {
    return RejectReason::SYMBOL_RESTRICTED;
  }
  return party.listing.is_open ? RejectReason::NONE : RejectReason::MARKET_CLOSED;
}

bool PreTrade::must_reduce(const Party& party, const OrderTerms& asked) const {
  return state_.globals.state == TradingState::REDUCING ||
         party.account.state == TradingState::REDUCING ||
         state_.instruments[asked.instrument].state == TradingState::REDUCING;
}

/// Check 5: what can be said about the order without looking at anybody's money. `value`: of the
/// whole order at the price it works at.
PreTrade::Reason PreTrade::check_form(const Party& party, const OrderTerms& asked, Tick& work_tick,
                                      Money& value) {
  const Listing& listing = party.listing;
  if (asked.qty <= 0) return RejectReason::INVALID_QTY;
  std::int64_t lots = 0;
  if (!listing.lot.divide(asked.qty, lots)) return RejectReason::INVALID_LOT;
  if (asked.qty < listing.min_qty || asked.qty > listing.max_qty) {
    return RejectReason::INVALID_QTY;
  }
  Tick tick = 0;
  if (asked.ord_type == OrdType::MARKET) {
    const Reason reason = price_market_order(party, asked, tick);
    if (reason != RejectReason::NONE) return reason;
  } else {
    if (asked.limit_px <= 0) return RejectReason::INVALID_PRICE;
    if (!listing.tick.divide(asked.limit_px, tick)) return RejectReason::INVALID_TICK;
  }
  work_tick = tick;
  if (is_notional_above(tick * listing.tick_px, asked.qty, kMaxNotional)) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  value = listing.pricer.at(tick).of(asked.qty);
  return RejectReason::NONE;
}

/// A MARKET order works at the best opposite price plus or minus the collar, on the tick.
PreTrade::Reason PreTrade::price_market_order(const Party& party, const OrderTerms& asked,
                                              Tick& work_tick) const {
  if (asked.time_in_force == TimeInForce::GTC) return RejectReason::UNSUPPORTED_TIF;
  if (asked.limit_px != 0) return RejectReason::INVALID_PRICE;
  const auto best = party.listing.book->best(opposite(asked.side));
  if (!best) return RejectReason::NO_REFERENCE_PRICE;
  const std::uint32_t collar_bps = state_.instruments[asked.instrument].collar_bps;
  const std::int64_t bps = collar_bps == 0 ? kDefaultCollarBps : collar_bps;
  const Px tick_px = party.listing.tick_px;
  // Rounded towards the best price: the collar is never wider than asked.
  const Tick margin = static_cast<Px>(Int128{best->tick} * tick_px * bps / 10'000) / tick_px;
  work_tick =
      asked.side == Side::BUY ? best->tick + margin : std::max<Tick>(1, best->tick - margin);
  return Int128{work_tick} * tick_px > std::numeric_limits<Px>::max()
             ? RejectReason::NOTIONAL_OVERFLOW
             : RejectReason::NONE;
}

/// Check 7: orders per second with a burst of one second's worth (generic cell rate algorithm).
PreTrade::Reason PreTrade::check_rate(const Party& party) {
  const TimeNs interval = party.limits.order_interval_ns;
  if (interval == 0) return RejectReason::NONE;
  const TimeNs now_ns = state_.globals.now_ns;
  const TimeNs next = std::max(party.account.rate_ns, now_ns) + interval;
  if (next > now_ns + kSecondNs) return RejectReason::RATE_LIMIT_EXCEEDED;
  party.account.rate_ns = next;
  return RejectReason::NONE;
}

/// Checks 9 and 12 but for money: size of the order, worst-case position, number of open orders.
PreTrade::Reason PreTrade::check_limits(const Party& party, const OrderTerms& asked, Qty leaves,
                                        Money value, std::uint32_t open_orders) {
  const Limits& limits = party.limits;
  if (asked.qty > limits.max_order_qty) return RejectReason::MAX_ORDER_QTY;
  if (value > limits.max_order_notional) return RejectReason::MAX_ORDER_NOTIONAL;
  if (open_orders >= limits.max_open_orders) return RejectReason::MAX_OPEN_ORDERS;
  if (leaves > limits.max_position_qty) return RejectReason::POSITION_LIMIT;
  // Three numbers of at most 2^61: the sum cannot wrap.
  const Qty more = party.position.open_qty[at(asked.side)] + leaves;
  const Qty worst = party.position.quantity + signed_qty(asked.side, more);
  return is_within(worst, limits.max_position_qty) ? RejectReason::NONE
                                                   : RejectReason::POSITION_LIMIT;
}

/// Check 12, money: finds what the order must pay for. `released`: what it holds already (replace).
PreTrade::Reason PreTrade::check_funds(const Party& party, Side side, Qty leaves, Money released,
                                       Admission& found) {
  const Account& account = party.account;
  const Position& position = party.position;
  if (!is_within(account.cash, kMaxBalance) || !is_within(position.cost, kMaxBalance)) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  const Qty payable =
      payable_qty(side, leaves, account, position, position.open_qty[at(Side::SELL)]);
  found.payable_qty = payable;
  if (account.kind == AccountKind::MARKET) return RejectReason::NONE;
  const bool may_short = account.is_short_allowed == Bool::YES && party.listing.is_shortable;
  if (!may_short) [[unlikely]] {
    const bool is_short = side == Side::SELL && payable > 0;
    if (is_short && account.is_short_allowed != Bool::YES) {
      return RejectReason::INSUFFICIENT_POSITION;
    }
    if (is_short) return RejectReason::NOT_SHORTABLE;
  }
  found.held = party.listing.pricer.at(found.work_tick).of(payable);
  return found.held > account.cash - account.reserved + released
             ? RejectReason::INSUFFICIENT_BUYING_POWER
             : RejectReason::NONE;
}
}  // namespace hft
