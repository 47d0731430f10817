// The part of the core that trades: orders enter, match, change and end here, with names already
// resolved to indices. Every reservation, position and balance of trading changes in this class.
//
// Thread safety: none; owned by the matching thread. Pure: no clock, no system call, no lock, no
// floating point.
// Invariants: cumQty + leavesQty = orderQty while an order is live; no book is crossed between
// commands; rank > 0 exactly while a live order is in its book.
#pragma once
#include <vector>

#include "core/core_listener.h"
#include "core/core_state.h"
#include "risk/pre_trade.h"

namespace hft {
/// Terms of a new order.
struct OrderTerms {
  std::uint32_t account = kNone;
  std::uint32_t instrument = kNone;
  Qty qty = 0;
  Px limit_px = 0;
  Side side = Side::BUY;
  wire::OrdType ord_type = wire::OrdType::LIMIT;
  wire::TimeInForce time_in_force = wire::TimeInForce::DAY;
};

/// A level whose quantity a command changed.
struct TouchedLevel {
  std::uint32_t instrument;
  Side side;
  Tick tick;
};

class Trading {
 public:
  using Reason = wire::RejectReason;

  Trading(CoreState& state, CoreListener& listener)
      : state_(state), listener_(listener), risk_(state) {}

  /// An order with its id, not yet checked nor known to anybody.
  Order draft(const OrderTerms& terms);
  Reason check(Order& order) { return risk_.check(order); }
  /// A checked draft becomes live: tell, match, then rest or end. The caller has stored it in
  /// state.orders (and its detail, if somebody will tell about it).
  void enter(OrderIndex index);
  /// A refused draft, closed at once; not stored.
  void refuse(Order& order, Reason reason);

  void cancel(OrderIndex index, wire::CancelReason reason);
  void expire(OrderIndex index);
  /// `order_qty` counts what is filled; `limit_px` 0 = unchanged.
  Reason check_replace(OrderIndex index, Qty order_qty, Px limit_px);
  void replace(OrderIndex index, Qty order_qty, Px limit_px);

  /// Since clear(): levels to tell about, and orders that ended, in order.
  const std::vector<TouchedLevel>& touched() const { return touched_; }
  const std::vector<OrderIndex>& closed() const { return closed_; }
  void clear() {
    touched_.clear();
    closed_.clear();
  }
  const PreTrade& risk() const { return risk_; }

 private:
  void match(OrderIndex taker);
  void trade(OrderIndex maker, OrderIndex taker, Qty qty);
  void fill(OrderIndex index, const FillReport& report, Money amount);
  void rest(OrderIndex index);
  void take_off_book(OrderIndex index);
  void open(OrderIndex index);
  void close(OrderIndex index, wire::OrdStatus status);
  /// Ends what is left of a live order; answers how much that was.
  Qty end(OrderIndex index, wire::OrdStatus status);
  void set_leaves(Order& order, Qty leaves, Account& account, Position& position);
  void touch(const Order& order);
  Book& book_of(const Order& order) { return *state_.listings[order.instrument].book; }

  CoreState& state_;
  CoreListener& listener_;
  PreTrade risk_;
  std::vector<TouchedLevel> touched_;
  std::vector<OrderIndex> closed_;
};
}  // namespace hft
