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

constexpr Order kBlank{};
}  // namespace

inline void Trading::touch(const Order& order) {
  touched_.push_back({order.instrument, order.side, order.work_tick});
}

/// An account pays for what it holds open; `more` may be less. Notional is linear in quantity.
inline void Trading::reserve(const Hand& hand, Qty more) {
  hand.account.reserved += notional(hand.order.work_tick * hand.listing.tick_px, more);
}

/// Moves leaves and with it everything that depends on them: open quantity and reservation.
inline void Trading::set_leaves(const Hand& hand, Qty leaves) {
  Order& order = hand.order;
  hand.position.open_qty[at(order.side)] += leaves - order.leaves_qty;
  const Qty before = held_qty(order);
  order.leaves_qty = leaves;
  reserve(hand, held_qty(order) - before);
}

/// The opposite of set_leaves(0).
inline void Trading::hold(const Hand& hand) {
  hand.position.open_qty[at(hand.order.side)] += hand.order.leaves_qty;
  reserve(hand, held_qty(hand.order));
}

inline void Trading::rest(const Hand& hand) {
  hand.order.rank = ++state_.globals.rank_counter;
  with_book(*hand.listing.book, [&](auto& book) { book.add(hand.index); });
  touch(hand.order);
}

/// Before its leaves change.
inline void Trading::take_off_book(const Hand& hand) {
  with_book(*hand.listing.book, [&](auto& book) { book.remove(hand.index); });
  touch(hand.order);
}

inline void Trading::open(const Hand& hand) {
  state_.live.insert(hand.index);
  hand.account.open_orders += 1;
  hold(hand);
}

/// After its leaves became 0.
inline void Trading::close(const Hand& hand, OrdStatus status) {
  hand.order.status = status;
  hand.account.open_orders -= 1;
  state_.live.erase(hand.index);
  closed_.push_back(hand.index);
}

inline Qty Trading::end(const Hand& hand, OrdStatus status) {
  const Qty ended = hand.order.leaves_qty;
  set_leaves(hand, 0);
  hand.order.transact_ns = state_.globals.now_ns;
  close(hand, status);
  return ended;
}

/// Read first, then write the row in one go: a write may be to anything for all the compiler knows.
[[gnu::flatten]] Hand Trading::draft(const OrderTerms& terms) {
  const OrderTerms asked = terms;
  const OrderIndex index = state_.orders.claim();
  Account& account = state_.accounts.edit(asked.account);
  const std::uint32_t position = state_.find_position(asked.account, asked.instrument);
  // Replayed flow would fill the table with ids nobody asks for again.
  const bool is_market = account.kind == wire::AccountKind::MARKET;
  const std::uint64_t number = ++state_.globals.order_counter;
  const TimeNs now_ns = state_.globals.now_ns;
  Order& order = state_.orders.write(index, kBlank);
  order.order_id = std::uint64_t{state_.config.creation_second} << 32U | number;
  order.leaves_qty = asked.qty;
  order.transact_ns = now_ns;
  order.account = asked.account;
  order.instrument = asked.instrument;
  order.position = position;
  order.side = asked.side;
  order.is_remembered = is_market ? Bool::NO : Bool::YES;
  order.limit_px = asked.limit_px;
  order.order_qty = asked.qty;
  order.ord_type = asked.ord_type;
  order.time_in_force = asked.time_in_force;
  return {index,
          order,
          account,
          position == kNone ? state_.flat : state_.positions.edit(position),
          state_.limits[asked.account],
          asked.instrument == kNone ? state_.unlisted : state_.listings[asked.instrument]};
}

void Trading::refuse(const Hand& draft, Reason reason) {
  Order& order = draft.order;
  order.status = OrdStatus::REJECTED;
  order.reject_reason = reason;
  order.leaves_qty = 0;
  order.payable_qty = 0;
  closed_.push_back(draft.index);
}

[[gnu::flatten]] void Trading::enter(const Hand& hand) {
  Order& order = hand.order;
  if (order.position == kNone) [[unlikely]] {
    order.position = state_.open_position(order.account, order.instrument);
    return enter(take(state_, hand.index));
  }
  open(hand);
  listener_.on_accepted(hand.index);
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
  const Side side = opposite(taker.order.side);
  while (taker.order.leaves_qty > 0) {
    const OrderIndex maker = with_book(*taker.listing.book, [&](const auto& book) {
      return book.front(side, taker.order.work_tick);
    });
    if (maker == kNoOrder) return;
    trade(take(state_, maker), taker);
  }
}

/// At the maker's price.
void Trading::trade(const Hand& maker, const Hand& taker) {
  const Qty qty = std::min(maker.order.leaves_qty, taker.order.leaves_qty);
  const Px px = maker.order.work_tick * maker.listing.tick_px;
  const Money amount = notional(px, qty);
  FillReport report{qty, px, ++state_.globals.match_counter, 0, Liquidity::MAKER};
  if (qty == maker.order.leaves_qty) {
    take_off_book(maker);
  } else {
    with_book(*maker.listing.book, [&](auto& book) { book.reduce(maker.index, qty); });
    touch(maker.order);
  }
  fill(maker, report, amount);
  report.liquidity = Liquidity::TAKER;
  fill(taker, report, amount);
  listener_.on_print({taker.order.instrument, qty, px, report.match_id, taker.order.side});
}

/// What is in the book is already less by the quantity.
void Trading::fill(const Hand& hand, FillReport& report, Money amount) {
  Order& order = hand.order;
  order.cum_qty += report.qty;
  order.cum_cost += amount;
  order.transact_ns = state_.globals.now_ns;
  set_leaves(hand, order.leaves_qty - report.qty);
  const bool is_last = order.leaves_qty == 0;
  const OrdStatus status =
      must(next_status(order.status, is_last ? OrderEvent::FILL_LAST : OrderEvent::FILL_PART));
  if (is_last) {
    close(hand, status);
  } else {
    order.status = status;
  }
  hand.account.cash -= amount * sign(order.side);
  report.realized = apply_fill(hand.position, order.side, report.qty, report.px, amount);
  listener_.on_fill(hand.index, report);
}

[[gnu::flatten]] void Trading::cancel(OrderIndex index, CancelReason reason) {
  const Hand hand = take(state_, index);
  take_off_book(hand);
  cancel(hand, reason);
}

void Trading::cancel(const Hand& hand, CancelReason reason) {
  const Qty canceled = end(hand, must(next_status(hand.order.status, OrderEvent::CANCELED)));
  listener_.on_canceled(hand.index, canceled, reason);
}

void Trading::expire(OrderIndex index) {
  const Hand hand = take(state_, index);
  take_off_book(hand);
  const Qty expired = end(hand, must(next_status(hand.order.status, OrderEvent::EXPIRED)));
  listener_.on_expired(index, expired);
}

Trading::Reason Trading::check_replace(OrderIndex index, Qty order_qty, Px limit_px) {
  const Hand hand = take(state_, index);
  const Order& order = hand.order;
  Order changed = order;
  const bool is_only_less =
      (limit_px == 0 || limit_px == order.limit_px) && order_qty <= order.order_qty;
  changed.order_qty = order_qty;
  if (limit_px != 0) changed.limit_px = limit_px;
  changed.leaves_qty = std::max<Qty>(0, order_qty - order.cum_qty);
  return risk_.check_replace(hand, changed, is_only_less);
}

[[gnu::flatten]] void Trading::replace(OrderIndex index, Qty order_qty, Px limit_px) {
  const Hand hand = take(state_, index);
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
  set_leaves(hand, 0);
  order.limit_px = px;
  hand.listing.tick.divide(px, order.work_tick);
  // A new quantity at or below what is filled ends the order with what it has.
  order.order_qty = std::max(order_qty, order.cum_qty);
  order.transact_ns = state_.globals.now_ns;
  // What the position covers now: this order's old hold is gone from open_qty.
  order.leaves_qty = leaves;
  order.payable_qty =
      payable_qty(order, hand.account, hand.position, hand.position.open_qty[at(Side::SELL)]);
  hold(hand);
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
