#include "core/trading.h"

#include <algorithm>
#include <cstdlib>

#include "book/ladder_book.h"
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

inline void Trading::touch(const Hand& hand) {
  touched_.add({hand.position.instrument, hand.order.side, hand.order.work_tick});
}

/// Of `qty` of an order, at the price it works at.
inline Money worth_of(const Hand& hand, Qty qty) {
  return hand.listing.pricer.at(hand.order.work_tick).of(qty);
}

/// Moves leaves and with it everything that depends on them: open quantity and reservation.
inline void Trading::set_leaves(const Hand& hand, Qty leaves) {
  Order& order = hand.order;
  const Qty before = order.leaves_qty;
  const Qty payable = order.payable_qty;
  const Money held = worth_of(hand, std::min(payable, leaves) - std::min(payable, before));
  order.leaves_qty = leaves;
  hand.position.open_qty[at(order.side)] += leaves - before;
  hand.account.reserved += held;
}

/// For leaves of which nothing is counted yet.
inline void Trading::hold(const Hand& hand, Money held) {
  hand.position.open_qty[at(hand.order.side)] += hand.order.leaves_qty;
  hand.account.reserved += held;
}

inline void Trading::rest(const Hand& hand) {
  with_book(*hand.listing.book, [&](auto& book) { book.add(hand.index, hand.order); });
  touch(hand);
}

/// Before its leaves change.
inline void Trading::take_off_book(const Hand& hand) {
  with_book(*hand.listing.book, [&](auto& book) { book.remove(hand.index, hand.order); });
  touch(hand);
}

inline void Trading::open(const Hand& hand, Money held) {
  hand.account.open_orders += 1;
  hold(hand, held);
}

/// After its leaves became 0.
inline void Trading::close(const Hand& hand, OrdStatus status) {
  hand.order.status = status;
  hand.account.open_orders -= 1;
  closed_.add(hand.index);
}

inline Qty Trading::end(const Hand& hand, OrdStatus status) {
  const Qty ended = hand.order.leaves_qty;
  set_leaves(hand, 0);
  close(hand, status);
  return ended;
}

/// Read first, then write the row in one go: a write may be to anything for all the compiler knows.
[[gnu::flatten]] Hand Trading::draft(const Party& party, const OrderTerms& terms,
                                     const Admission& found) {
  const Qty qty = terms.qty;
  const Side side = terms.side;
  const OrderIndex index = state_.orders.claim();
  const std::uint64_t number = ++state_.globals.order_counter;
  Order& order = state_.orders.edit_unhashed(index);
  order.order_id = std::uint64_t{state_.config.creation_second} << 32U | number;
  order.rank = ++state_.globals.rank_counter;
  order.work_tick = found.work_tick;
  order.leaves_qty = qty;
  order.cum_qty = 0;
  order.payable_qty = found.payable_qty;
  order.position = party.position_index;
  order.side = side;
  order.status = OrdStatus::NEW;
  // Field by field: a block read after writes of its parts waits for them to reach the cache.
  return {{party.position_index, party.account, party.position, party.limits, party.listing},
          index,
          order};
}

void Trading::refuse(const Hand& draft) {
  Order& order = draft.order;
  order.status = OrdStatus::REJECTED;
  order.work_tick = 0;
  order.leaves_qty = 0;
  order.payable_qty = 0;
  closed_.add(draft.index);
}

[[gnu::flatten]] void Trading::enter(const Hand& hand, const OrderTerms& terms, Money held) {
  Order& order = hand.order;
  if (hand.position_index == kNone) [[unlikely]] {
    return enter_first(hand.index, terms.account, terms.instrument, terms.ord_type,
                       terms.time_in_force, held);
  }
  open(hand, held);
  listener_.on_accepted(hand.index, hand.order);
  if (terms.time_in_force == TimeInForce::FOK &&
      hand.listing.book->available(order.side, order.work_tick, terms.qty) < terms.qty) {
    return cancel(hand, CancelReason::FOK_NOT_FILLABLE);
  }
  match(hand);
  if (order.leaves_qty == 0) return;
  const bool is_market = terms.ord_type == OrdType::MARKET;
  const bool is_resting =
      terms.time_in_force == TimeInForce::DAY || terms.time_in_force == TimeInForce::GTC;
  if (is_resting && !is_market) return rest(hand);
  cancel(hand, is_market ? CancelReason::MARKET_REMAINDER : CancelReason::IOC_REMAINDER);
}

/// The account's first order in the instrument. Terms one by one: as one value, which this function
/// would be given, those of every order would be written to memory.
[[gnu::cold, gnu::noinline]] void Trading::enter_first(OrderIndex index, std::uint32_t account,
                                                       std::uint32_t instrument, OrdType ord_type,
                                                       TimeInForce time_in_force, Money held) {
  Order& order = state_.orders.edit(index);
  order.position = state_.open_position(account, instrument);
  OrderTerms terms{};
  terms.qty = order.leaves_qty;
  terms.ord_type = ord_type;
  terms.time_in_force = time_in_force;
  enter(take(state_, index), terms, held);
}

void Trading::match(const Hand& taker) {
  const Side side = opposite(taker.order.side);
  Tick touched_tick = 0;
  while (taker.order.leaves_qty > 0) {
    const OrderIndex maker = with_book(*taker.listing.book, [&](const auto& book) {
      return book.front(side, taker.order.work_tick);
    });
    if (maker == kNoOrder) return;
    state_.orders.expect(state_.orders[maker].next);
    const Hand hand = take(state_, maker, taker.listing);
    // A level is touched once, however many of its orders trade.
    if (hand.order.work_tick != touched_tick) {
      touched_tick = hand.order.work_tick;
      touch(hand);
    }
    trade(hand, taker);
  }
}

/// At the maker's price.
void Trading::trade(const Hand& maker, const Hand& taker) {
  const Qty qty = std::min(maker.order.leaves_qty, taker.order.leaves_qty);
  const Px px = maker.order.work_tick * maker.listing.tick_px;
  const Worth worth = maker.listing.pricer.at(maker.order.work_tick);
  const Money amount = worth.of(qty);
  const std::uint64_t match_id = ++state_.globals.match_counter;
  with_book(*maker.listing.book, [&](auto& book) {
    if (qty == maker.order.leaves_qty) return book.remove_front(maker.index, maker.order);
    book.reduce(maker.index, maker.order, qty);
  });
  fill(maker, worth, {qty, px, amount, match_id, 0, Liquidity::MAKER});
  fill(taker, worth, {qty, px, amount, match_id, 0, Liquidity::TAKER});
  listener_.on_print(taker.position.instrument, taker.order.side, qty, px, match_id);
}

/// What is in the book is already less by the quantity.
void Trading::fill(const Hand& hand, Worth worth, FillReport report) {
  Order& order = hand.order;
  const Side side = order.side;
  const Qty leaves = order.leaves_qty - report.qty;
  const bool is_last = leaves == 0;
  const OrdStatus status =
      must(next_status(order.status, is_last ? OrderEvent::FILL_LAST : OrderEvent::FILL_PART));
  order.cum_qty += report.qty;
  set_leaves(hand, leaves);
  hand.account.cash -= negate_if(sale_mask(side), report.amount);
  report.realized = apply_fill(hand.position, side, report.qty, worth, report.amount);
  if (is_last) {
    close(hand, status);
  } else {
    order.status = status;
  }
  listener_.on_fill(hand.index, order, report);
}

[[gnu::flatten]] void Trading::cancel(OrderIndex index, CancelReason reason) {
  expect_leave(index);
  const Hand hand = take(state_, index);
  take_off_book(hand);
  cancel(hand, reason);
}

void Trading::cancel(const Hand& hand, CancelReason reason) {
  const Qty canceled = end(hand, must(next_status(hand.order.status, OrderEvent::CANCELED)));
  listener_.on_canceled(hand.index, hand.order, canceled, reason);
}

void Trading::expire(OrderIndex index) {
  const Hand hand = take(state_, index);
  take_off_book(hand);
  const Qty expired = end(hand, must(next_status(hand.order.status, OrderEvent::EXPIRED)));
  listener_.on_expired(hand.index, hand.order, expired);
}

Trading::Reason Trading::check_replace(OrderIndex index, Qty order_qty, Px limit_px) {
  expect_leave(index);
  const Hand hand = take(state_, index);
  const Order& order = hand.order;
  const Px px = order.work_tick * hand.listing.tick_px;
  OrderTerms asked{};
  asked.instrument = hand.position.instrument;
  asked.qty = order_qty;
  asked.limit_px = limit_px == 0 ? px : limit_px;
  asked.side = order.side;
  const bool is_only_less = asked.limit_px == px && order_qty <= order.cum_qty + order.leaves_qty;
  return risk_.check_replace(hand, asked, is_only_less);
}

[[gnu::flatten]] void Trading::replace(OrderIndex index, Qty order_qty, Px limit_px) {
  const Hand hand = take(state_, index);
  Order& order = hand.order;
  Tick tick = order.work_tick;
  if (limit_px != 0) hand.listing.tick.divide(limit_px, tick);
  const Qty leaves = std::max<Qty>(0, order_qty - order.cum_qty);
  const bool keeps_place = tick == order.work_tick && leaves <= order.leaves_qty && leaves > 0 &&
                           !state_.config.reduce_to_end;
  if (keeps_place) {
    hand.listing.book->reduce(index, order, order.leaves_qty - leaves);
    touch(hand);
  } else {
    take_off_book(hand);
  }
  set_leaves(hand, 0);
  order.work_tick = tick;
  // A new quantity at or below what is filled ends the order with what it has.
  // What the position covers now: this order's old hold is gone from open_qty.
  order.leaves_qty = leaves;
  order.payable_qty = payable_qty(order.side, leaves, hand.account, hand.position,
                                  hand.position.open_qty[at(Side::SELL)]);
  hold(hand, worth_of(hand, held_qty(order)));
  const OrdStatus status = must(next_status(order.status, OrderEvent::REPLACED, leaves > 0));
  if (leaves == 0) {
    close(hand, status);
  } else {
    order.status = status;
  }
  listener_.on_replaced(hand.index, hand.order);
  if (leaves == 0 || keeps_place) return;
  match(hand);
  if (order.leaves_qty == 0) return;
  order.rank = ++state_.globals.rank_counter;
  rest(hand);
}

}  // namespace hft
