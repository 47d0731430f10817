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
constexpr Qty kMaxPositionQty = Qty{1} << 61;
constexpr TimeNs kSecondNs = 1'000'000'000;
const Position kFlat{};

Qty magnitude(Qty qty) { return qty < 0 ? -qty : qty; }

bool is_reducing(const Order& order, const Position& position) {
  if (order.side == Side::BUY) {
    return position.quantity < 0 && position.open_buy_qty + order.leaves_qty <= -position.quantity;
  }
  return position.quantity > 0 && position.open_sell_qty + order.leaves_qty <= position.quantity;
}
}  // namespace

PreTrade::Reason PreTrade::check(Order& order) {
  if (order.instrument == kNone) return RejectReason::UNKNOWN_SYMBOL;
  const Account& account = state_.accounts[order.account];
  const Instrument& instrument = state_.instruments[order.instrument];
  const Listing& listing = state_.listings[order.instrument];
  Reason reason = check_trading(account, instrument, listing);
  if (reason == RejectReason::NONE) reason = check_form(order, instrument, listing);
  if (reason == RejectReason::NONE && order.ord_type == OrdType::MARKET) {
    reason = price_market_order(order, instrument, listing);
  }
  if (reason == RejectReason::NONE) reason = check_rate(order.account);
  if (reason != RejectReason::NONE) return reason;
  const Position& position = order.position == kNone ? kFlat : state_.positions[order.position];
  if (must_reduce(account, instrument) && !is_reducing(order, position)) {
    return RejectReason::TRADING_REDUCING;
  }
  reason = check_limits(order, account, account.open_orders, position);
  if (reason != RejectReason::NONE) return reason;
  return check_funds(order, account, instrument, position, 0);
}

PreTrade::Reason PreTrade::check_replace(Order& changed, Qty leaves, bool is_only_less) {
  const Account& account = state_.accounts[changed.account];
  const Instrument& instrument = state_.instruments[changed.instrument];
  const Listing& listing = state_.listings[changed.instrument];
  Reason reason = check_form(changed, instrument, listing);
  // Less of the same can only lower the risk: always allowed, like a cancel.
  if (reason != RejectReason::NONE || is_only_less) return reason;
  reason = check_trading(account, instrument, listing);
  if (reason != RejectReason::NONE) return reason;
  Position position = state_.positions[changed.position];
  (changed.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) -= leaves;
  if (must_reduce(account, instrument) && !is_reducing(changed, position)) {
    return RejectReason::TRADING_REDUCING;
  }
  reason = check_limits(changed, account, account.open_orders - 1, position);
  if (reason != RejectReason::NONE) return reason;
  return check_funds(changed, account, instrument, position, changed.reserved);
}

/// Checks 1 to 4: switches and states of engine, account and symbol.
PreTrade::Reason PreTrade::check_trading(const Account& account, const Instrument& instrument,
                                         const Listing& listing) {
  for (const std::size_t number : {1U, 2U, 3U, 4U}) done_[number] += 1;
  const Globals& globals = state_.globals;
  if (globals.is_kill_switch == Bool::YES || account.is_kill_switch == Bool::YES) {
    return RejectReason::KILL_SWITCH_ACTIVE;
  }
  if (account.is_enabled != Bool::YES) return RejectReason::ACCOUNT_DISABLED;
  if (globals.state == TradingState::HALTED || account.state == TradingState::HALTED ||
      instrument.state == TradingState::HALTED) {
    return RejectReason::TRADING_HALTED;
  }
  if (account.kind == AccountKind::MARKET && listing.is_test) {
    return RejectReason::SYMBOL_RESTRICTED;
  }
  return listing.is_open ? RejectReason::NONE : RejectReason::MARKET_CLOSED;
}

/// Check 5: what can be said about the order without looking at anything else.
PreTrade::Reason PreTrade::check_form(Order& order, const Instrument& instrument,
                                      const Listing& listing) {
  done_[5] += 1;
  if (order.order_qty <= 0) return RejectReason::INVALID_QTY;
  std::int64_t lots = 0;
  if (!listing.lot.divide(order.order_qty, lots)) return RejectReason::INVALID_LOT;
  if (order.order_qty < instrument.min_qty) return RejectReason::INVALID_QTY;
  if (instrument.max_qty != 0 && order.order_qty > instrument.max_qty) {
    return RejectReason::INVALID_QTY;
  }
  if (order.ord_type == OrdType::MARKET) {
    if (order.time_in_force == TimeInForce::GTC) return RejectReason::UNSUPPORTED_TIF;
    return order.limit_px == 0 ? RejectReason::NONE : RejectReason::INVALID_PRICE;
  }
  if (order.limit_px <= 0) return RejectReason::INVALID_PRICE;
  if (!listing.tick.divide(order.limit_px, order.work_tick)) return RejectReason::INVALID_TICK;
  return is_notional_above(order.limit_px, order.order_qty, kMaxNotional)
             ? RejectReason::NOTIONAL_OVERFLOW
             : RejectReason::NONE;
}

/// A MARKET order works at the best opposite price plus or minus the collar, on the tick.
PreTrade::Reason PreTrade::price_market_order(Order& order, const Instrument& instrument,
                                              const Listing& listing) {
  const auto best = listing.book->best(opposite(order.side));
  if (!best) return RejectReason::NO_REFERENCE_PRICE;
  const std::int64_t bps = instrument.collar_bps == 0 ? kDefaultCollarBps : instrument.collar_bps;
  const Px best_px = best->tick * instrument.tick_px;
  // Rounded towards the best price: the collar is never wider than asked.
  const Tick margin = static_cast<Px>(Int128{best_px} * bps / 10'000) / instrument.tick_px;
  order.work_tick =
      order.side == Side::BUY ? best->tick + margin : std::max<Tick>(1, best->tick - margin);
  const Int128 work_px = Int128{order.work_tick} * instrument.tick_px;
  if (work_px > std::numeric_limits<Px>::max()) return RejectReason::NOTIONAL_OVERFLOW;
  order.work_px = static_cast<Px>(work_px);
  return is_notional_above(order.work_px, order.order_qty, kMaxNotional)
             ? RejectReason::NOTIONAL_OVERFLOW
             : RejectReason::NONE;
}

/// Check 7: orders per second with a burst of one second's worth (generic cell rate algorithm).
PreTrade::Reason PreTrade::check_rate(std::uint32_t account) {
  done_[7] += 1;
  const std::uint32_t rate = state_.accounts[account].orders_per_second;
  if (rate == 0) return RejectReason::NONE;
  const TimeNs now_ns = state_.globals.now_ns;
  const TimeNs step = kSecondNs / rate;
  const TimeNs next = std::max(state_.accounts[account].rate_ns, now_ns);
  if (next + step > now_ns + kSecondNs) return RejectReason::RATE_LIMIT_EXCEEDED;
  state_.accounts.edit(account).rate_ns = next + step;
  return RejectReason::NONE;
}

/// Checks 9 and 12 but for money: size of the order, worst-case position, number of open orders.
PreTrade::Reason PreTrade::check_limits(const Order& order, const Account& account,
                                        std::uint32_t open_orders, const Position& position) {
  done_[9] += 1;
  if (account.max_order_qty != 0 && order.order_qty > account.max_order_qty) {
    return RejectReason::MAX_ORDER_QTY;
  }
  if (account.max_order_notional != 0 &&
      is_notional_above(order.work_px, order.order_qty, account.max_order_notional)) {
    return RejectReason::MAX_ORDER_NOTIONAL;
  }
  if (account.max_open_orders != 0 && open_orders >= account.max_open_orders) {
    return RejectReason::MAX_OPEN_ORDERS;
  }
  const Int128 worst = order.side == Side::BUY
                           ? Int128{position.quantity} + position.open_buy_qty + order.leaves_qty
                           : Int128{position.quantity} - position.open_sell_qty - order.leaves_qty;
  const Int128 size = worst < 0 ? -worst : worst;
  const Qty bound = account.max_position_qty != 0 ? account.max_position_qty : kMaxPositionQty;
  return size > bound ? RejectReason::POSITION_LIMIT : RejectReason::NONE;
}

/// Check 12, money: sets what the order will hold. `released`: what it holds already (replace).
PreTrade::Reason PreTrade::check_funds(Order& order, const Account& account,
                                       const Instrument& instrument, const Position& position,
                                       Money released) {
  done_[12] += 1;
  order.reserved = 0;
  order.short_qty = 0;
  if (magnitude(account.cash) > kMaxBalance || magnitude(position.cost) > kMaxBalance) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  if (account.kind == AccountKind::MARKET) return RejectReason::NONE;
  Qty held = order.leaves_qty;
  if (order.side == Side::SELL) {
    const Qty covered = std::max<Qty>(0, position.quantity - position.open_sell_qty);
    held = std::max<Qty>(0, order.leaves_qty - covered);
    if (held > 0 && account.is_short_allowed != Bool::YES) {
      return RejectReason::INSUFFICIENT_POSITION;
    }
    if (held > 0 && instrument.is_shortable != Bool::YES) return RejectReason::NOT_SHORTABLE;
    order.short_qty = held;
  }
  order.reserved = notional(order.work_px, held);
  return order.reserved > account.cash - account.reserved + released
             ? RejectReason::INSUFFICIENT_BUYING_POWER
             : RejectReason::NONE;
}

bool PreTrade::must_reduce(const Account& account, const Instrument& instrument) const {
  return state_.globals.state == TradingState::REDUCING ||
         account.state == TradingState::REDUCING || instrument.state == TradingState::REDUCING;
}
}  // namespace hft
