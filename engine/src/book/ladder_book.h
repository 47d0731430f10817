// The fast book: one array slot per tick for a window around the market, a bitmap that finds the
// next level, and queues linked through the rows of the orders. A tick holds bids or asks, never
// both, so one ladder serves both sides. Levels outside the window live in ordered maps; when the
// best price leaves the window, the window follows it.
//
// Cost: add, reduce, remove, front and best are O(1) within the window, O(log far levels) outside.
// Moving the window costs its levels, and happens only after as many best prices fell outside, so
// nobody can make it move at each command.
// Thread safety: none; owned by the matching thread.
// Invariants: a bit is set exactly where the ladder holds a level; no tick inside the window is in
// a far map; best_ is the best of both places.
#pragma once
#include <array>
#include <map>

#include "base/zeroed_array.h"
#include "book/book.h"
#include "book/tick_bitmap.h"

namespace hft {
class LadderBook final : public Book {
 public:
  explicit LadderBook(Table<Order>& orders)
      : Book(BookKind::LADDER), orders_(orders), ladder_(TickBitmap::kSize) {}

  void add(OrderIndex order, Order& row) override;
  void reduce(OrderIndex, const Order& row, Qty by) override { existing(row.work_tick).qty -= by; }
  void remove(OrderIndex order, const Order& row) override;
  void remove_front(OrderIndex order, const Order& row) override;
  OrderIndex front(Side side, Tick limit) const override {
    const Best& best = best_of(side);
    if (best.level == nullptr || !is_marketable(opposite(side), limit, best.tick)) return kNoOrder;
    return best.level->head;
  }
  std::optional<BookLevel> best(Side side) const override;
  BookLevel level(Side side, Tick tick) const override;
  Qty available(Side side, Tick limit, Qty wanted) const override;
  void for_each_level(Side side, const std::function<bool(const BookLevel&)>& visit) const override;
  void for_each_order(Side side, Tick tick,
                      const std::function<void(OrderIndex, Qty)>& visit) const override;

  /// Levels outside the window: for tests.
  std::size_t far_levels() const { return far_[0].size() + far_[1].size(); }

 private:
  struct Level {
    OrderIndex head;
    OrderIndex tail;
    Qty qty;
    std::uint32_t order_count;
    std::uint32_t unused;
  };
  struct Best {
    Tick tick = 0;
    const Level* level = nullptr;
  };
  using FarLevels = std::map<Tick, Level>;

  bool is_near(Tick tick) const {
    return static_cast<std::uint64_t>(tick - base_) < TickBitmap::kSize;
  }
  std::uint32_t slot(Tick tick) const { return static_cast<std::uint32_t>(tick - base_); }
  const Best& best_of(Side side) const { return best_[at(side)]; }
  Side side_of(Tick tick) const {
    const Best& bid = best_[0];
    return bid.level != nullptr && tick <= bid.tick ? Side::BUY : Side::SELL;
  }
  const Level* find(Tick tick) const;
  Level& existing(Tick tick);
  Level& open_level(Side side, Tick tick);
  void drop_level(Tick tick);
  void improve_best(Side side, Tick tick, const Level& level);
  // Never compiled into what calls them: they happen seldom, and their many instructions would be
  // in the way of the few that matter.
  /// The best level of `side` strictly behind `tick`.
  [[gnu::noinline]] Best behind(Side side, Tick tick) const;
  Best near_behind(Side side, Tick tick) const;
  Best far_behind(Side side, Tick tick) const;
  [[gnu::cold, gnu::noinline]] Level& far_level(Side side, Tick tick);
  [[gnu::cold, gnu::noinline]] void drop_far_level(Side side, Tick tick);
  [[gnu::cold, gnu::noinline]] void follow_market();
  void move_window(Tick base);

  Table<Order>& orders_;
  ZeroedArray<Level> ladder_;
  TickBitmap bits_;
  Tick base_ = 0;
  std::uint32_t near_levels_ = 0;
  std::uint32_t far_hits_ = 0;
  std::array<FarLevels, 2> far_;
  std::array<Best, 2> best_;
};

inline void LadderBook::add(OrderIndex index, Order& order) {
  const Side side = order.side;
  const Tick tick = order.work_tick;
  const Qty qty = order.leaves_qty;
  Level& level = open_level(side, tick);
  const bool is_first = level.order_count == 0;
  const OrderIndex last = is_first ? kNoOrder : level.tail;
  order.prev = last;
  order.next = kNoOrder;
  (is_first ? level.head : orders_.edit_unhashed(last).next) = index;
  level.tail = index;
  level.qty += qty;
  level.order_count += 1;
  if (is_first) improve_best(side, tick, level);
}

inline void LadderBook::improve_best(Side side, Tick tick, const Level& level) {
  Best& best = best_[at(side)];
  if (best.level != nullptr && !is_better(side, tick, best.tick)) return;
  best = {tick, &level};
  if (!is_near(tick)) follow_market();
}

inline void LadderBook::remove(OrderIndex, const Order& order) {
  Level& level = existing(order.work_tick);
  level.qty -= order.leaves_qty;
  level.order_count -= 1;
  if (level.order_count == 0) return drop_level(order.work_tick);
  if (order.prev == kNoOrder) {
    level.head = order.next;
  } else {
    orders_.edit_unhashed(order.prev).next = order.next;
  }
  if (order.next == kNoOrder) {
    level.tail = order.prev;
  } else {
    orders_.edit_unhashed(order.next).prev = order.prev;
  }
}

inline void LadderBook::remove_front(OrderIndex, const Order& order) {
  Level& level = const_cast<Level&>(*best_of(order.side).level);  // of this book, which may change
  level.qty -= order.leaves_qty;
  level.order_count -= 1;
  if (level.order_count == 0) return drop_level(order.work_tick);
  level.head = order.next;
  orders_.edit_unhashed(order.next).prev = kNoOrder;
}

inline LadderBook::Level& LadderBook::existing(Tick tick) {
  if (is_near(tick)) [[likely]]
    return ladder_[slot(tick)];
  return far_level(side_of(tick), tick);
}

inline LadderBook::Level& LadderBook::open_level(Side side, Tick tick) {
  if (!is_near(tick)) [[unlikely]]
    return far_level(side, tick);
  Level& level = ladder_[slot(tick)];
  if (level.order_count == 0) {
    near_levels_ += 1;
    bits_.set(slot(tick));
  }
  return level;
}

inline void LadderBook::drop_level(Tick tick) {
  const Side side = side_of(tick);
  if (is_near(tick)) [[likely]] {
    bits_.clear(slot(tick));
    ladder_[slot(tick)] = {};
    near_levels_ -= 1;
  } else {
    drop_far_level(side, tick);
  }
  Best& best = best_[at(side)];
  if (best.tick != tick) return;
  best = behind(side, tick);
  if (best.level != nullptr && !is_near(best.tick)) follow_market();
}

/// Calls `use` with the book as what it nearly always is, so that its few instructions are compiled
/// into their caller.
template <class Use>
decltype(auto) with_book(Book& book, Use use) {
  if (book.kind() == BookKind::LADDER) [[likely]]
    return use(static_cast<LadderBook&>(book));
  return use(book);
}
}  // namespace hft
