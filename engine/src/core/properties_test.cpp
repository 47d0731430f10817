// Random commands against what must always be true, whatever they are. The seed is printed; set
// HFT_SEED to run one again.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "core_harness.h"
#include "seed.h"

namespace hft {
namespace {
using namespace hft::testing;

class RandomFlow {
 public:
  RandomFlow(CoreHarness& h, std::uint64_t seed) : h_(h), random_(seed) {}

  void step() {
    const int kind = pick(100);
    if (kind < 65) {
      place();
    } else if (kind < 80) {
      h_.send(wire::CancelOrder{any_order(), any_account(), {}});
    } else if (kind < 95) {
      h_.send(wire::ReplaceOrder{any_order(), (1 + pick(12)) * kOne, (95 + pick(10)) * kOne / 100,
                                 any_account(),
                                 ClientOrderId::of("r" + std::to_string(pick(500)))});
    } else if (kind < 97) {
      h_.send(wire::MassCancel{any_account(), {}, Side::BUY, wire::Bool::YES});
    } else {
      h_.send(deposit("alice", (1 + pick(100)) * kOne, "d" + std::to_string(pick(50))));
    }
  }

 private:
  void place() {
    const auto side = pick(2) == 0 ? Side::BUY : Side::SELL;
    static constexpr wire::TimeInForce kTifs[] = {wire::TimeInForce::DAY, wire::TimeInForce::GTC,
                                                  wire::TimeInForce::IOC, wire::TimeInForce::FOK};
    const std::string id = std::to_string(pick(3000));
    auto order = pick(10) == 0 ? market(kNames[static_cast<std::size_t>(pick(4))], "SPY", side,
                                        1 + pick(9), id)
                               : limit(kNames[static_cast<std::size_t>(pick(4))], "SPY", side,
                                       1 + pick(9), 95 + pick(10), id, kTifs[pick(4)]);
    const auto reply = h_.send(order);
    if (reply.orderId != 0) last_id_ = reply.orderId;
  }
  int pick(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  std::uint64_t any_order() { return last_id_ - static_cast<std::uint64_t>(pick(40)); }
  AccountId any_account() { return AccountId::of(kNames[static_cast<std::size_t>(pick(4))]); }

  static constexpr const char* kNames[] = {"alice", "bob", "shorty", "mm1"};
  CoreHarness& h_;
  std::mt19937_64 random_;
  std::uint64_t last_id_ = 0;
};

/// Cash and shares neither appear nor vanish; reservations are what open orders hold.
void check_money(const CoreHarness& h, Money deposited) {
  Money cash = 0;
  Qty shares = 0;
  Money cost_minus_result = 0;
  for (const auto& state : h.states<wire::AccountState>(1)) {
    cash += state.cash;
    if (state.kind == wire::AccountKind::CUSTOMER) {
      EXPECT_GE(state.cash - state.reserved, 0) << state.accountId.view();
    }
  }
  for (const auto& state : h.states<wire::PositionState>(2)) {
    shares += state.quantity;
    cost_minus_result += state.cost - state.realizedPnl;
    if (state.accountId.view() == "alice" || state.accountId.view() == "bob") {
      EXPECT_GE(state.quantity, 0) << "no short without leave";
    }
  }
  EXPECT_EQ(shares, 0);
  EXPECT_EQ(cash, deposited);
  EXPECT_EQ(cost_minus_result, 0) << "what all paid is what all got";
}

void check_book(const CoreHarness& h) {
  const auto bids = h.levels("SPY", Side::BUY);
  const auto asks = h.levels("SPY", Side::SELL);
  if (!bids.empty() && !asks.empty()) {
    EXPECT_LT(bids.front().px, asks.front().px) << "crossed";
  }
  std::map<std::pair<Side, Px>, Qty> sums;
  for (const auto& order : h.states<wire::OrderState>(0)) {
    EXPECT_EQ(order.cumQty + order.leavesQty, order.orderQty);
    EXPECT_GT(order.leavesQty, 0);
    sums[{order.side, order.limitPx}] += order.leavesQty;
  }
  EXPECT_EQ(sums.size(), bids.size() + asks.size());
  for (const auto* side : {&bids, &asks}) {
    for (const auto& level : *side) EXPECT_EQ(level.qty, (sums[{level.side, level.px}]));
  }
}

/// Maker before taker at the maker's price, one fill a side, sequences dense.
void check_events(const CoreHarness& h, std::uint64_t& last_sequence) {
  wire::MessageReader reader(h.out.events);
  std::optional<wire::Fill> maker;
  while (const auto message = reader.next()) {
    std::uint64_t sequence = 0;
    std::memcpy(&sequence, message->body.data(), sizeof sequence);
    EXPECT_EQ(sequence, ++last_sequence);
    if (!message->is<wire::Fill>()) continue;
    const auto fill = message->as<wire::Fill>();
    if (!maker) {
      EXPECT_EQ(fill.liquidity, wire::Liquidity::MAKER);
      maker = fill;
      continue;
    }
    EXPECT_EQ(fill.matchId, maker->matchId);
    EXPECT_NE(fill.side, maker->side);
    EXPECT_EQ(fill.lastQty, maker->lastQty);
    EXPECT_EQ(fill.lastPx, maker->lastPx);
    maker.reset();
  }
  EXPECT_FALSE(maker);
}

TEST(Properties, HoldForRandomCommandsAndReplayGivesTheSameBytes) {
  const std::uint64_t start = printed_seed();
  CoreHarness h;
  h.set_up();
  RandomFlow flow(h, start);
  std::uint64_t sequence = h.core->globals().last_sequence;
  for (int i = 0; i < 20'000 && !::testing::Test::HasFailure(); ++i) {
    flow.step();
    check_events(h, sequence);
    if (i % 16 == 0) check_book(h);
    if (i % 64 == 0) {
      Money deposited = 0;
      wire::MessageReader reader(h.all_events);
      while (const auto message = reader.next()) {
        if (message->is<wire::BalanceChanged>()) {
          deposited += message->as<wire::BalanceChanged>().delta;
        }
      }
      check_money(h, deposited);
    }
  }
  // The same commands again, with the state saved and loaded on the way.
  CoreHarness again;
  for (std::size_t i = 0; i < h.journal.size(); ++i) {
    again.apply(h.journal[i], i + 1);
    if (i % 5'000 != 4'999) continue;
    Bytes saved;
    again.core->save(saved);
    const Hash128 before = again.core->state_hash();
    CoreConfig config;
    config.creation_second = 1'700'000'000;
    again.core = std::make_unique<Core>(config);
    ASSERT_TRUE(again.core->load(saved));
    EXPECT_EQ(again.core->state_hash(), before);
  }
  EXPECT_EQ(again.all_events, h.all_events);
  EXPECT_EQ(again.core->state_hash(), h.core->state_hash());
}
}  // namespace
}  // namespace hft
