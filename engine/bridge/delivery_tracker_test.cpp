#include "bridge/delivery_tracker.h"

#include <gtest/gtest.h>

#include "bridge/routing.h"

namespace hft::bridge {
namespace {
TEST(DeliveryTracker, WaitsForTheOldestEventAndForAllItsParts) {
  DeliveryTracker tracker(10);
  tracker.sent(1);
  tracker.sent(2);
  tracker.sent(1);
  tracker.delivered(13);
  tracker.delivered(12);
  EXPECT_EQ(tracker.acknowledged(), 10U);
  tracker.delivered(11);
  EXPECT_EQ(tracker.acknowledged(), 11U);
  tracker.delivered(12);
  EXPECT_EQ(tracker.acknowledged(), 13U);
  EXPECT_EQ(tracker.in_flight(), 0U);
}

template <wire::Message M>
Route route_for(M message) {
  Bytes bytes;
  wire::append(bytes, message);
  return route_of(*wire::view_of(ByteView(bytes).subspan(4)));
}

TEST(Routing, SendsFillsTwiceAndKeysByAccountOrSymbol) {
  wire::Fill fill{};
  fill.accountId = wire::Chars<16>::of("alice");
  const Route fills = route_for(fill);
  EXPECT_EQ(fills.count, 2U);
  EXPECT_EQ(fills.key.view(), "alice");
  wire::TradePrint print{};
  print.symbol = wire::Chars<16>::of("AAPL");
  EXPECT_EQ(route_for(print).topics[0], Topic::MARKET);
  EXPECT_EQ(route_for(print).key.view(), "AAPL");
  EXPECT_EQ(route_for(wire::StateHash{}).topics[0], Topic::SYSTEM);
  EXPECT_TRUE(route_for(wire::StateHash{}).key.empty());
  EXPECT_EQ(route_for(wire::NewOrder{}).count, 0U);
}
}  // namespace
}  // namespace hft::bridge
