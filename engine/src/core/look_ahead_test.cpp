// Commands read ahead from a ring are decided like those that came one by one.
#include "core/look_ahead.h"

#include <gtest/gtest.h>

#include <cstring>

#include "core_harness.h"
#include "seed.h"

namespace hft {
namespace {
using namespace hft::testing;

CoreConfig one_second() {
  CoreConfig config;
  config.creation_second = 1'700'000'000;
  return config;
}

/// A core behind a small ring, fed and read in turns of any size.
class RingedCore {
 public:
  bool push(const Bytes& payload) {
    Bytes entry(sizeof(InputHead));
    entry.insert(entry.end(), payload.begin(), payload.end());
    return ring_.push(entry);
  }
  bool decide_one() {
    const ByteView entry = ahead_.front();
    if (entry.empty()) return false;
    const ByteView payload = entry.subspan(sizeof(InputHead));
    if (const auto command = parse_command(sequence_ + 1, true, payload)) {
      sequence_ += 1;
      core.apply(*command, out_);
      events.insert(events.end(), out_.events.begin(), out_.events.end());
    }
    ahead_.pop();
    return true;
  }
  bool is_empty() const { return ring_.is_empty(0); }
  Core core{one_second()};
  Bytes events;

 private:
  ByteRing ring_{4096, 1};
  LookAhead ahead_{core, ring_, 0};
  Output out_;
  std::uint64_t sequence_ = 0;
};

/// Orders, and cancels and replaces by either id, also of orders that are gone or never were.
void trade(CoreHarness& harness, std::mt19937_64& random) {
  const auto pick = [&](std::uint64_t bound) { return random() % bound; };
  for (int i = 0; i < 3'000; ++i) {
    const std::string name = "c" + std::to_string(i);
    const auto named =
        ClientOrderId::of("c" + std::to_string(pick(static_cast<std::uint64_t>(i) + 2)));
    const std::uint64_t id = 1'700'000'000ULL << 32U | pick(3'000);
    const auto shorty = AccountId::of("shorty");
    if (pick(3) > 0) {
      harness.send(limit("shorty", "SPY", pick(2) == 0 ? Side::BUY : Side::SELL, 1,
                         static_cast<Px>(9'995 + pick(10)), name));
    } else if (pick(2) == 0) {
      harness.send(wire::CancelOrder{pick(2) == 0 ? id : 0, shorty, named});
    } else {
      harness.send(wire::ReplaceOrder{id, 2 * kOne, 0, shorty, ClientOrderId::of("r" + name)});
    }
  }
}

TEST(LookAhead, DecidesAsIfEachCommandHadComeAlone) {
  std::mt19937_64 random(hft::testing::printed_seed());
  CoreHarness alone;
  alone.set_up();
  trade(alone, random);
  ASSERT_GT(alone.core->live_count(), 10U);
  RingedCore ringed;
  std::size_t sent = 0;
  while (sent < alone.journal.size() || !ringed.is_empty()) {
    for (std::uint64_t burst = random() % 9; burst > 0 && sent < alone.journal.size(); --burst) {
      if (!ringed.push(alone.journal[sent])) break;
      sent += 1;
    }
    for (std::uint64_t turns = random() % 9; turns > 0 && ringed.decide_one(); --turns) {
    }
  }
  EXPECT_EQ(ringed.events, alone.all_events);
  EXPECT_EQ(ringed.core.state_hash(), alone.core->state_hash());
}

/// What the second step has found of a command that waits.
template <wire::Message M>
OrderIndex order_expected_for(const Core& core, const M& message) {
  Bytes payload;
  append_command(payload, wire::CommandEnvelope{}, {}, message);
  Core::Expected waiting{payload};
  core.expect(waiting);
  core.expect(waiting);
  const OrderIndex found = waiting.order;
  core.expect(waiting);
  return found;
}

TEST(LookAhead, FindsTheOrderThatAWaitingCommandNamesByEitherId) {
  CoreHarness harness;
  harness.set_up();
  const auto order = limit("shorty", "SPY", Side::BUY, 1, 9'995, "c1");
  const std::uint64_t id = harness.send(order).orderId;
  const auto shorty = AccountId::of("shorty");
  const auto by_name = ClientOrderId::of("c1");
  const OrderIndex found =
      order_expected_for(*harness.core, wire::CancelOrder{id, shorty, ClientOrderId{}});
  EXPECT_NE(found, kNone);
  EXPECT_EQ(order_expected_for(*harness.core, wire::CancelOrder{0, shorty, by_name}), found);
  EXPECT_EQ(order_expected_for(*harness.core, wire::ReplaceOrder{id, kOne, 0, shorty, by_name}),
            found);
  EXPECT_EQ(order_expected_for(*harness.core, wire::CancelOrder{id + 1, shorty, by_name}), kNone);
  EXPECT_EQ(order_expected_for(*harness.core, order), kNone) << "a new one has none yet";
}

TEST(LookAhead, PassesOverWhatIsNoCommand) {
  RingedCore ringed;
  ASSERT_TRUE(ringed.push({1, 2, 3}));
  ASSERT_TRUE(ringed.push({}));
  EXPECT_TRUE(ringed.decide_one());
  EXPECT_TRUE(ringed.decide_one());
  EXPECT_FALSE(ringed.decide_one());
  EXPECT_TRUE(ringed.is_empty()) << "given back to the writer";
}
}  // namespace
}  // namespace hft
