// A million random changes to both books: after each, they must answer alike.
#include <gtest/gtest.h>

#include <vector>

#include "book/book.h"
#include "seed.h"

namespace hft {
namespace {
constexpr Tick kAboveAll = Tick{1} << 60;

/// The same changes to both; prices wander, jump far away now and then, and never cross.
class BothBooks {
 public:
  explicit BothBooks(std::uint64_t seed) : random_(seed) {}

  void step() {
    const auto kind = pick(100);
    if (kind < 2) mid_ += pick(3) * 40'000 - 40'000;
    if (kind < 30) mid_ += pick(5) - 2;
    mid_ = std::max<Tick>(mid_, 1'000);
    if (live_.size() < 40 || (kind < 52 && live_.size() < 3'000)) return add();
    const auto chosen = static_cast<std::size_t>(pick(live_.size()));
    if (kind < 65) return reduce(live_[chosen]);
    if (kind < 80) return remove_front(pick(2) == 0 ? Side::BUY : Side::SELL);
    remove(chosen);
  }
  void compare() {
    for (const Side side : {Side::BUY, Side::SELL}) {
      ASSERT_EQ(fast->best(side), slow->best(side));
      const Tick at = mid_ + pick(200) - 100;
      ASSERT_EQ(fast->front(side, at), slow->front(side, at));
      ASSERT_EQ(fast->level(side, at), slow->level(side, at));
      const Qty wanted = 1 + pick(500);
      ASSERT_EQ(fast->available(side, at, wanted), slow->available(side, at, wanted));
    }
  }
  void compare_all() {
    for (const Side side : {Side::BUY, Side::SELL}) {
      const auto levels = levels_of(*fast, side);
      ASSERT_EQ(levels, levels_of(*slow, side));
      for (const BookLevel& level : levels) {
        ASSERT_EQ(queue_of(*fast, side, level.tick), queue_of(*slow, side, level.tick));
      }
    }
  }

 private:
  void add() {
    const Side side = pick(2) == 0 ? Side::BUY : Side::SELL;
    const Tick reach = pick(50) == 0 ? 1 + pick(200'000) : 1 + pick(60);
    Tick tick = side == Side::BUY ? mid_ - reach : mid_ + reach;
    const auto other = slow->best(opposite(side));
    if (other && is_marketable(side, tick, other->tick)) {
      tick = side == Side::BUY ? other->tick - 1 : other->tick + 1;
    }
    if (tick <= 0) return;
    OrderIndex index = static_cast<OrderIndex>(next_++);
    if (!free_.empty() && pick(2) == 0) {
      index = free_.back();
      free_.pop_back();
    }
    Order order{};
    order.side = side;
    order.work_tick = tick;
    order.leaves_qty = 1 + pick(100);
    orders_.put(index, order);
    live_.push_back(index);
    for (Book* book : {fast.get(), slow.get()}) book->add(index, orders_.edit_unhashed(index));
  }
  void reduce(OrderIndex index) {
    Order& order = orders_.edit(index);
    if (order.leaves_qty == 1) return;
    const Qty by = 1 + pick(static_cast<std::size_t>(order.leaves_qty - 1));
    for (Book* book : {fast.get(), slow.get()}) book->reduce(index, order, by);
    order.leaves_qty -= by;
  }
  void remove(std::size_t chosen) {
    const OrderIndex index = live_[chosen];
    live_[chosen] = live_.back();
    live_.pop_back();
    free_.push_back(index);
    for (Book* book : {fast.get(), slow.get()}) book->remove(index, orders_[index]);
    orders_.clear(index);
  }
  void remove_front(Side side) {
    const OrderIndex index = slow->front(side, side == Side::BUY ? 1 : kAboveAll);
    if (index == kNoOrder) return;
    std::erase(live_, index);
    free_.push_back(index);
    for (Book* book : {fast.get(), slow.get()}) book->remove_front(index, orders_[index]);
    orders_.clear(index);
  }
  static std::vector<BookLevel> levels_of(const Book& book, Side side) {
    std::vector<BookLevel> levels;
    book.for_each_level(side, [&](const BookLevel& level) {
      levels.push_back(level);
      return true;
    });
    return levels;
  }
  static std::vector<OrderIndex> queue_of(const Book& book, Side side, Tick tick) {
    std::vector<OrderIndex> queue;
    book.for_each_order(side, tick, [&](OrderIndex order, Qty) { queue.push_back(order); });
    return queue;
  }
  Tick pick(std::size_t bound) { return static_cast<Tick>(random_() % bound); }

  Table<Order> orders_{1};
  std::unique_ptr<Book> fast = make_book(BookKind::LADDER, orders_);
  std::unique_ptr<Book> slow = make_book(BookKind::REFERENCE, orders_);
  std::mt19937_64 random_;
  std::vector<OrderIndex> live_;
  std::vector<OrderIndex> free_;
  std::uint64_t next_ = 0;
  Tick mid_ = 20'000;
};

TEST(BookDifferential, BothBooksAnswerAlikeAfterEachOfAMillionChanges) {
  BothBooks books(hft::testing::printed_seed());
  for (int i = 0; i < 1'000'000; ++i) {
    books.step();
    books.compare();
    if (i % 2'000 == 0) books.compare_all();
    if (::testing::Test::HasFatalFailure()) FAIL() << "after change " << i;
  }
}
}  // namespace
}  // namespace hft
