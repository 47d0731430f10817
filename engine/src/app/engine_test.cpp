// The engine as clients meet it: real sockets, real files, in one process.
#include "app/engine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "hft/crc32c.h"
#include "test_client.h"

namespace hft {
namespace {
using namespace hft::testing;
using wire::Outcome;
using wire::RejectReason;

class EngineTest : public ::testing::TestWithParam<std::string> {
 protected:
  EngineTest() {
    static int number = 0;
    root_ = std::filesystem::temp_directory_path() /
            ("hft-engine-test-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(root_);
    config_.data_dir = root_ / "data";
    config_.commands_endpoint = "ipc://" + (root_ / "commands").string();
    config_.feed_endpoint = "ipc://" + (root_ / "feed").string();
    config_.replay_endpoint = "ipc://" + (root_ / "replay").string();
    config_.layout = GetParam();
    config_.segment_mb = 1;
    config_.reserve_mb = 0;
    tokens_.platform = "platform-token";
    tokens_.admin = "admin-token";
    tokens_.participants.push_back({"market-token", {AccountId::of("mm1")}});
    start();
  }
  ~EngineTest() override {
    if (engine_) stop();
    std::filesystem::remove_all(root_);
  }
  void start() {
    engine_ = std::make_unique<Engine>(config_, tokens_);
    thread_ = std::thread([this] { code_ = engine_->run(); });
  }
  void stop() {
    engine_->request_stop();
    thread_.join();
    engine_.reset();
  }
  TestClient platform() {
    TestClient client(context_, config_.commands_endpoint);
    EXPECT_EQ(client.logon(wire::ConnectionRole::PLATFORM, "platform-token").accepted,
              wire::Bool::YES);
    return client;
  }
  static void set_up(TestClient& client) {
    client.ask(instrument("TESTA"));
    client.ask(account("alice"));
    client.ask(account("bob", wire::AccountKind::CUSTOMER, true));
    client.ask(deposit("alice", 1'000'000 * kOne, "d1"));
    client.ask(deposit("bob", 1'000'000 * kOne, "d1"));
  }

  std::filesystem::path root_;
  EngineConfig config_;
  Tokens tokens_;
  zmq::context_t context_;
  std::unique_ptr<Engine> engine_;
  std::thread thread_;
  int code_ = -1;
};

TEST_P(EngineTest, AnswersNotLoggedOnBeforeALogon) {
  TestClient client(context_, config_.commands_endpoint);
  const auto reply = client.ask(instrument("TESTA"));
  EXPECT_EQ(reply.rejectReason, RejectReason::NOT_LOGGED_ON);
  EXPECT_EQ(reply.requestId, 1U);
  EXPECT_EQ(client.logon(wire::ConnectionRole::PLATFORM, "wrong").accepted, wire::Bool::NO);
}

TEST_P(EngineTest, ASignalsKillSwitchCancelsAllAndLetsNothingIn) {
  TestClient client = platform();
  set_up(client);
  const auto resting = client.ask(limit("bob", "TESTA", Side::SELL, 10, 10'000, "s1"));
  EXPECT_EQ(resting.ordStatus, wire::OrdStatus::NEW);
  engine_->request_kill_switch();
  // The gateway looks between two commands: asking again shows when it has.
  wire::CommandReply reply;
  for (int i = 0; i < 1'000 && reply.rejectReason != RejectReason::KILL_SWITCH_ACTIVE; ++i) {
    reply = client.ask(limit("bob", "TESTA", Side::SELL, 1, 20'000, "x" + std::to_string(i)));
  }
  EXPECT_EQ(reply.rejectReason, RejectReason::KILL_SWITCH_ACTIVE);
  const auto gone = client.ask(wire::CancelOrder{resting.orderId, AccountId::of("bob"), {}});
  EXPECT_EQ(gone.rejectReason, RejectReason::TOO_LATE_TO_CANCEL);
  EXPECT_EQ(gone.ordStatus, wire::OrdStatus::CANCELED);
  wire::KillSwitch release{};
  release.isEngaged = wire::Bool::NO;
  EXPECT_EQ(client.ask(release).outcome, Outcome::ACCEPTED);
  EXPECT_EQ(client.ask(limit("bob", "TESTA", Side::SELL, 1, 10'000, "s2")).ordStatus,
            wire::OrdStatus::NEW);
}

TEST_P(EngineTest, MatchesTwoOrdersAndTellsTheFeed) {
  zmq::socket_t feed(context_, zmq::socket_type::sub);
  feed.set(zmq::sockopt::subscribe, "e");
  feed.connect(config_.feed_endpoint);
  TestClient client = platform();
  set_up(client);
  EXPECT_EQ(client.ask(limit("bob", "TESTA", Side::SELL, 10, 10'000, "s1")).ordStatus,
            wire::OrdStatus::NEW);
  const auto bought = client.ask(limit("alice", "TESTA", Side::BUY, 4, 10'000, "b1"));
  EXPECT_EQ(bought.ordStatus, wire::OrdStatus::FILLED);
  EXPECT_EQ(bought.cumQty, 4 * kOne);
  EXPECT_EQ(bought.isDurable, wire::Bool::YES);
  EXPECT_GE(bought.releasedTimeNs, bought.durableTimeNs);
  EXPECT_GT(bought.durableTimeNs, bought.ingressTimeNs);

  std::vector<std::uint16_t> types;
  std::uint64_t expected = 0;
  while (types.empty() || types.back() != wire::TradePrint::kTemplateId) {
    zmq::message_t topic, body;
    ASSERT_TRUE(feed.recv(topic, zmq::recv_flags::none));
    ASSERT_TRUE(feed.recv(body, zmq::recv_flags::none));
    wire::FrameHeader header;
    std::memcpy(&header, body.data(), sizeof header);
    if (expected != 0) {
      EXPECT_EQ(header.firstSequence, expected);
    }
    expected = header.firstSequence + header.count;
    wire::FrameHeader unsealed = header;
    unsealed.crc32c = 0;
    const auto* at = static_cast<const std::uint8_t*>(body.data()) + sizeof header;
    const ByteView rest(at, body.size() - sizeof header);
    EXPECT_EQ(crc32c(crc32c(0, &unsealed, sizeof unsealed), rest.data(), rest.size()),
              header.crc32c);
    wire::MessageReader reader(rest);
    while (const auto message = reader.next()) types.push_back(message->header.templateId);
  }
  ASSERT_GE(types.size(), 3U);
  EXPECT_EQ(types[types.size() - 3], wire::Fill::kTemplateId);
  EXPECT_EQ(types[types.size() - 2], wire::Fill::kTemplateId);
}

TEST_P(EngineTest, KeepsEverythingOverARestart) {
  std::uint64_t order_id = 0;
  {
    TestClient client = platform();
    set_up(client);
    order_id = client.ask(limit("alice", "TESTA", Side::BUY, 5, 9'900, "keep")).orderId;
  }
  stop();
  EXPECT_EQ(code_, 0);
  start();
  EXPECT_GT(engine_->recovery().snapshot_sequence, 0U);
  TestClient client = platform();
  const auto again = client.ask(limit("alice", "TESTA", Side::BUY, 5, 9'900, "keep"));
  EXPECT_EQ(again.isDuplicate, wire::Bool::YES);
  EXPECT_EQ(again.orderId, order_id);
  EXPECT_EQ(again.ordStatus, wire::OrdStatus::NEW);
  const auto other = client.ask(limit("alice", "TESTA", Side::BUY, 6, 9'900, "keep"));
  EXPECT_EQ(other.rejectReason, RejectReason::DUPLICATE_CLIENT_ORDER_ID);
}

/// The journal rests between two syncs in this mode; what it owes at the end is written, too.
TEST_P(EngineTest, KeepsEverythingOverAnOrderlyEndAlsoWhereRepliesDoNotWait) {
  stop();
  config_.ack_mode = "memory";
  start();
  constexpr int kOrders = 3'000;
  {
    TestClient client = platform();
    set_up(client);
    for (int i = 0; i < kOrders; ++i) {
      Bytes frame;
      client.append(frame, limit("alice", "TESTA", Side::BUY, 1, 9'900, "o" + std::to_string(i)));
      client.send(frame);
    }
    for (int i = 0; i < kOrders; ++i) {
      EXPECT_EQ(client.expect<wire::CommandReply>().outcome, Outcome::ACCEPTED);
    }
  }
  const std::uint64_t accepted = engine_->progress().accepted_command.load();
  stop();
  EXPECT_EQ(code_, 0);
  // Only the journal is left to tell.
  std::filesystem::remove_all(snapshot_directory(config_.data_dir));
  start();
  EXPECT_EQ(engine_->recovery().core->globals().last_command_sequence, accepted);
}

TEST_P(EngineTest, ReplaysEventsAndGivesSnapshots) {
  TestClient client = platform();
  set_up(client);
  client.ask(limit("bob", "TESTA", Side::SELL, 10, 10'000, "s1"));
  const auto last = client.ask(limit("alice", "TESTA", Side::BUY, 4, 10'000, "b1")).lastSequence;

  TestClient replay(context_, config_.replay_endpoint);
  Bytes frame;
  wire::append(frame, wire::ReplayRequest{7, 1, 0});
  replay.send(frame);
  const auto chunk = replay.expect<wire::ReplayChunk>();
  EXPECT_EQ(chunk.requestId, 7U);
  EXPECT_EQ(chunk.firstSequence, 1U);
  EXPECT_EQ(chunk.lastSequence, last);
  EXPECT_EQ(chunk.isLast, wire::Bool::YES);
  for (std::uint64_t sequence = 1; sequence <= last; ++sequence) {
    const auto event = replay.receive();
    ASSERT_TRUE(event);
    std::uint64_t stated = 0;
    std::memcpy(&stated, event->body.data(), sizeof stated);
    EXPECT_EQ(stated, sequence);
  }

  frame.clear();
  wire::append(frame, wire::SnapshotRequest{8, 0x3F, {}});
  replay.send(frame);
  const auto snapshot = replay.expect<wire::SnapshotChunk>();
  EXPECT_EQ(snapshot.asOfSequence, last);
  EXPECT_EQ(snapshot.isLast, wire::Bool::YES);
  int orders = 0;
  int books = 0;
  for (std::uint32_t i = 0; i < snapshot.count; ++i) {
    const auto state = replay.receive();
    ASSERT_TRUE(state);
    orders += state->is<wire::OrderState>() ? 1 : 0;
    books += state->is<wire::BookDelta>() ? 1 : 0;
  }
  EXPECT_EQ(orders, 1);
  EXPECT_EQ(books, 1);

  frame.clear();
  wire::append(frame, wire::ReplayRequest{9, last + 100, 0});
  replay.send(frame);
  EXPECT_EQ(replay.expect<wire::ReplayChunk>().count, 0U);
  replay.send({1, 2, 3});
  EXPECT_EQ(replay.expect<wire::RequestRejected>().rejectReason, RejectReason::MALFORMED);
}

/// What the feed told last before a kill is not known to who reads it: a level may have gone since.
TEST_P(EngineTest, TellsOfAnEmptyBookAfterARestart) {
  const auto book_of_testa = [&] {
    TestClient replay(context_, config_.replay_endpoint);
    Bytes frame;
    wire::append(frame, wire::SnapshotRequest{1, 0x10, Symbol::of("TESTA")});
    replay.send(frame);
    EXPECT_EQ(replay.expect<wire::SnapshotChunk>().count, 1U);
    return replay.expect<wire::BookDelta>();
  };
  std::uint64_t before = 0;
  {
    TestClient client = platform();
    set_up(client);
    client.ask(limit("bob", "TESTA", Side::SELL, 10, 10'000, "s1"));
    before = book_of_testa().bookSequence;
    client.ask(limit("alice", "TESTA", Side::BUY, 10, 10'000, "b1"));
  }
  stop();
  start();
  const auto after = book_of_testa();
  EXPECT_EQ(after.isSnapshot, wire::Bool::YES);
  EXPECT_GT(after.bookSequence, before);
}

TEST_P(EngineTest, AnswersMalformedFramesAndGoesOn) {
  TestClient client = platform();
  client.send({0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3});
  EXPECT_EQ(client.expect<wire::CommandReply>().rejectReason, RejectReason::MALFORMED);
  client.send({});
  EXPECT_EQ(client.expect<wire::CommandReply>().rejectReason, RejectReason::MALFORMED);
  Bytes frame;
  wire::append(frame, wire::Ping{42});
  client.send(frame);
  EXPECT_EQ(client.expect<wire::Pong>().clientTimeNs, 42U);
  EXPECT_EQ(client.ask(instrument("TESTB")).outcome, Outcome::ACCEPTED);
}

TEST_P(EngineTest, BindsAParticipantToItsAccounts) {
  TestClient admin = platform();
  admin.ask(instrument("SPY"));
  admin.ask(account("mm1", wire::AccountKind::MARKET));
  TestClient client(context_, config_.commands_endpoint);
  client.logon(wire::ConnectionRole::PARTICIPANT, "market-token");
  EXPECT_EQ(client.ask(limit("mm1", "SPY", Side::SELL, 1, 100, "a")).outcome, Outcome::ACCEPTED);
  EXPECT_EQ(client.ask(limit("alice", "SPY", Side::SELL, 1, 100, "a")).rejectReason,
            RejectReason::UNKNOWN_ACCOUNT);
  EXPECT_EQ(client.ask(instrument("QQQ")).rejectReason, RejectReason::NOT_AUTHORIZED);
}

INSTANTIATE_TEST_SUITE_P(Layouts, EngineTest, ::testing::Values("compact", "split"));
}  // namespace
}  // namespace hft
