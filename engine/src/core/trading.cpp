#include "core/trading.h"

#include <algorithm>
#include <cstdlib>

#include "core/order_states.h"
#include "core/position.h"

namespace hft {
using wire::Bool;
using wire::CancelReason;
using wire::Liquidity;
using wire::OrdStatus;
using wire::OrdType;
using wire::TimeInForce;

namespace {
/// An order outside the state table is a bug, not an input.
OrdStatus must(std::optional<OrdStatus> status) {
  if (!status) std::abort();
  return *status;
}
}  // namespace

Order Trading::draft(const OrderTerms& terms) {
  Order order{};
  order.order_id =
      std::uint64_t{state_.config.creation_second} << 32U | ++state_.globals.order_counter;
  order.transact_ns = state_.globals.now_ns;
  order.limit_px = terms.limit_px;
  order.work_px = terms.limit_px;
  order.order_qty = terms.qty;
  order.leaves_qty = terms.qty;
  order.account = terms.account;
  order.instrument = terms.instrument;
  order.position = state_.find_position(terms.account, terms.instrument);
  order.side = terms.side;
  order.ord_type = terms.ord_type;
  order.time_in_force = terms.time_in_force;
  // Replayed flow would fill the table with ids nobody asks for again.
  const bool is_market = state_.accounts[terms.account].kind == wire::AccountKind::MARKET;
  order.is_remembered = is_market ? Bool::NO : Bool::YES;
  return order;
}

void Trading::enter(OrderIndex index) {
  open(index);
  listener_.on_accepted(index);
  const Order& order = state_.orders[index];
  if (order.time_in_force == TimeInForce::FOK &&
      book_of(order).available(order.side, order.work_tick, order.order_qty) < order.order_qty) {
    return cancel(index, CancelReason::FOK_NOT_FILLABLE);
  }
  match(index);
  if (!is_live(order.status)) return;
  const bool is_market = order.ord_type == OrdType::MARKET;
  const bool is_resting =
      order.time_in_force == TimeInForce::DAY || order.time_in_force == TimeInForce::GTC;
  if (is_resting && !is_market) return rest(index);
  cancel(index, is_market ? CancelReason::MARKET_REMAINDER : CancelReason::IOC_REMAINDER);
}

void Trading::refuse(Order& order, Reason reason) {
  order.status = OrdStatus::REJECTED;
  order.reject_reason = reason;
  order.leaves_qty = 0;
  order.reserved = 0;
  order.short_qty = 0;
  order.rank = ++state_.globals.rank_counter;
}

void Trading::match(OrderIndex taker) {
  const Order& order = state_.orders[taker];
  const Book& book = book_of(order);
  while (order.leaves_qty > 0) {
    const OrderIndex maker = book.front(opposite(order.side));
    if (maker == kNoOrder) return;
    const Order& resting = state_.orders[maker];
    if (!is_marketable(order.side, order.work_tick, resting.work_tick)) return;
    trade(maker, taker, std::min(resting.leaves_qty, order.leaves_qty));
  }
}

/// At the maker's price.
void Trading::trade(OrderIndex maker, OrderIndex taker, Qty qty) {
  const Px px = state_.orders[maker].work_px;
  const Money amount = notional(px, qty);
  const std::uint64_t match_id = ++state_.globals.match_counter;
  fill(maker, {qty, px, match_id, 0, Liquidity::MAKER}, amount);
  fill(taker, {qty, px, match_id, 0, Liquidity::TAKER}, amount);
  const Order& order = state_.orders[taker];
  listener_.on_print({order.instrument, qty, px, match_id, order.side});
}

void Trading::fill(OrderIndex index, const FillReport& report, Money amount) {
  Order& order = state_.orders.edit(index);
  Account& account = state_.accounts.edit(order.account);
  Position& position = state_.positions.edit(order.position);
  order.cum_qty += report.qty;
  order.cum_cost += amount;
  order.transact_ns = state_.globals.now_ns;
  set_leaves(order, order.leaves_qty - report.qty, account, position);
  if (order.leaves_qty == 0) {
    take_off_book(index);
    close(index, must(next_status(order.status, OrderEvent::FILL_LAST)));
  } else {
    order.status = must(next_status(order.status, OrderEvent::FILL_PART));
    if (order.rank != 0) {
      book_of(order).reduce(index, order.leaves_qty);
      touch(order);
    }
  }
  account.cash += order.side == Side::BUY ? -amount : amount;
  FillReport told = report;
  told.realized = apply_fill(position, order.side, report.qty, report.px, amount);
  listener_.on_fill(index, told);
}

void Trading::cancel(OrderIndex index, CancelReason reason) {
  const OrdStatus status = state_.orders[index].status;
  const Qty canceled = end(index, must(next_status(status, OrderEvent::CANCELED)));
  listener_.on_canceled(index, canceled, reason);
}

void Trading::expire(OrderIndex index) {
  const OrdStatus status = state_.orders[index].status;
  const Qty expired = end(index, must(next_status(status, OrderEvent::EXPIRED)));
  listener_.on_expired(index, expired);
}

Qty Trading::end(OrderIndex index, OrdStatus status) {
  take_off_book(index);
  Order& order = state_.orders.edit(index);
  const Qty ended = order.leaves_qty;
  set_leaves(order, 0, state_.accounts.edit(order.account), state_.positions.edit(order.position));
  order.transact_ns = state_.globals.now_ns;
  close(index, status);
  return ended;
}

Trading::Reason Trading::check_replace(OrderIndex index, Qty order_qty, Px limit_px) {
  Order changed = state_.orders[index];
  const Qty leaves = changed.leaves_qty;
  const bool is_only_less =
      (limit_px == 0 || limit_px == changed.limit_px) && order_qty <= changed.order_qty;
  changed.order_qty = order_qty;
  if (limit_px != 0) changed.limit_px = changed.work_px = limit_px;
  changed.leaves_qty = std::max<Qty>(0, changed.order_qty - changed.cum_qty);
  return risk_.check_replace(changed, leaves, is_only_less);
}

void Trading::replace(OrderIndex index, Qty order_qty, Px limit_px) {
  Order& order = state_.orders.edit(index);
  const Px px = limit_px == 0 ? order.limit_px : limit_px;
  const Qty leaves = std::max<Qty>(0, order_qty - order.cum_qty);
  const bool keeps_place = px == order.limit_px && leaves <= order.leaves_qty && leaves > 0;
  if (keeps_place) {
    book_of(order).reduce(index, leaves);
    touch(order);
  } else {
    take_off_book(index);
  }
  Account& account = state_.accounts.edit(order.account);
  Position& position = state_.positions.edit(order.position);
  order.limit_px = order.work_px = px;
  state_.listings[order.instrument].tick.divide(px, order.work_tick);
  // A new quantity at or below what is filled ends the order with what it has.
  order.order_qty = std::max(order_qty, order.cum_qty);
  order.transact_ns = state_.globals.now_ns;
  // The new short part: what the position without this order's old hold does not cover.
  if (order.side == Side::SELL) {
    const Qty covered =
        std::max<Qty>(0, position.quantity - (position.open_sell_qty - order.leaves_qty));
    order.short_qty = std::max<Qty>(0, leaves - covered);
  }
  set_leaves(order, leaves, account, position);
  const OrdStatus status = must(next_status(order.status, OrderEvent::REPLACED, leaves > 0));
  if (leaves == 0) {
    close(index, status);
  } else {
    order.status = status;
  }
  listener_.on_replaced(index);
  if (leaves == 0 || keeps_place) return;
  match(index);
  if (is_live(order.status)) rest(index);
}

void Trading::rest(OrderIndex index) {
  Order& order = state_.orders.edit(index);
  order.rank = ++state_.globals.rank_counter;
  book_of(order).add(index, order.side, order.work_tick, order.leaves_qty);
  touch(order);
}

/// rank 0 = not in the book: an order still being matched, or one already taken off.
void Trading::take_off_book(OrderIndex index) {
  if (state_.orders[index].rank == 0) return;
  Order& order = state_.orders.edit(index);
  book_of(order).remove(index);
  touch(order);
  order.rank = 0;
}

void Trading::open(OrderIndex index) {
  Order& order = state_.orders.edit(index);
  if (order.position == kNone) {
    order.position = state_.open_position(order.account, order.instrument);
  }
  state_.live.insert(index);
  Account& account = state_.accounts.edit(order.account);
  account.open_orders += 1;
  account.reserved += order.reserved;
  Position& position = state_.positions.edit(order.position);
  (order.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) += order.leaves_qty;
}

/// After its leaves became 0.
void Trading::close(OrderIndex index, OrdStatus status) {
  Order& order = state_.orders.edit(index);
  order.status = status;
  order.rank = ++state_.globals.rank_counter;
  state_.accounts.edit(order.account).open_orders -= 1;
  state_.live.erase(index);
  closed_.push_back(index);
}

/// Moves leaves and with it everything that depends on them: open quantity and reservation.
void Trading::set_leaves(Order& order, Qty leaves, Account& account, Position& position) {
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

void Trading::touch(const Order& order) {
  for (const TouchedLevel& level : touched_) {
    if (level.tick == order.work_tick && level.side == order.side &&
        level.instrument == order.instrument) {
      return;
    }
  }
  touched_.push_back({order.instrument, order.side, order.work_tick});
}
}  // namespace hft
