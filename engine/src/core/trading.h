// The part of the core that trades: orders enter, match, change and end here, with names already
// resolved to indices. Every reservation, position and balance of trading changes in this class.
//
// Thread safety: none; owned by the matching thread. Pure: no clock, no system call, no lock, no
// floating point.
// Invariants: cumQty + leavesQty = orderQty while an order is live; no book is crossed between
// commands.
#pragma once
#include <compare>
#include <span>

#include "base/refilled_list.h"
#include "core/core_listener.h"
#include "core/core_state.h"
#include "risk/pre_trade.h"

namespace hft {
/// A level whose quantity a command changed.
struct TouchedLevel {
  std::uint32_t instrument;
  Side side;
  Tick tick;
  friend auto operator<=>(const TouchedLevel&, const TouchedLevel&) = default;
};

class Trading {
 public:
  using Reason = wire::RejectReason;

  Trading(CoreState& state, CoreListener& listener)
      : state_(state), listener_(listener), risk_(state) {}

  /// May an order with these terms enter? `found` is what draft() and enter() want to know.
  Reason check(const Party& party, const OrderTerms& terms, Admission& found) {
    return risk_.check(party, terms, found);
  }
  /// A new row with an id, not yet known to anybody. Then comes enter() or refuse().
  Hand draft(const Party& party, const OrderTerms& terms, const Admission& found);
  /// A checked draft becomes live: tell, match, then rest or end. Whoever will tell about it has
  /// stored its report and detail. `held` is what its admission says.
  void enter(const Hand& draft, const OrderTerms& terms, Money held);
  /// A draft that failed a check is closed at once. Nobody is told here.
  void refuse(const Hand& draft);

  void cancel(OrderIndex index, wire::CancelReason reason);
  void expire(OrderIndex index);
  /// Begins to bring near its neighbours' rows, which are written when it leaves its queue.
  void expect_leave(OrderIndex index) const {
    const Order& order = state_.orders[index];
    state_.orders.expect(order.prev);
    state_.orders.expect(order.next);
  }
  /// `order_qty` counts what is filled; `limit_px` 0 = unchanged.
  Reason check_replace(OrderIndex index, Qty order_qty, Px limit_px);
  /// Its report has the new terms already: they are told before what they cause.
  void replace(OrderIndex index, Qty order_qty, Px limit_px);

  /// Since clear(): levels to tell about (one may stand there often), and orders that ended, in
  /// order.
  std::span<const TouchedLevel> touched() const { return touched_.values(); }
  std::span<const OrderIndex> closed() const { return closed_.values(); }
  void clear() {
    touched_.clear();
    closed_.clear();
  }
  const PreTrade& risk() const { return risk_; }

 private:
  void enter_first(OrderIndex index, std::uint32_t account, std::uint32_t instrument,
                   wire::OrdType ord_type, wire::TimeInForce time_in_force, Money held);
  void match(const Hand& taker);
  void trade(const Hand& maker, const Hand& taker);
  /// `worth`: at the price of the fill.
  void fill(const Hand& hand, Worth worth, FillReport report);
  void rest(const Hand& hand);
  void take_off_book(const Hand& hand);
  void open(const Hand& hand, Money held);
  void close(const Hand& hand, wire::OrdStatus status);
  void cancel(const Hand& hand, wire::CancelReason reason);
  /// Ends what is left of a live order; answers how much that was.
  Qty end(const Hand& hand, wire::OrdStatus status);
  void set_leaves(const Hand& hand, Qty leaves);
  void hold(const Hand& hand, Money held);
  void touch(const Hand& hand);

  CoreState& state_;
  CoreListener& listener_;
  PreTrade risk_;
  RefilledList<TouchedLevel> touched_;
  RefilledList<OrderIndex> closed_;
};
}  // namespace hft
