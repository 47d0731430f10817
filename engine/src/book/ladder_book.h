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
  explicit LadderBook(Table<Order>& orders) : orders_(orders), ladder_(TickBitmap::kSize) {}

  void add(OrderIndex order) override;
  void reduce(OrderIndex order, Qty by) override { existing(orders_[order].work_tick).qty -= by; }
  void remove(OrderIndex order) override;
  OrderIndex front(Side side) const override {
    const Best& best = best_of(side);
    return best.level == nullptr ? kNoOrder : best.level->head;
  }
  std::optional<BookLevel> best(Side side) const override;
  BookLevel level(Side side, Tick tick) const override;
  Qty available(Side side, Tick limit, Qty wanted) const override;
  void for_each_level(Side side, const std::function<bool(const BookLevel&)>& visit) const override;
  void for_each_order(Side side, Tick tick,
                      const std::function<void(OrderIndex, Qty)>& visit) const override;

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
  static std::size_t at(Side side) { return side == Side::BUY ? 0 : 1; }
  const Best& best_of(Side side) const { return best_[at(side)]; }
  Side side_of(Tick tick) const {
    const Best& bid = best_[0];
    return bid.level != nullptr && tick <= bid.tick ? Side::BUY : Side::SELL;
  }
  const Level* find(Tick tick) const;
  Level& existing(Tick tick);
  Level& open_level(Side side, Tick tick);
  void drop_level(Tick tick);
  /// The best level of `side` strictly behind `tick`.
  Best behind(Side side, Tick tick) const;
  Best near_behind(Side side, Tick tick) const;
  Best far_behind(Side side, Tick tick) const;
  void follow_market();
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
}  // namespace hft
