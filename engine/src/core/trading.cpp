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

inline Trading::Hand Trading::take(OrderIndex index) {
  Order& order = state_.orders.edit(index);
  return {index, order, state_.accounts.edit(order.account), state_.positions.edit(order.position),
          state_.listings[order.instrument]};
}

inline void Trading::touch(const Order& order) {
  if (!touched_.empty()) {
    const TouchedLevel& last = touched_.back();
    if (last.tick == order.work_tick && last.side == order.side &&
        last.instrument == order.instrument) {
      return;
    }
  }
  touched_.push_back({order.instrument, order.side, order.work_tick});
}

/// Customers pay for what they hold open; `more` may be less. Notional is linear in quantity.
inline void Trading::reserve(const Hand& hand, Qty more) {
  if (hand.account.kind != wire::AccountKind::CUSTOMER) return;
  hand.account.reserved += notional(hand.order.work_tick * hand.listing.tick_px, more);
}

/// Moves leaves and with it everything that depends on them: open quantity and reservation.
inline void Trading::set_leaves(const Hand& hand, Qty leaves) {
  Order& order = hand.order;
  (order.side == Side::BUY ? hand.position.open_buy_qty : hand.position.open_sell_qty) +=
      leaves - order.leaves_qty;
  const Qty before = held_qty(order);
  order.leaves_qty = leaves;
  reserve(hand, held_qty(order) - before);
}

inline void Trading::rest(const Hand& hand) {
  hand.order.rank = ++state_.globals.rank_counter;
  hand.order.is_in_book = Bool::YES;
  hand.listing.book->add(hand.index);
  touch(hand.order);
}

/// Before its leaves change. An order that is still being matched is in no book.
inline void Trading::take_off_book(const Hand& hand) {
  if (hand.order.is_in_book == Bool::NO) return;
  hand.listing.book->remove(hand.index);
  touch(hand.order);
  hand.order.is_in_book = Bool::NO;
}

inline void Trading::open(const Hand& hand) {
  const Order& order = hand.order;
  state_.live.insert(hand.index);
  hand.account.open_orders += 1;
  (order.side == Side::BUY ? hand.position.open_buy_qty : hand.position.open_sell_qty) +=
      order.leaves_qty;
  reserve(hand, held_qty(order));
}

/// After its leaves became 0.
inline void Trading::close(const Hand& hand, OrdStatus status) {
  hand.order.status = status;
  hand.account.open_orders -= 1;
  state_.live.erase(hand.index);
  closed_.push_back(hand.index);
}

inline Qty Trading::end(const Hand& hand, OrdStatus status) {
  take_off_book(hand);
  const Qty ended = hand.order.leaves_qty;
  set_leaves(hand, 0);
  hand.order.transact_ns = state_.globals.now_ns;
  close(hand, status);
  return ended;
}

OrderIndex Trading::draft(const OrderTerms& terms) {
  const OrderIndex index = state_.orders.insert_blank();
  Order& order = state_.orders.edit_unhashed(index);
  order.order_id =
      std::uint64_t{state_.config.creation_second} << 32U | ++state_.globals.order_counter;
  order.transact_ns = state_.globals.now_ns;
  order.limit_px = terms.limit_px;
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
  return index;
}

void Trading::refuse(OrderIndex index, Reason reason) {
  Order& order = state_.orders.edit(index);
  order.status = OrdStatus::REJECTED;
  order.reject_reason = reason;
  order.leaves_qty = 0;
  order.short_qty = 0;
  closed_.push_back(index);
}

void Trading::enter(OrderIndex index) {
  Order& draft = state_.orders.edit(index);
  if (draft.position == kNone) {
    draft.position = state_.open_position(draft.account, draft.instrument);
  }
  const Hand hand = take(index);
  const Order& order = hand.order;
  open(hand);
  listener_.on_accepted(index);
  if (order.time_in_force == TimeInForce::FOK &&
      hand.listing.book->available(order.side, order.work_tick, order.order_qty) <
          order.order_qty) {
    return cancel(hand, CancelReason::FOK_NOT_FILLABLE);
  }
  match(hand);
  if (order.leaves_qty == 0) return;
  const bool is_market = order.ord_type == OrdType::MARKET;
  const bool is_resting =
      order.time_in_force == TimeInForce::DAY || order.time_in_force == TimeInForce::GTC;
  if (is_resting && !is_market) return rest(hand);
  cancel(hand, is_market ? CancelReason::MARKET_REMAINDER : CancelReason::IOC_REMAINDER);
}

void Trading::match(const Hand& taker) {
  const Book& book = *taker.listing.book;
  const Side side = taker.order.side;
  while (taker.order.leaves_qty > 0) {
    const OrderIndex maker = book.front(opposite(side));
    if (maker == kNoOrder) return;
    if (!is_marketable(side, taker.order.work_tick, state_.orders[maker].work_tick)) return;
    trade(take(maker), taker);
  }
}

/// At the maker's price.
void Trading::trade(const Hand& maker, const Hand& taker) {
  const Qty qty = std::min(maker.order.leaves_qty, taker.order.leaves_qty);
  const Px px = maker.order.work_tick * maker.listing.tick_px;
  const Money amount = notional(px, qty);
  FillReport report{qty, px, ++state_.globals.match_counter, 0, Liquidity::MAKER};
  fill(maker, report, amount);
  report.liquidity = Liquidity::TAKER;
  fill(taker, report, amount);
  listener_.on_print({taker.order.instrument, qty, px, report.match_id, taker.order.side});
}

void Trading::fill(const Hand& hand, FillReport& report, Money amount) {
  Order& order = hand.order;
  const bool is_last = order.leaves_qty == report.qty;
  if (is_last) {
    take_off_book(hand);
  } else if (order.is_in_book == Bool::YES) {
    hand.listing.book->reduce(hand.index, report.qty);
    touch(order);
  }
  order.cum_qty += report.qty;
  order.cum_cost += amount;
  order.transact_ns = state_.globals.now_ns;
  set_leaves(hand, order.leaves_qty - report.qty);
  const OrdStatus status =
      must(next_status(order.status, is_last ? OrderEvent::FILL_LAST : OrderEvent::FILL_PART));
  if (is_last) {
    close(hand, status);
  } else {
    order.status = status;
  }
  hand.account.cash += order.side == Side::BUY ? -amount : amount;
  report.realized = apply_fill(hand.position, order.side, report.qty, report.px, amount);
  listener_.on_fill(hand.index, report);
}

void Trading::cancel(OrderIndex index, CancelReason reason) { cancel(take(index), reason); }

void Trading::cancel(const Hand& hand, CancelReason reason) {
  const Qty canceled = end(hand, must(next_status(hand.order.status, OrderEvent::CANCELED)));
  listener_.on_canceled(hand.index, canceled, reason);
}

void Trading::expire(OrderIndex index) {
  const Hand hand = take(index);
  const Qty expired = end(hand, must(next_status(hand.order.status, OrderEvent::EXPIRED)));
  listener_.on_expired(index, expired);
}

Trading::Reason Trading::check_replace(OrderIndex index, Qty order_qty, Px limit_px) {
  const Order& order = state_.orders[index];
  Order changed = order;
  const bool is_only_less =
      (limit_px == 0 || limit_px == order.limit_px) && order_qty <= order.order_qty;
  changed.order_qty = order_qty;
  if (limit_px != 0) changed.limit_px = limit_px;
  changed.leaves_qty = std::max<Qty>(0, order_qty - order.cum_qty);
  return risk_.check_replace(order, changed, is_only_less);
}

void Trading::replace(OrderIndex index, Qty order_qty, Px limit_px) {
  const Hand hand = take(index);
  Order& order = hand.order;
  const Px px = limit_px == 0 ? order.limit_px : limit_px;
  const Qty leaves = std::max<Qty>(0, order_qty - order.cum_qty);
  const bool keeps_place = px == order.limit_px && leaves <= order.leaves_qty && leaves > 0 &&
                           !state_.config.reduce_to_end;
  if (keeps_place) {
    hand.listing.book->reduce(index, order.leaves_qty - leaves);
    touch(order);
  } else {
    take_off_book(hand);
  }
  reserve(hand, -held_qty(order));
  order.limit_px = px;
  hand.listing.tick.divide(px, order.work_tick);
  // A new quantity at or below what is filled ends the order with what it has.
  order.order_qty = std::max(order_qty, order.cum_qty);
  order.transact_ns = state_.globals.now_ns;
  // The new short part: what the position without this order's old hold does not cover.
  if (order.side == Side::SELL) {
    const Position& position = hand.position;
    const Qty covered =
        std::max<Qty>(0, position.quantity - (position.open_sell_qty - order.leaves_qty));
    order.short_qty = std::max<Qty>(0, leaves - covered);
  }
  Position& position = hand.position;
  (order.side == Side::BUY ? position.open_buy_qty : position.open_sell_qty) +=
      leaves - order.leaves_qty;
  order.leaves_qty = leaves;
  reserve(hand, held_qty(order));
  const OrdStatus status = must(next_status(order.status, OrderEvent::REPLACED, leaves > 0));
  if (leaves == 0) {
    close(hand, status);
  } else {
    order.status = status;
  }
  listener_.on_replaced(index);
  if (leaves == 0 || keeps_place) return;
  match(hand);
  if (order.leaves_qty > 0) rest(hand);
}

}  // namespace hft
