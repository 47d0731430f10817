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
#include <vector>

#include "base/units.h"
#include "hft/generated/wire.h"

namespace hft {
using wire::Side;

/// Index of an order in the core's pool.
using OrderIndex = std::uint32_t;
inline constexpr OrderIndex kNoOrder = 0xFFFFFFFFU;

inline Side opposite(Side side) { return side == Side::BUY ? Side::SELL : Side::BUY; }
/// Number of an instrument's price steps: px = tick x tickPx. Positive in a book.
using Tick = std::int64_t;

/// True when an order of `side` limited at `limit` may trade at `tick`.
inline bool is_marketable(Side side, Tick limit, Tick tick) {
  return side == Side::BUY ? tick <= limit : tick >= limit;
}

struct BookLevel {
  Tick tick = 0;
  Qty qty = 0;
  std::uint32_t order_count = 0;
  friend bool operator==(const BookLevel&, const BookLevel&) = default;
};

class Book {
 public:
  virtual ~Book() = default;
  /// Appends to the end of the queue at `tick`.
  virtual void add(OrderIndex order, Side side, Tick tick, Qty qty) = 0;
  /// Less quantity, same place in the queue; `qty` > 0 is what remains.
  virtual void reduce(OrderIndex order, Qty qty) = 0;
  virtual void remove(OrderIndex order) = 0;
  /// First order of the best level, kNoOrder when the side is empty.
  virtual OrderIndex front(Side side) const = 0;
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
};

/// Place of an order in its queue. One array serves the books of all symbols.
struct BookLink {
  OrderIndex prev = kNoOrder;
  OrderIndex next = kNoOrder;
  Tick tick = 0;
  Qty qty = 0;
};
using BookLinks = std::vector<BookLink>;

enum class BookKind : std::uint8_t { LADDER, REFERENCE };

/// `links` must outlive the book; only the ladder uses it.
std::unique_ptr<Book> make_book(BookKind kind, BookLinks& links);
}  // namespace hft
