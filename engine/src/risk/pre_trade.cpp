#include "risk/pre_trade.h"

#include <algorithm>
#include <cstdlib>

namespace hft {
using wire::AccountKind;
using wire::Bool;
using wire::OrdType;
using wire::RejectReason;
using wire::TimeInForce;
using wire::TradingState;

namespace {
constexpr std::uint32_t kDefaultCollarBps = 500;
constexpr Qty kMaxPositionQty = Qty{1} << 61;
constexpr TimeNs kSecondNs = 1'000'000'000;
const Position kFlat{};

Qty magnitude(Qty qty) { return std::abs(qty); }

bool is_reducing(const Order& order, const Position& position) {
  if (order.side == Side::BUY) {
    return position.quantity < 0 && position.open_buy_qty + order.leaves_qty <= -position.quantity;
  }
  return position.quantity > 0 && position.open_sell_qty + order.leaves_qty <= position.quantity;
}
}  // namespace

PreTrade::Reason PreTrade::check(Order& order) {
  if (order.instrument == kNone) return RejectReason::UNKNOWN_SYMBOL;
  Case on = case_of(order);
  Reason reason = check_trading(on);
  if (reason == RejectReason::NONE) reason = check_form(order, on);
  if (reason == RejectReason::NONE) reason = check_rate(order.account, on.account);
  if (reason != RejectReason::NONE) return reason;
  const Position& position = order.position == kNone ? kFlat : state_.positions[order.position];
  if (must_reduce(on) && !is_reducing(order, position)) return RejectReason::TRADING_REDUCING;
  reason = check_limits(order, on, on.account.open_orders, position);
  return reason == RejectReason::NONE ? check_funds(order, on, position, 0) : reason;
}

PreTrade::Reason PreTrade::check_replace(const Order& order, Order& changed, bool is_only_less) {
  Case on = case_of(changed);
  Reason reason = check_form(changed, on);
  // Less of the same can only lower the risk: always allowed, like a cancel.
  if (reason != RejectReason::NONE || is_only_less) return reason;
  reason = check_trading(on);
  if (reason != RejectReason::NONE) return reason;
  Position position = state_.positions[changed.position];
  (changed.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) -= order.leaves_qty;
  if (must_reduce(on) && !is_reducing(changed, position)) return RejectReason::TRADING_REDUCING;
  reason = check_limits(changed, on, on.account.open_orders - 1, position);
  if (reason != RejectReason::NONE) return reason;
  const Money released = notional(order.work_tick * on.listing.tick_px, held_qty(order));
  return check_funds(changed, on, position, released);
}

/// Checks 1 to 4: switches and states of engine, account and symbol.
PreTrade::Reason PreTrade::check_trading(const Case& on) {
  states_done_ += 1;
  const Globals& globals = state_.globals;
  if (globals.is_kill_switch == Bool::YES || on.account.is_kill_switch == Bool::YES) {
    return RejectReason::KILL_SWITCH_ACTIVE;
  }
  if (on.account.is_enabled != Bool::YES) return RejectReason::ACCOUNT_DISABLED;
  if (globals.state == TradingState::HALTED || on.account.state == TradingState::HALTED ||
      on.instrument.state == TradingState::HALTED) {
    return RejectReason::TRADING_HALTED;
  }
  if (on.account.kind == AccountKind::MARKET && on.listing.is_test) {
    return RejectReason::SYMBOL_RESTRICTED;
  }
  return on.listing.is_open ? RejectReason::NONE : RejectReason::MARKET_CLOSED;
}

/// Check 5: what can be said about the order without looking at anybody's money.
PreTrade::Reason PreTrade::check_form(Order& order, Case& on) {
  form_done_ += 1;
  if (order.order_qty <= 0) return RejectReason::INVALID_QTY;
  std::int64_t lots = 0;
  if (!on.listing.lot.divide(order.order_qty, lots)) return RejectReason::INVALID_LOT;
  if (order.order_qty < on.instrument.min_qty) return RejectReason::INVALID_QTY;
  if (on.instrument.max_qty != 0 && order.order_qty > on.instrument.max_qty) {
    return RejectReason::INVALID_QTY;
  }
  if (order.ord_type == OrdType::MARKET) {
    if (order.time_in_force == TimeInForce::GTC) return RejectReason::UNSUPPORTED_TIF;
    return order.limit_px == 0 ? price_market_order(order, on) : RejectReason::INVALID_PRICE;
  }
  if (order.limit_px <= 0) return RejectReason::INVALID_PRICE;
  if (!on.listing.tick.divide(order.limit_px, order.work_tick)) return RejectReason::INVALID_TICK;
  return set_value(order, on);
}

/// A MARKET order works at the best opposite price plus or minus the collar, on the tick.
PreTrade::Reason PreTrade::price_market_order(Order& order, Case& on) {
  const auto best = on.listing.book->best(opposite(order.side));
  if (!best) return RejectReason::NO_REFERENCE_PRICE;
  const std::int64_t bps =
      on.instrument.collar_bps == 0 ? kDefaultCollarBps : on.instrument.collar_bps;
  const Px tick_px = on.listing.tick_px;
  // Rounded towards the best price: the collar is never wider than asked.
  const Tick margin = static_cast<Px>(Int128{best->tick} * tick_px * bps / 10'000) / tick_px;
  order.work_tick =
      order.side == Side::BUY ? best->tick + margin : std::max<Tick>(1, best->tick - margin);
  if (Int128{order.work_tick} * tick_px > std::numeric_limits<Px>::max()) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  return set_value(order, on);
}

PreTrade::Reason PreTrade::set_value(const Order& order, Case& on) const {
  const Px px = order.work_tick * on.listing.tick_px;
  if (is_notional_above(px, order.order_qty, kMaxNotional)) return RejectReason::NOTIONAL_OVERFLOW;
  on.value = notional(px, order.order_qty);
  return RejectReason::NONE;
}

/// Check 7: orders per second with a burst of one second's worth (generic cell rate algorithm).
PreTrade::Reason PreTrade::check_rate(std::uint32_t index, const Account& account) {
  rate_done_ += 1;
  const std::uint32_t rate = account.orders_per_second;
  if (rate == 0) return RejectReason::NONE;
  const TimeNs now_ns = state_.globals.now_ns;
  const TimeNs step = kSecondNs / rate;
  const TimeNs next = std::max(account.rate_ns, now_ns);
  if (next + step > now_ns + kSecondNs) return RejectReason::RATE_LIMIT_EXCEEDED;
  state_.accounts.edit(index).rate_ns = next + step;
  return RejectReason::NONE;
}

/// Checks 9 and 12 but for money: size of the order, worst-case position, number of open orders.
PreTrade::Reason PreTrade::check_limits(const Order& order, const Case& on,
                                        std::uint32_t open_orders, const Position& position) {
  limits_done_ += 1;
  const Account& account = on.account;
  if (account.max_order_qty != 0 && order.order_qty > account.max_order_qty) {
    return RejectReason::MAX_ORDER_QTY;
  }
  if (account.max_order_notional != 0 && on.value > account.max_order_notional) {
    return RejectReason::MAX_ORDER_NOTIONAL;
  }
  if (account.max_open_orders != 0 && open_orders >= account.max_open_orders) {
    return RejectReason::MAX_OPEN_ORDERS;
  }
  Qty bound = kMaxPositionQty;
  if (account.max_position_qty != 0) bound = std::min(bound, account.max_position_qty);
  if (order.leaves_qty > bound) return RejectReason::POSITION_LIMIT;
  // Three numbers below 2^61: the sum cannot wrap.
  const Qty sign = order.side == Side::BUY ? 1 : -1;
  const Qty open = order.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty;
  const Qty worst = position.quantity + sign * (open + order.leaves_qty);
  return magnitude(worst) > bound ? RejectReason::POSITION_LIMIT : RejectReason::NONE;
}

/// Check 12, money: sets the order's short part. `released`: what it holds already (replace).
PreTrade::Reason PreTrade::check_funds(Order& order, const Case& on, const Position& position,
                                       Money released) {
  funds_done_ += 1;
  const Account& account = on.account;
  order.short_qty = 0;
  if (magnitude(account.cash) > kMaxBalance || magnitude(position.cost) > kMaxBalance) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  if (account.kind == AccountKind::MARKET) return RejectReason::NONE;
  if (order.side == Side::SELL) {
    const Qty covered = std::max<Qty>(0, position.quantity - position.open_sell_qty);
    order.short_qty = std::max<Qty>(0, order.leaves_qty - covered);
    if (order.short_qty > 0 && account.is_short_allowed != Bool::YES) {
      return RejectReason::INSUFFICIENT_POSITION;
    }
    if (order.short_qty > 0 && on.instrument.is_shortable != Bool::YES) {
      return RejectReason::NOT_SHORTABLE;
    }
  }
  const Qty held = held_qty(order);
  const Money reserved =
      held == order.order_qty ? on.value : notional(order.work_tick * on.listing.tick_px, held);
  return reserved > account.cash - account.reserved + released
             ? RejectReason::INSUFFICIENT_BUYING_POWER
             : RejectReason::NONE;
}

bool PreTrade::must_reduce(const Case& on) const {
  return state_.globals.state == TradingState::REDUCING ||
         on.account.state == TradingState::REDUCING ||
         on.instrument.state == TradingState::REDUCING;
}
}  // namespace hft
