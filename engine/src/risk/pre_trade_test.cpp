// Every check at its boundary, and the switches that stop trading.
#include <gtest/gtest.h>

#include <limits>

#include "core/position.h"
#include "core_harness.h"

namespace hft {
namespace {
using namespace hft::testing;
using wire::OrdStatus;
using wire::Outcome;
using wire::RejectReason;

class PreTrade : public ::testing::Test {
 protected:
  PreTrade() { h.set_up(); }
  RejectReason reason(const wire::NewOrder& order) { return h.send(order).rejectReason; }
  std::string id() { return "id" + std::to_string(++count_); }
  wire::NewOrder buy(std::int64_t qty, std::int64_t cents) {
    return limit("alice", "SPY", Side::BUY, qty, cents, id());
  }
  CoreHarness h;

 private:
  int count_ = 0;
};

TEST_F(PreTrade, ABuyReservesItsWholePriceAndAFillFreesTheRest) {
  h.send(buy(100, 50'000));
  EXPECT_EQ(h.account_state("alice").reserved, 50'000 * kOne);
  EXPECT_EQ(reason(buy(100, 50'001)), RejectReason::INSUFFICIENT_BUYING_POWER);
  EXPECT_EQ(reason(buy(100, 50'000)), RejectReason::NONE) << "exactly what is there";
  h.send(limit("mm1", "SPY", Side::SELL, 100, 40'000, "s"));
  EXPECT_EQ(h.account_state("alice").reserved, 50'000 * kOne);
  EXPECT_EQ(h.account_state("alice").cash, 50'000 * kOne) << "paid the maker's own bid";
}

TEST_F(PreTrade, ASellNeedsThePositionUnlessShortIsAllowed) {
  const auto sell = [&](const char* who, std::int64_t qty) {
    return reason(limit(who, "SPY", Side::SELL, qty, 10'000, id()));
  };
  EXPECT_EQ(sell("alice", 1), RejectReason::INSUFFICIENT_POSITION);
  h.send(limit("mm1", "SPY", Side::SELL, 10, 1'000, "s"));
  h.send(buy(10, 1'000));
  EXPECT_EQ(sell("alice", 6), RejectReason::NONE);
  EXPECT_EQ(sell("alice", 5), RejectReason::INSUFFICIENT_POSITION) << "open sells count";
  EXPECT_EQ(sell("alice", 4), RejectReason::NONE);
  EXPECT_EQ(sell("shorty", 10), RejectReason::NONE);
  EXPECT_EQ(h.account_state("shorty").reserved, 1'000 * kOne) << "reserved like a buy";
  auto other = instrument("GLD");
  other.isShortable = wire::Bool::NO;
  h.send(other);
  EXPECT_EQ(reason(limit("shorty", "GLD", Side::SELL, 1, 100, id())), RejectReason::NOT_SHORTABLE);
}

TEST_F(PreTrade, FormIsCheckedAtTheBoundary) {
  auto order = buy(1, 100);
  order.orderQty = 0;
  EXPECT_EQ(reason(order), RejectReason::INVALID_QTY);
  order = buy(1, 100);
  order.orderQty = kOne + 1;
  EXPECT_EQ(reason(order), RejectReason::INVALID_LOT);
  order = buy(1, 100);
  order.limitPx += 1;
  EXPECT_EQ(reason(order), RejectReason::INVALID_TICK);
  order = buy(1, 0);
  EXPECT_EQ(reason(order), RejectReason::INVALID_PRICE);
  EXPECT_EQ(reason(buy(1'000'001, 1)), RejectReason::INVALID_QTY);
  order = buy(1'000'000, 100);
  order.limitPx = std::numeric_limits<std::int64_t>::max() / 1'000'000 * 1'000'000;
  EXPECT_EQ(reason(order), RejectReason::NOTIONAL_OVERFLOW);
  order = buy(1, 100);
  order.clientOrderId = {};
  EXPECT_EQ(reason(order), RejectReason::INVALID_CLIENT_ORDER_ID);
  order = buy(1, 100);
  order.side = static_cast<Side>(9);
  EXPECT_EQ(reason(order), RejectReason::MALFORMED);
  EXPECT_EQ(h.out.event_count, 0U);
  EXPECT_EQ(reason(limit("nobody", "SPY", Side::BUY, 1, 1, id())), RejectReason::UNKNOWN_ACCOUNT);
}

TEST_F(PreTrade, LimitsHoldAtTheirValueAndZeroMeansNone) {
  wire::SetRiskLimits limits{};
  limits.accountId = AccountId::of("alice");
  limits.maxOrderQty = 10 * kOne;
  limits.maxOrderNotional = 500 * kOne;
  limits.maxPositionQty = 15 * kOne;
  limits.maxOpenOrders = 3;
  EXPECT_EQ(h.send(limits).outcome, Outcome::ACCEPTED);
  EXPECT_EQ(h.send(limits).isDuplicate, wire::Bool::YES);
  EXPECT_EQ(reason(buy(11, 100)), RejectReason::MAX_ORDER_QTY);
  EXPECT_EQ(reason(buy(10, 5'001)), RejectReason::MAX_ORDER_NOTIONAL);
  EXPECT_EQ(reason(buy(10, 5'000)), RejectReason::NONE);
  EXPECT_EQ(reason(buy(6, 100)), RejectReason::POSITION_LIMIT) << "10 open + 6";
  EXPECT_EQ(reason(buy(4, 100)), RejectReason::NONE);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::NONE);
  EXPECT_EQ(reason(buy(0, 100)), RejectReason::INVALID_QTY);
  h.send(wire::MassCancel{AccountId::of("alice"), {}, Side::BUY, wire::Bool::YES});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reason(buy(1, 100)), RejectReason::NONE);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::MAX_OPEN_ORDERS);
  limits.maxOrderQty = -1;
  EXPECT_EQ(h.send(limits).rejectReason, RejectReason::INVALID_LIMITS);
}

TEST_F(PreTrade, OrdersPerSecondIsOneSecondsBurstThenSteady) {
  wire::SetRiskLimits limits{};
  limits.accountId = AccountId::of("alice");
  limits.ordersPerSecond = 5;
  h.send(limits);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(reason(buy(1, 100)), RejectReason::NONE) << i;
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::RATE_LIMIT_EXCEEDED);
  h.now_ns += 200'000'000;
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::NONE);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::RATE_LIMIT_EXCEEDED);
}

TEST_F(PreTrade, HaltsAndReducingStopOrdersButNeverCancels) {
  const auto resting = h.send(buy(1, 100));
  wire::SetTradingState state{};
  state.scope = wire::TradingScope::SYMBOL;
  state.symbol = Symbol::of("SPY");
  state.state = wire::TradingState::HALTED;
  h.send(state);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::TRADING_HALTED);
  const wire::CancelOrder cancel{resting.orderId, AccountId::of("alice"), {}};
  EXPECT_EQ(h.send(cancel).outcome, Outcome::ACCEPTED);
  state.state = wire::TradingState::ACTIVE;
  h.send(state);
  h.send(limit("mm1", "SPY", Side::SELL, 5, 100, "s"));
  h.send(buy(5, 100));
  state.scope = wire::TradingScope::GLOBAL;
  state.symbol = {};
  state.state = wire::TradingState::REDUCING;
  h.send(state);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::TRADING_REDUCING);
  const auto sell = [&](std::int64_t qty) {
    return limit("alice", "SPY", Side::SELL, qty, 200, id());
  };
  EXPECT_EQ(reason(sell(6)), RejectReason::TRADING_REDUCING);
  EXPECT_EQ(reason(sell(5)), RejectReason::NONE);
}

TEST_F(PreTrade, TheKillSwitchCancelsAndBlocksUntilReleased) {
  h.send(buy(1, 100));
  h.send(limit("bob", "SPY", Side::BUY, 1, 99, "b"));
  wire::KillSwitch kill{wire::Bool::YES, AccountId::of("alice"), wire::Chars<64>::of("test")};
  EXPECT_EQ(h.send(kill).affectedCount, 1U);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{52, 44}));
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::KILL_SWITCH_ACTIVE);
  kill.accountId = {};
  EXPECT_EQ(h.send(kill).affectedCount, 1U);
  EXPECT_EQ(h.event_types(), (std::vector<std::uint16_t>{61, 44}));
  kill.isEngaged = wire::Bool::NO;
  h.send(kill);
  kill.accountId = AccountId::of("alice");
  h.send(kill);
  EXPECT_EQ(reason(buy(1, 100)), RejectReason::NONE);
}

TEST_F(PreTrade, CountsEachCheckThatWasDone) {
  using Counts = std::vector<std::uint64_t>;
  const auto done_by = [&](const auto& message) {
    const auto before = h.core->risk().done();
    h.send(message);
    const auto after = h.core->risk().done();
    Counts more;
    for (const std::size_t number : {1U, 4U, 5U, 7U, 9U, 12U}) {
      more.push_back(after[number] - before[number]);
    }
    return more;
  };
  const auto replace = [&](std::uint64_t order, std::int64_t qty, std::int64_t cents) {
    return wire::ReplaceOrder{order, qty * kOne, cents * kOne / 100, AccountId::of("alice"),
                              ClientOrderId::of(id())};
  };
  EXPECT_EQ(done_by(buy(1, 10'000)), (Counts{1, 1, 1, 1, 1, 1}));
  auto unknown = buy(1, 10'000);
  unknown.symbol = Symbol::of("NOSUCH");
  EXPECT_EQ(done_by(unknown), (Counts{1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(done_by(buy(0, 10'000)), (Counts{1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(done_by(buy(2'000'000'000, 1)), (Counts{1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(done_by(buy(1'000'000, 100'000)), (Counts{1, 1, 1, 1, 1, 1}));
  const auto order = h.send(buy(5, 10'000)).orderId;
  EXPECT_EQ(done_by(replace(order, 4, 10'000)), (Counts{0, 0, 1, 0, 0, 0}));
  EXPECT_EQ(done_by(replace(order, 6, 10'100)), (Counts{1, 1, 1, 0, 1, 1}));
  EXPECT_EQ(done_by(replace(order, 0, 10'100)), (Counts{0, 0, 1, 0, 0, 0}));
}

TEST_F(PreTrade, AReplaceMayAskForAnyNumber) {
  const auto order = h.send(buy(5, 10'000)).orderId;
  h.send(limit("mm1", "SPY", Side::SELL, 1, 10'000, id()));
  wire::ReplaceOrder less{order, std::numeric_limits<std::int64_t>::min(), 0,
                          AccountId::of("alice"), ClientOrderId::of("r")};
  EXPECT_EQ(h.send(less).rejectReason, RejectReason::INVALID_QTY);
}

Money book_fill(Position& position, Side side, Qty qty, Px px) {
  const Worth worth = Pricer(kOne, kOne).at(px / kOne);
  return apply_fill(position, side, qty, worth, worth.of(qty));
}

TEST(Position, AverageCostIsExactThroughAFlip) {
  Position position{};
  EXPECT_EQ(book_fill(position, Side::BUY, 10 * kOne, 100 * kOne), 0);
  EXPECT_EQ(book_fill(position, Side::BUY, 10 * kOne, 110 * kOne), 0);
  EXPECT_EQ(position.cost, 2'100 * kOne);
  EXPECT_EQ(book_fill(position, Side::SELL, 5 * kOne, 120 * kOne), 75 * kOne);
  EXPECT_EQ(book_fill(position, Side::SELL, 25 * kOne, 100 * kOne), -75 * kOne);
  EXPECT_EQ(position.quantity, -10 * kOne);
  EXPECT_EQ(position.cost, -1'000 * kOne);
  EXPECT_EQ(book_fill(position, Side::BUY, 10 * kOne, 90 * kOne), 100 * kOne);
  EXPECT_EQ(position.cost, 0);
  EXPECT_EQ(position.realized_pnl, 100 * kOne);
}

TEST(Worth, IsWhatWideArithmeticSays) {
  struct Grid {
    Px tick_px;
    Qty lot_qty;
  };
  for (const auto [tick_px, lot_qty] :
       {Grid{1'000'000, kOne}, Grid{kOne, 1}, Grid{1, kOne}, Grid{12'500, 8'000 * 7},
        Grid{390'625 * 3, 256 * 9}, Grid{5'000'000, 100 * kOne}}) {
    const Pricer pricer(tick_px, lot_qty);
    for (const Tick tick : {Tick{1}, Tick{3}, Tick{19'999}, Tick{1'000'003}}) {
      for (const Qty lots : {Qty{0}, Qty{1}, Qty{7}, Qty{1'000'000}, Qty{-1}, Qty{-3'333}}) {
        const Int128 wide = Int128{tick} * tick_px * lots * lot_qty / kScale;
        EXPECT_EQ(pricer.at(tick).of(lots * lot_qty), static_cast<Money>(wide))
            << tick << " ticks of " << tick_px << ", " << lots << " lots of " << lot_qty;
      }
    }
  }
}

TEST(Units, IsWithinHoldsAtItsBounds) {
  constexpr std::int64_t kMost = std::int64_t{1} << 61;
  using Limit = std::numeric_limits<std::int64_t>;
  for (const std::int64_t bound : {std::int64_t{0}, std::int64_t{7}, kMost}) {
    EXPECT_TRUE(is_within(bound, bound) && is_within(-bound, bound) && is_within(0, bound));
    EXPECT_FALSE(is_within(bound + 1, bound) || is_within(-bound - 1, bound));
    EXPECT_FALSE(is_within(Limit::min(), bound) || is_within(Limit::max(), bound));
  }
}

TEST(Ticks, BetterIsHigherToBuyAndLowerToSell) {
  EXPECT_TRUE(is_better(Side::BUY, 11, 10) && is_better(Side::SELL, 9, 10));
  EXPECT_FALSE(is_better(Side::BUY, 10, 10) || is_better(Side::SELL, 10, 10));
  EXPECT_FALSE(is_better(Side::BUY, 9, 10) || is_better(Side::SELL, 11, 10));
  EXPECT_TRUE(is_marketable(Side::BUY, 10, 10) && is_marketable(Side::SELL, 10, 10));
  EXPECT_TRUE(is_marketable(Side::BUY, 10, 9) && is_marketable(Side::SELL, 10, 11));
  EXPECT_FALSE(is_marketable(Side::BUY, 10, 11) || is_marketable(Side::SELL, 10, 9));
}

TEST(Units, RoundsHalfToEven) {
  EXPECT_EQ(mul_div_half_even(1, 1, 2), 0);
  EXPECT_EQ(mul_div_half_even(3, 1, 2), 2);
  EXPECT_EQ(mul_div_half_even(5, 1, 2), 2);
  EXPECT_EQ(mul_div_half_even(7, 1, 4), 2);
}

TEST(Positions, AShortRoundsItsCostAsALongDoes) {
  const auto cost_after_one = [](Qty quantity, Money cost, Side side) {
    Position position;
    position.quantity = quantity;
    position.cost = cost;
    const Money realized = apply_fill(position, side, 1, {0, 0}, 0);
    EXPECT_EQ(realized, position.cost - cost);
    return position.cost;
  };
  EXPECT_EQ(cost_after_one(2, 3, Side::SELL), 1);
  EXPECT_EQ(cost_after_one(-2, -3, Side::BUY), -1);
  EXPECT_EQ(cost_after_one(2, 1, Side::SELL), 1);
  EXPECT_EQ(cost_after_one(-2, -1, Side::BUY), -1);
  EXPECT_EQ(cost_after_one(4, 7, Side::SELL), 5);
  EXPECT_EQ(cost_after_one(-4, -7, Side::BUY), -5);
}
}  // namespace
}  // namespace hft
