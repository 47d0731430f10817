// What happens to an order, told as a trader would.
#include <gtest/gtest.h>

#include <cstring>

#include "core/order_states.h"
#include "core_harness.h"

namespace hft {
namespace {
using namespace hft::testing;
using wire::CancelReason;
using wire::OrdStatus;
using wire::RejectReason;
using wire::TimeInForce;

class Orders : public ::testing::Test {
 protected:
  Orders() { h.set_up(); }
  /// Gives bob shares to sell.
  void give_bob(std::int64_t qty) {
    h.send(limit("mm1", "SPY", Side::SELL, qty, 100, "seed-sell"));
    h.send(limit("bob", "SPY", Side::BUY, qty, 100, "seed-buy"));
  }
  wire::CancelOrder cancel(std::string_view id, std::uint64_t order_id) {
    return {order_id, AccountId::of(id), {}};
  }
  wire::ReplaceOrder replace(std::uint64_t order_id, std::int64_t qty, std::int64_t cents,
                             std::string_view replace_id, std::string_view id = "alice") {
    return {order_id, qty * kOne, cents * kOne / 100, AccountId::of(id),
            ClientOrderId::of(replace_id)};
  }
  CoreHarness h;
};

/// What a recycled row kept of the order before would be in this engine's state hash, but not in
/// that of one restored from a snapshot.
TEST(Draft, HoldsNothingOfTheOrderThatHadTheRowBefore) {
  const auto drafted = [](bool is_recycled) {
    CoreState state{CoreConfig{}};
    state.list_account(state.accounts.insert({}));
    Instrument instrument{};
    instrument.tick_px = instrument.lot_qty = kOne;
    state.list_instrument(state.instruments.insert(instrument));
    if (is_recycled) {
      Order before{};
      std::memset(static_cast<void*>(&before), 0x5A, sizeof before);
      state.orders.erase(state.orders.insert(before));
    }
    EventWriter writer(state);
    OrderTerms terms{};
    terms.account = terms.instrument = 0;
    terms.qty = terms.limit_px = kOne;
    const Hand hand = Trading(state, writer).draft(party_of(state, terms), terms, {});
    EXPECT_EQ(hand.index, 0U);
    return lasting_part(hand.order);
  };
  const Order fresh = drafted(false);
  const Order recycled = drafted(true);
  EXPECT_EQ(std::memcmp(&fresh, &recycled, sizeof fresh), 0);
}

TEST_F(Orders, AMatchMakesTwoFillsAndAPrintMakerFirst) {
  give_bob(10);
  h.send(limit("bob", "SPY", Side::SELL, 10, 150, "s1"));
  const auto reply = h.send(limit("alice", "SPY", Side::BUY, 4, 160, "b1"));
  EXPECT_EQ(reply.ordStatus, OrdStatus::FILLED);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{40, 43, 43, 60}));
  const auto fills = h.events<wire::Fill>();
  EXPECT_EQ(fills[0].accountId.view(), "bob");
  EXPECT_EQ(fills[0].liquidity, wire::Liquidity::MAKER);
  EXPECT_EQ(fills[0].ordStatus, OrdStatus::PARTIALLY_FILLED);
  EXPECT_EQ(fills[1].liquidity, wire::Liquidity::TAKER);
  EXPECT_EQ(fills[0].matchId, fills[1].matchId);
  EXPECT_EQ(fills[1].lastPx, 150 * kOne / 100) << "the maker's price";
  EXPECT_EQ(fills[1].cumCost, 6 * kOne);
  EXPECT_LT(fills[0].ingressTimeNs, fills[1].ingressTimeNs) << "each order's own";
  EXPECT_EQ(fills[0].transactTimeNs, fills[1].transactTimeNs);
}

TEST_F(Orders, PriceThenTimeDecidesWhoTrades) {
  h.send(limit("mm1", "SPY", Side::SELL, 1, 102, "a"));
  h.send(limit("mm1", "SPY", Side::SELL, 1, 101, "b"));
  h.send(limit("mm1", "SPY", Side::SELL, 1, 101, "c"));
  h.send(limit("alice", "SPY", Side::BUY, 3, 105, "t"));
  std::vector<std::string> makers;
  for (const auto& fill : h.events<wire::Fill>()) {
    if (fill.liquidity == wire::Liquidity::MAKER) makers.emplace_back(fill.clientOrderId.view());
  }
  EXPECT_EQ(makers, (std::vector<std::string>{"b", "c", "a"}));
}

TEST_F(Orders, IocLeavesNothingAndFokIsAllOrNothing) {
  h.send(limit("mm1", "SPY", Side::SELL, 2, 100, "a"));
  h.send(limit("alice", "SPY", Side::BUY, 5, 100, "fok", TimeInForce::FOK));
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{40, 44}));
  EXPECT_EQ(h.events<wire::OrderCanceled>()[0].cancelReason, CancelReason::FOK_NOT_FILLABLE);
  const auto ioc = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "ioc", TimeInForce::IOC));
  EXPECT_EQ(ioc.ordStatus, OrdStatus::CANCELED);
  EXPECT_EQ(ioc.cumQty, 2 * kOne);
  EXPECT_EQ(h.events<wire::OrderCanceled>()[0].cancelReason, CancelReason::IOC_REMAINDER);
  EXPECT_EQ(h.account_state("alice").reserved, 0);
}

TEST_F(Orders, AMarketOrderStopsAtItsCollar) {
  h.send(limit("mm1", "SPY", Side::SELL, 1, 10'000, "a"));
  h.send(limit("mm1", "SPY", Side::SELL, 1, 10'500, "b"));
  h.send(limit("mm1", "SPY", Side::SELL, 1, 10'501, "c"));
  const auto reply = h.send(market("alice", "SPY", Side::BUY, 3, "m"));
  EXPECT_EQ(reply.cumQty, 2 * kOne);
  EXPECT_EQ(reply.ordStatus, OrdStatus::CANCELED);
  EXPECT_EQ(h.events<wire::OrderCanceled>()[0].cancelReason, CancelReason::MARKET_REMAINDER);
  EXPECT_EQ(h.send(market("mm1", "SPY", Side::SELL, 1, "n")).rejectReason,
            RejectReason::NO_REFERENCE_PRICE);
  EXPECT_EQ(h.send(market("alice", "SPY", Side::BUY, 1, "g", TimeInForce::GTC)).rejectReason,
            RejectReason::UNSUPPORTED_TIF);
}

TEST_F(Orders, TheSameClientIdHasOneEffect) {
  const auto first = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "id"));
  h.send(limit("mm1", "SPY", Side::SELL, 2, 100, "x"));
  const auto again = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "id"));
  EXPECT_EQ(again.orderId, first.orderId);
  EXPECT_EQ(again.isDuplicate, wire::Bool::YES);
  EXPECT_EQ(again.ordStatus, OrdStatus::PARTIALLY_FILLED) << "the order as it stands";
  EXPECT_EQ(h.out.event_count, 0U);
  const auto other = h.send(limit("alice", "SPY", Side::BUY, 6, 100, "id"));
  EXPECT_EQ(other.rejectReason, RejectReason::DUPLICATE_CLIENT_ORDER_ID);
  EXPECT_EQ(h.out.event_count, 0U);
  EXPECT_EQ(h.send(limit("bob", "SPY", Side::BUY, 6, 100, "id")).outcome, wire::Outcome::ACCEPTED)
      << "another account's id";
}

TEST_F(Orders, ARejectedIdKeepsItsRejection) {
  const auto first = h.send(limit("alice", "NONE", Side::BUY, 5, 100, "r"));
  EXPECT_EQ(first.rejectReason, RejectReason::UNKNOWN_SYMBOL);
  EXPECT_NE(first.orderId, 0U);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{41}));
  auto late = instrument("NONE");
  h.send(late);
  const auto again = h.send(limit("alice", "NONE", Side::BUY, 5, 100, "r"));
  EXPECT_EQ(again.rejectReason, RejectReason::UNKNOWN_SYMBOL);
  EXPECT_EQ(again.orderId, first.orderId);
  EXPECT_EQ(again.isDuplicate, wire::Bool::YES);
}

TEST_F(Orders, IdsAreForgottenAfterTheWindowButNotWhileLive) {
  const auto live = h.send(limit("alice", "SPY", Side::BUY, 1, 100, "live"));
  const auto gone = h.send(limit("alice", "SPY", Side::BUY, 1, 90, "gone", TimeInForce::IOC));
  h.now_ns += 86'401ULL * 1'000'000'000ULL;
  EXPECT_NE(h.send(limit("alice", "SPY", Side::BUY, 1, 90, "gone", TimeInForce::IOC)).orderId,
            gone.orderId);
  EXPECT_EQ(h.send(limit("alice", "SPY", Side::BUY, 1, 100, "live")).orderId, live.orderId);
}

TEST_F(Orders, ARestoredEngineForgetsWhatTheOldOneForgets) {
  h.send(limit("alice", "SPY", Side::BUY, 1, 90, "early", TimeInForce::IOC));
  h.now_ns += 1'000'000'000;
  give_bob(1);
  Bytes state;
  h.core->save(state);
  CoreHarness restored;
  ASSERT_TRUE(restored.core->load(state));
  const std::size_t remembered = h.core->order_count();

  h.now_ns += 86'399ULL * 1'000'000'000ULL;
  for (int second = 0; second < 3; ++second) {
    h.send(cancel("alice", 4711));
    restored.apply(h.journal.back(), h.journal.size());
    EXPECT_EQ(restored.out.events, h.out.events);
    EXPECT_EQ(restored.core->order_count(), h.core->order_count());
    EXPECT_EQ(restored.core->state_hash(), h.core->state_hash());
    if (second == 0) {
      EXPECT_EQ(h.core->order_count(), remembered - 1) << "only the early one";
    }
    h.now_ns += 1'000'000'000;
  }
  EXPECT_EQ(h.core->order_count(), 0U);
}

TEST_F(Orders, TheNoteOfAnOrderIsCarriedAndBelongsToItsContent) {
  auto order = limit("alice", "SPY", Side::BUY, 1, 100, "noted");
  order.text = Text::of("hedge leg");
  EXPECT_EQ(h.send(order).text.view(), "hedge leg");
  EXPECT_EQ(h.events<wire::OrderAccepted>()[0].text.view(), "hedge leg");
  EXPECT_EQ(h.states<wire::OrderState>(0)[0].text.view(), "hedge leg");
  EXPECT_EQ(h.send(order).isDuplicate, wire::Bool::YES);
  order.text = Text::of("another note");
  EXPECT_EQ(h.send(order).rejectReason, RejectReason::DUPLICATE_CLIENT_ORDER_ID);
  order.clientOrderId = ClientOrderId::of("bell");
  order.text = Text::of("\a");
  EXPECT_EQ(h.send(order).rejectReason, RejectReason::MALFORMED);
  order.text = Text::of(std::string(64, 'x'));
  order.orderQty = 0;
  EXPECT_EQ(h.send(order).rejectReason, RejectReason::INVALID_QTY);
  EXPECT_EQ(h.events<wire::OrderRejected>()[0].text.view(), std::string(64, 'x'));

  Bytes state;
  h.core->save(state);
  Core copy{CoreConfig{}};
  ASSERT_TRUE(copy.load(state));
  EXPECT_EQ(copy.state_hash(), h.core->state_hash());
}

TEST_F(Orders, MarketAccountsKeepIdsOnlyWhileLive) {
  const auto first = h.send(limit("mm1", "SPY", Side::BUY, 1, 100, "m"));
  EXPECT_EQ(h.send(limit("mm1", "SPY", Side::BUY, 1, 100, "m")).isDuplicate, wire::Bool::YES);
  h.send(cancel("mm1", first.orderId));
  EXPECT_EQ(h.send(limit("mm1", "SPY", Side::BUY, 1, 100, "m")).isDuplicate, wire::Bool::NO);
  EXPECT_EQ(h.send(limit("mm1", "TESTA", Side::BUY, 1, 100, "t")).rejectReason,
            RejectReason::SYMBOL_RESTRICTED);
}

TEST_F(Orders, ACancelAfterTheEndIsTooLate) {
  const auto order = h.send(limit("alice", "SPY", Side::BUY, 1, 100, "c"));
  EXPECT_EQ(h.send(cancel("alice", order.orderId)).ordStatus, OrdStatus::CANCELED);
  const auto twice = h.send(cancel("alice", order.orderId));
  EXPECT_EQ(twice.rejectReason, RejectReason::TOO_LATE_TO_CANCEL);
  EXPECT_EQ(twice.ordStatus, OrdStatus::CANCELED);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{47}));
  EXPECT_EQ(h.send(cancel("alice", 4711)).rejectReason, RejectReason::UNKNOWN_ORDER);
  EXPECT_EQ(h.send(cancel("bob", order.orderId)).rejectReason, RejectReason::UNKNOWN_ORDER)
      << "not yours = not found";
  h.accounts = {"bob"};
  EXPECT_EQ(h.send(cancel("alice", order.orderId)).rejectReason, RejectReason::UNKNOWN_ACCOUNT);
}

TEST_F(Orders, LessKeepsThePlaceMoreOrAnotherPriceLosesIt) {
  const auto a = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "a"));
  const auto b = h.send(limit("bob", "SPY", Side::BUY, 5, 100, "b"));
  EXPECT_EQ(h.send(replace(a.orderId, 3, 0, "r1")).leavesQty, 3 * kOne);
  h.send(limit("mm1", "SPY", Side::SELL, 1, 100, "s1"));
  EXPECT_EQ(h.events<wire::Fill>()[0].orderId, a.orderId) << "still first";
  h.send(replace(a.orderId, 9, 0, "r2"));
  h.send(limit("mm1", "SPY", Side::SELL, 1, 100, "s2"));
  EXPECT_EQ(h.events<wire::Fill>()[0].orderId, b.orderId) << "now behind";
  const auto filled = h.send(replace(a.orderId, 1, 0, "r3"));
  EXPECT_EQ(filled.ordStatus, OrdStatus::FILLED) << "new quantity = cumQty";
  EXPECT_EQ(h.send(replace(a.orderId, 9, 0, "r4")).rejectReason, RejectReason::TOO_LATE_TO_CANCEL);
}

TEST(OrdersWithPlantedBug, AReducedOrderGoesToTheEnd) {
  CoreHarness h({.reduce_to_end = true});
  h.set_up();
  const auto first = h.send(limit("mm1", "SPY", Side::BUY, 5, 100, "a"));
  const auto second = h.send(limit("mm1", "SPY", Side::BUY, 5, 100, "b"));
  const wire::ReplaceOrder less{first.orderId, 3 * kOne, 0, AccountId::of("mm1"),
                                ClientOrderId::of("r")};
  EXPECT_EQ(h.send(less).leavesQty, 3 * kOne);
  h.send(limit("mm1", "SPY", Side::SELL, 1, 100, "s"));
  EXPECT_EQ(h.events<wire::Fill>()[0].orderId, second.orderId);
}

TEST_F(Orders, AReplaceIsIdempotentAndMayTrade) {
  h.send(limit("mm1", "SPY", Side::SELL, 5, 101, "s"));
  const auto order = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "a"));
  const auto moved = h.send(replace(order.orderId, 5, 101, "up"));
  EXPECT_EQ(moved.ordStatus, OrdStatus::FILLED);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{45, 43, 43, 60}));
  EXPECT_EQ(h.send(replace(order.orderId, 5, 101, "up")).isDuplicate, wire::Bool::YES);
  EXPECT_EQ(h.send(replace(order.orderId, 6, 101, "up")).rejectReason,
            RejectReason::DUPLICATE_REPLACE_ID);
  const auto again = h.send(limit("alice", "SPY", Side::BUY, 5, 100, "a"));
  EXPECT_EQ(again.isDuplicate, wire::Bool::YES) << "the first request is still the same request";
}

TEST_F(Orders, AnExpiredDeadlineRejects) {
  h.envelope.deadlineNs = h.now_ns;
  EXPECT_EQ(h.send(limit("alice", "SPY", Side::BUY, 1, 100, "late")).rejectReason,
            RejectReason::DEADLINE_EXPIRED);
}

TEST(OrderStates, OnlyTheTableIsAllowed) {
  using wire::OrdStatus;
  const auto all = {OrderEvent::FILL_PART, OrderEvent::FILL_LAST, OrderEvent::CANCELED,
                    OrderEvent::REPLACED, OrderEvent::EXPIRED};
  for (const auto status : {OrdStatus::FILLED, OrdStatus::CANCELED, OrdStatus::REJECTED,
                            OrdStatus::EXPIRED, OrdStatus::PENDING_NEW}) {
    for (const OrderEvent event : all) EXPECT_FALSE(next_status(status, event));
  }
  for (const auto status : {OrdStatus::NEW, OrdStatus::PARTIALLY_FILLED}) {
    EXPECT_EQ(next_status(status, OrderEvent::FILL_PART), OrdStatus::PARTIALLY_FILLED);
    EXPECT_EQ(next_status(status, OrderEvent::FILL_LAST), OrdStatus::FILLED);
    EXPECT_EQ(next_status(status, OrderEvent::CANCELED), OrdStatus::CANCELED);
    EXPECT_EQ(next_status(status, OrderEvent::EXPIRED), OrdStatus::EXPIRED);
    EXPECT_EQ(next_status(status, OrderEvent::REPLACED), status);
    EXPECT_EQ(next_status(status, OrderEvent::REPLACED, false), OrdStatus::FILLED);
  }
}
}  // namespace
}  // namespace hft
