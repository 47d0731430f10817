// What ends many orders at once.
#include <gtest/gtest.h>

#include <set>

#include "core_harness.h"

namespace hft {
namespace {
using namespace hft::testing;
using wire::CancelReason;
using wire::OrdStatus;
using wire::RejectReason;
using wire::TimeInForce;

class ManyOrders : public ::testing::Test {
 protected:
  ManyOrders() { h.set_up(); }
  CoreHarness h;
};

TEST_F(ManyOrders, EachLevelThatACommandChangesIsToldOnce) {
  for (int i = 0; i < 60; ++i) {
    h.send(limit("alice", "SPY", Side::BUY, 1, 100 + i % 20, "b" + std::to_string(i)));
  }
  wire::MassCancel all{AccountId::of("alice"), Symbol::of("SPX"), Side::BUY, wire::Bool::YES};
  EXPECT_EQ(h.send(all).rejectReason, RejectReason::UNKNOWN_SYMBOL) << "mistyped";
  all.symbol = Symbol::of("SPY");
  EXPECT_EQ(h.send(all).affectedCount, 60U);
  ASSERT_EQ(h.out.levels.size(), 20U);
  std::set<std::int64_t> prices;
  for (const LevelChange& level : h.out.levels) {
    prices.insert(Px{level.px});
    EXPECT_EQ(Qty{level.qty}, 0);
  }
  EXPECT_EQ(prices.size(), 20U);
}

TEST_F(ManyOrders, DayOrdersEndWithTheSessionAndTheMarketReopens) {
  h.send(wire::SessionOpened{20260101, wire::Chars<16>::of("ALWAYS")});
  h.send(limit("alice", "SPY", Side::BUY, 1, 100, "d", TimeInForce::DAY));
  h.send(limit("alice", "SPY", Side::BUY, 1, 100, "g", TimeInForce::GTC));
  h.send(wire::SessionClosed{20260101, wire::Chars<16>::of("ALWAYS")});
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{64, 48}));
  EXPECT_EQ(h.send(limit("alice", "SPY", Side::BUY, 1, 100, "x")).rejectReason,
            RejectReason::MARKET_CLOSED);
  h.send(wire::SessionOpened{20260102, wire::Chars<16>::of("ALWAYS")});
  EXPECT_EQ(h.send(limit("alice", "SPY", Side::BUY, 1, 100, "y")).outcome, wire::Outcome::ACCEPTED);
}

TEST_F(ManyOrders, CancelOnDisconnectTakesOnlyThatConnectionsOrders) {
  h.envelope.connectionId = 7;
  h.send(limit("alice", "SPY", Side::BUY, 1, 100, "a"));
  h.envelope.connectionId = 8;
  h.send(limit("alice", "SPY", Side::BUY, 1, 100, "b"));
  h.send(wire::ConnectionExpired{7});
  EXPECT_EQ(h.out.event_count, 0U) << "it was not asked for";
  h.envelope.roles = kCancelOnDisconnect;
  h.send(wire::ConnectionExpired{7});
  ASSERT_EQ(h.events<wire::OrderCanceled>().size(), 1U);
  EXPECT_EQ(h.events<wire::OrderCanceled>()[0].clientOrderId.view(), "a");
}
}  // namespace
}  // namespace hft
