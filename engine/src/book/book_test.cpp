// One set of scenarios for every implementation of Book.
#include <gtest/gtest.h>

#include <vector>

#include "book/ladder_book.h"

namespace hft {
namespace {
class BookTest : public ::testing::TestWithParam<BookKind> {
 protected:
  std::vector<OrderIndex> queue(Side side, Tick tick) const {
    std::vector<OrderIndex> orders;
    book->for_each_order(side, tick, [&](OrderIndex order, Qty) { orders.push_back(order); });
    return orders;
  }
  std::vector<BookLevel> levels(Side side) const {
    std::vector<BookLevel> found;
    book->for_each_level(side, [&](const BookLevel& level) {
      found.push_back(level);
      return true;
    });
    return found;
  }
  void add(OrderIndex index, Side side, Tick tick, Qty qty) {
    Order order{};
    order.side = side;
    order.work_tick = tick;
    order.leaves_qty = qty;
    orders.put(index, order);
    book->add(index, orders.edit_unhashed(index));
  }
  Table<Order> orders{1};
  std::unique_ptr<Book> book = make_book(GetParam(), orders);
};

TEST_P(BookTest, AnEmptyBookHasNothing) {
  EXPECT_FALSE(book->best(Side::BUY));
  EXPECT_EQ(book->front(Side::SELL, 1'000), kNoOrder);
  EXPECT_EQ(book->level(Side::BUY, 10).qty, 0);
  EXPECT_EQ(book->available(Side::BUY, 100, 5), 0);
}

TEST_P(BookTest, TheBestBidIsTheHighestTheBestAskTheLowest) {
  add(1, Side::BUY, 99, 5);
  add(2, Side::BUY, 100, 7);
  add(3, Side::SELL, 103, 1);
  add(4, Side::SELL, 102, 2);
  EXPECT_EQ(book->best(Side::BUY), (BookLevel{100, 7, 1}));
  EXPECT_EQ(book->best(Side::SELL), (BookLevel{102, 2, 1}));
  EXPECT_EQ(book->front(Side::BUY, 100), 2U);
  EXPECT_EQ(book->front(Side::BUY, 101), kNoOrder);
  EXPECT_EQ(book->front(Side::SELL, 102), 4U);
  EXPECT_EQ(book->front(Side::SELL, 101), kNoOrder);
  EXPECT_EQ(levels(Side::SELL), (std::vector<BookLevel>{{102, 2, 1}, {103, 1, 1}}));
}

TEST_P(BookTest, ALevelIsAQueueAndReduceKeepsThePlace) {
  for (const OrderIndex order : {1U, 2U, 3U}) add(order, Side::BUY, 100, 10);
  book->reduce(1, orders[1], 6);
  orders.edit(1).leaves_qty = 4;
  EXPECT_EQ(queue(Side::BUY, 100), (std::vector<OrderIndex>{1, 2, 3}));
  EXPECT_EQ(book->level(Side::BUY, 100), (BookLevel{100, 24, 3}));
  book->remove(2, orders[2]);
  EXPECT_EQ(queue(Side::BUY, 100), (std::vector<OrderIndex>{1, 3}));
  book->remove(1, orders[1]);
  book->remove(3, orders[3]);
  EXPECT_FALSE(book->best(Side::BUY));
}

TEST_P(BookTest, AvailableCountsOnlyMarketableLevelsAndNoFurtherThanWanted) {
  add(1, Side::SELL, 100, 3);
  add(2, Side::SELL, 101, 4);
  add(3, Side::SELL, 102, 5);
  EXPECT_EQ(book->available(Side::BUY, 101, 100), 7);
  EXPECT_EQ(book->available(Side::BUY, 101, 5), 5);
  EXPECT_EQ(book->available(Side::BUY, 99, 5), 0);
  EXPECT_EQ(book->available(Side::SELL, 99, 5), 0);
}

TEST_P(BookTest, ALevelFarFromTheMarketIsALevelLikeAnyOther) {
  add(1, Side::BUY, 100, 5);
  add(2, Side::BUY, 10'000'000, 7);
  add(3, Side::SELL, 90'000'000'000, 2);
  EXPECT_EQ(book->best(Side::BUY), (BookLevel{10'000'000, 7, 1}));
  EXPECT_EQ(levels(Side::BUY), (std::vector<BookLevel>{{10'000'000, 7, 1}, {100, 5, 1}}));
  book->remove(2, orders[2]);
  EXPECT_EQ(book->best(Side::BUY), (BookLevel{100, 5, 1}));
  EXPECT_EQ(book->best(Side::SELL), (BookLevel{90'000'000'000, 2, 1}));
  EXPECT_EQ(book->available(Side::BUY, 90'000'000'000, 9), 2);
}

TEST(LadderBookTest, TheWindowFollowsTheMarketHoweverOftenLevelsCameAndWent) {
  Table<Order> orders{1};
  LadderBook book(orders);
  Tick mid = 1'000'000;
  int whole = 0;
  for (OrderIndex index = 0; index < 1'000; ++index, mid += 1'000) {
    Order order{};
    order.side = Side::BUY;
    order.work_tick = mid;
    order.leaves_qty = 1;
    orders.put(index, order);
    book.add(index, orders.edit_unhashed(index));
    if (index >= 20) book.remove(index - 20, orders[index - 20]);
    if (index >= 500 && book.far_levels() == 0) ++whole;
  }
  EXPECT_GT(whole, 100) << "of 500 steps, those with every level inside the window";
}

INSTANTIATE_TEST_SUITE_P(Books, BookTest, ::testing::Values(BookKind::REFERENCE, BookKind::LADDER));
}  // namespace
}  // namespace hft
