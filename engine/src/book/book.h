// The open orders of one symbol in price-time order, by tick: the number of price steps above
// zero. Two implementations answer alike: the reference book (slow, obvious) and the ladder book;
// every test runs on both.
//
// Thread safety: none; owned by the matching thread.
// Invariants: an order is in at most one place; a level without orders does not exist; the book is
// not crossed between commands (the core matches before it adds).
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/table.h"

namespace hft {
struct BookLevel {
  Tick tick = 0;
  Qty qty = 0;
  std::uint32_t order_count = 0;
  friend bool operator==(const BookLevel&, const BookLevel&) = default;
};

enum class BookKind : std::uint8_t { LADDER, REFERENCE };

class Book {
 public:
  explicit Book(BookKind kind) : kind_(kind) {}
  virtual ~Book() = default;
  BookKind kind() const { return kind_; }
  /// Appends to the end of its level's queue. `row` is the order's, and says which, and how much.
  virtual void add(OrderIndex order, Order& row) = 0;
  /// Takes `by` off the order's quantity in the book, same place in the queue; some remains. The
  /// caller changes the row.
  virtual void reduce(OrderIndex order, const Order& row, Qty by) = 0;
  /// While the row still holds the quantity that is in the book.
  virtual void remove(OrderIndex order, const Order& row) = 0;
  /// remove() of an order that front() has just answered.
  virtual void remove_front(OrderIndex order, const Order& row) = 0;
  /// First order of the best level of `side`, when one of the other side limited at `limit` may
  /// trade with it; else kNoOrder.
  virtual OrderIndex front(Side side, Tick limit) const = 0;
  virtual std::optional<BookLevel> best(Side side) const = 0;
  /// The level at `tick`; quantity 0 when there is none.
  virtual BookLevel level(Side side, Tick tick) const = 0;
  /// What an order of `side` limited at `limit` could trade now, counted no further than `wanted`.
  virtual Qty available(Side side, Tick limit, Qty wanted) const = 0;
  /// Best level first, until `visit` answers false.
  virtual void for_each_level(Side side,
                              const std::function<bool(const BookLevel&)>& visit) const = 0;
  /// Orders of one level in queue order.
  virtual void for_each_order(Side side, Tick tick,
                              const std::function<void(OrderIndex, Qty)>& visit) const = 0;

 private:
  const BookKind kind_;
};

/// `orders` holds the rows of all that is added and outlives the book.
std::unique_ptr<Book> make_book(BookKind kind, Table<Order>& orders);
}  // namespace hft
