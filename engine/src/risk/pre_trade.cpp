// Checks before an order may enter the book, cheapest and most decisive first, on integers that
// are already in memory. Idempotency comes before all of them (orders.cpp).
#include <algorithm>

#include "core/core.h"

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

Qty magnitude(Qty qty) { return qty < 0 ? -qty : qty; }
bool is_test_symbol(const Symbol& symbol) { return symbol.view().starts_with("TEST"); }
}  // namespace

Core::Reason Core::check(Order& order) {
  const wire::CommandEnvelope& envelope = command_->envelope;
  if (envelope.deadlineNs != 0 && envelope.deadlineNs < envelope.ingressTimeNs) {
    return RejectReason::DEADLINE_EXPIRED;
  }
  if (order.instrument == kNone) return RejectReason::UNKNOWN_SYMBOL;
  const Account& account = accounts_[order.account];
  const Instrument& instrument = instruments_[order.instrument];
  Reason reason = check_trading(account, instrument);
  if (reason == RejectReason::NONE) reason = check_form(order, instrument);
  if (reason == RejectReason::NONE) reason = price_market_order(order, instrument);
  if (reason == RejectReason::NONE) reason = check_rate(order.account);
  if (reason != RejectReason::NONE) return reason;
  const Position& position = position_of(order.account, order.instrument);
  const bool must_reduce = globals_.state == TradingState::REDUCING ||
                           account.state == TradingState::REDUCING ||
                           instrument.state == TradingState::REDUCING;
  if (must_reduce && !is_reducing(order, position)) return RejectReason::TRADING_REDUCING;
  reason = check_limits(order, account, position);
  if (reason != RejectReason::NONE) return reason;
  return check_funds(order, account, instrument, position, 0);
}

/// Checks 1 to 4: switches and states of engine, account and symbol.
Core::Reason Core::check_trading(const Account& account, const Instrument& instrument) const {
  if (globals_.is_kill_switch == Bool::YES || account.is_kill_switch == Bool::YES) {
    return RejectReason::KILL_SWITCH_ACTIVE;
  }
  if (account.is_enabled != Bool::YES) return RejectReason::ACCOUNT_DISABLED;
  if (globals_.state == TradingState::HALTED || account.state == TradingState::HALTED ||
      instrument.state == TradingState::HALTED) {
    return RejectReason::TRADING_HALTED;
  }
  if (account.kind == AccountKind::MARKET && is_test_symbol(instrument.symbol)) {
    return RejectReason::SYMBOL_RESTRICTED;
  }
  return is_calendar_open(instrument.calendar) ? RejectReason::NONE : RejectReason::MARKET_CLOSED;
}

/// Check 5: what can be said about the order without looking at anything else.
Core::Reason Core::check_form(const Order& order, const Instrument& instrument) const {
  if (order.order_qty <= 0) return RejectReason::INVALID_QTY;
  if (order.order_qty % instrument.lot_qty != 0) return RejectReason::INVALID_LOT;
  if (order.order_qty < instrument.min_qty) return RejectReason::INVALID_QTY;
  if (instrument.max_qty != 0 && order.order_qty > instrument.max_qty) {
    return RejectReason::INVALID_QTY;
  }
  if (order.ord_type == OrdType::MARKET) {
    if (order.time_in_force == TimeInForce::GTC) return RejectReason::UNSUPPORTED_TIF;
    return order.limit_px == 0 ? RejectReason::NONE : RejectReason::INVALID_PRICE;
  }
  if (order.limit_px <= 0) return RejectReason::INVALID_PRICE;
  if (order.limit_px % instrument.tick_px != 0) return RejectReason::INVALID_TICK;
  if (wide_notional(order.limit_px, order.order_qty) > kMaxNotional) {
    return RejectReason::NOTIONAL_OVERFLOW;
  }
  return RejectReason::NONE;
}

/// A MARKET order works at the best opposite price plus or minus the collar, on the tick.
Core::Reason Core::price_market_order(Order& order, const Instrument& instrument) const {
  if (order.ord_type != OrdType::MARKET) return RejectReason::NONE;
  const auto best = listings_[order.instrument].book->best(opposite(order.side));
  if (!best) return RejectReason::NO_REFERENCE_PRICE;
  const std::int64_t bps = instrument.collar_bps == 0 ? kDefaultCollarBps : instrument.collar_bps;
  const auto margin = static_cast<Px>(Int128{best->px} * bps / 10'000);
  // Rounded towards the best price: the collar is never wider than asked.
  const Px steps = margin / instrument.tick_px * instrument.tick_px;
  order.work_px =
      order.side == Side::BUY ? best->px + steps : std::max(instrument.tick_px, best->px - steps);
  return wide_notional(order.work_px, order.order_qty) > kMaxNotional
             ? RejectReason::NOTIONAL_OVERFLOW
             : RejectReason::NONE;
}

/// Check 7: orders per second with a burst of one second's worth (generic cell rate algorithm).
Core::Reason Core::check_rate(std::uint32_t account) {
  const std::uint32_t rate = accounts_[account].orders_per_second;
  if (rate == 0) return RejectReason::NONE;
  const TimeNs step = kSecondNs / rate;
  const TimeNs next = std::max(accounts_[account].rate_ns, globals_.now_ns);
  if (next + step > globals_.now_ns + kSecondNs) return RejectReason::RATE_LIMIT_EXCEEDED;
  accounts_.edit(account).rate_ns = next + step;
  return RejectReason::NONE;
}

/// Checks 9 and 12 but for money: size of the order, worst-case position, number of open orders.
Core::Reason Core::check_limits(const Order& order, const Account& account,
                                const Position& position) const {
  if (account.max_order_qty != 0 && order.order_qty > account.max_order_qty) {
    return RejectReason::MAX_ORDER_QTY;
  }
  if (account.max_order_notional != 0 &&
      wide_notional(order.work_px, order.order_qty) > account.max_order_notional) {
    return RejectReason::MAX_ORDER_NOTIONAL;
  }
  if (account.max_open_orders != 0 && account.open_orders >= account.max_open_orders) {
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
Core::Reason Core::check_funds(Order& order, const Account& account, const Instrument& instrument,
                               const Position& position, Money released) const {
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

bool Core::is_reducing(const Order& order, const Position& position) const {
  if (order.side == Side::BUY) {
    return position.quantity < 0 && position.open_buy_qty + order.leaves_qty <= -position.quantity;
  }
  return position.quantity > 0 && position.open_sell_qty + order.leaves_qty <= position.quantity;
}
}  // namespace hft
