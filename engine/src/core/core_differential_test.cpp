// A million random commands to two engines, one on the fast book, one on the reference book: after
// each, events, reply and depth must be the same bytes.
#include <gtest/gtest.h>

#include "core_harness.h"
#include "seed.h"

namespace hft {
namespace {
using namespace hft::testing;

CoreConfig config_with(BookKind book) {
  CoreConfig config;
  config.creation_second = 1'700'000'000;
  config.book = book;
  config.client_id_window_ns = 5'000'000;  // five thousand commands: memory stays small
  return config;
}

class BothCores {
 public:
  explicit BothCores(std::uint64_t seed) : random_(seed) {
    send(instrument("SPY"));
    for (const char* id : kNames) {
      const bool is_market = std::string_view(id) == "mm1";
      send(account(id, is_market ? wire::AccountKind::MARKET : wire::AccountKind::CUSTOMER,
                   std::string_view(id) != "alice"));
      send(deposit(id, 1'000'000 * kOne, "start"));
    }
  }

  void step() {
    const auto kind = pick(1'000);
    if (kind < 640) return place();
    if (kind < 790) return send(wire::CancelOrder{any_order(), any_account(), {}});
    if (kind < 985) {
      return send(wire::ReplaceOrder{any_order(), (1 + pick(12)) * kOne,
                                     pick(3) == 0 ? 0 : px(pick(2) == 0 ? Side::BUY : Side::SELL),
                                     any_account(),
                                     ClientOrderId::of("r" + std::to_string(++ids_))});
    }
    if (kind < 995) {
      return send(wire::MassCancel{
          any_account(), {}, pick(2) == 0 ? Side::BUY : Side::SELL, wire::Bool::NO});
    }
    mid_ = std::max<std::int64_t>(1'000, mid_ + pick(2'001) - 1'000);
    if (kind == 999) mid_ = 1'000 + pick(500'000);
  }
  bool are_equal() const {
    return fast_out_.events == slow_out_.events && fast_out_.reply == slow_out_.reply &&
           levels_of(fast_out_) == levels_of(slow_out_);
  }
  Core fast{config_with(BookKind::LADDER)};
  Core slow{config_with(BookKind::REFERENCE)};

 private:
  static constexpr const char* kNames[] = {"alice", "bob", "shorty", "mm1"};

  void place() {
    static constexpr wire::TimeInForce kTifs[] = {wire::TimeInForce::DAY, wire::TimeInForce::DAY,
                                                  wire::TimeInForce::GTC, wire::TimeInForce::IOC,
                                                  wire::TimeInForce::FOK};
    const Side side = pick(2) == 0 ? Side::BUY : Side::SELL;
    const char* who = kNames[pick(4)];
    const std::string id = "c" + std::to_string(pick(50) == 0 ? ids_ : ++ids_);
    auto order = pick(12) == 0 ? market(who, "SPY", side, 1 + pick(9), id)
                               : limit(who, "SPY", side, 1 + pick(9), 1, id, kTifs[pick(5)]);
    if (order.ordType == wire::OrdType::LIMIT) order.limitPx = px(side);
    send(order);
  }
  /// Cents around a wandering middle, now and then far away.
  Px px(Side side) {
    const std::int64_t reach = pick(100) == 0 ? pick(300'000) : pick(40) - 5;
    return std::max<std::int64_t>(1, side == Side::BUY ? mid_ - reach : mid_ + reach) * kOne / 100;
  }
  template <wire::Message M>
  void send(const M& message) {
    std::vector<AccountId> ids;
    for (const char* id : kNames) ids.push_back(AccountId::of(id));
    wire::CommandEnvelope envelope{};
    envelope.connectionRole = wire::ConnectionRole::PLATFORM;
    envelope.roles = 0b1110;
    envelope.ingressTimeNs = now_ns_ += 1'000;
    Bytes payload;
    append_command(payload, envelope, ids, message);
    const auto command = parse_command(++sequence_, true, payload);
    fast.apply(*command, fast_out_);
    slow.apply(*command, slow_out_);
    wire::MessageReader reader(fast_out_.reply);
    const auto reply = reader.next()->template as<wire::CommandReply>();
    if (reply.orderId != 0) last_id_ = std::max(last_id_, reply.orderId);
  }
  static ByteView levels_bytes(const Output& out) {
    return {reinterpret_cast<const std::uint8_t*>(out.levels.data()),
            out.levels.size() * sizeof(LevelChange)};
  }
  static Bytes levels_of(const Output& out) {
    const ByteView bytes = levels_bytes(out);
    return {bytes.begin(), bytes.end()};
  }
  std::int64_t pick(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  std::uint64_t any_order() { return last_id_ - static_cast<std::uint64_t>(pick(200)); }
  AccountId any_account() { return AccountId::of(kNames[pick(4)]); }

  std::mt19937_64 random_;
  Output fast_out_;
  Output slow_out_;
  TimeNs now_ns_ = 1'700'000'000'000'000'000;
  std::uint64_t sequence_ = 0;
  std::uint64_t last_id_ = 0;
  std::uint64_t ids_ = 0;
  std::int64_t mid_ = 20'000;
};

TEST(CoreDifferential, BothBooksGiveTheSameBytesForAMillionCommands) {
  BothCores cores(printed_seed());
  for (int i = 0; i < 1'000'000; ++i) {
    cores.step();
    ASSERT_TRUE(cores.are_equal()) << "after command " << i;
  }
  EXPECT_EQ(cores.fast.state_hash(), cores.slow.state_hash());
  EXPECT_GT(cores.fast.globals().match_counter, 50'000U) << "the flow trades";
}
}  // namespace
}  // namespace hft
