// The journal after crashes and damage: a torn tail is cut, anything else refuses to start.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/file.h"
#include "core_harness.h"
#include "journal/event_compare.h"
#include "journal/journal_writer.h"
#include "journal/recovery.h"
#include "journal/snapshot_store.h"

namespace hft {
namespace {
using namespace hft::testing;

constexpr std::uint64_t kSegmentBytes = 64U << 10U;

class JournalTest : public ::testing::Test {
 protected:
  JournalTest() {
    static int number = 0;
    root_ = std::filesystem::temp_directory_path() /
            ("hft-journal-test-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(root_);
    Session defaults;
    session_ = open_session(root_, defaults);
  }
  ~JournalTest() override { std::filesystem::remove_all(root_); }

  std::filesystem::path journal() const { return journal_directory(root_); }
  /// Journals commands as the agent would, a few to a batch.
  void write(const std::vector<Bytes>& commands, std::uint64_t after = 0) {
    JournalWriter writer({journal(), kSegmentBytes, true}, session_,
                         read_journal(journal(), session_.id, after + 1, [](auto&, auto) {}));
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const auto command = parse_command(i + 1, true, commands[i]);
      writer.append(after + i + 1, command->envelope.ingressTimeNs,
                    command->message.header.templateId, commands[i]);
      if (i % 7 == 6) writer.commit();
    }
    writer.commit();
  }
  std::vector<Bytes> read(JournalTail* tail = nullptr) {
    std::vector<Bytes> payloads;
    const JournalTail end =
        read_journal(journal(), session_.id, 1, [&](const JournalRecord&, ByteView payload) {
          payloads.emplace_back(payload.begin(), payload.end());
        });
    if (tail != nullptr) *tail = end;
    return payloads;
  }
  static std::vector<Bytes> commands(int count) {
    CoreHarness h;
    h.set_up();
    for (int i = 0; i < count; ++i) {
      h.send(limit(i % 2 == 0 ? "alice" : "mm1", "SPY", i % 2 == 0 ? Side::BUY : Side::SELL,
                   1 + i % 5, 100 + i % 3, std::to_string(i)));
    }
    return h.journal;
  }
  static void overwrite(const std::filesystem::path& path, std::uint64_t at, const Bytes& bytes) {
    const File file(path, O_RDWR);
    file.write_at(bytes.data(), bytes.size(), at);
  }
  Recovery recover_all(bool is_using_snapshots = true) {
    RecoveryOptions options;
    options.data_directory = root_;
    options.is_using_snapshots = is_using_snapshots;
    EventLogWriter events(event_directory(root_), session_.id, 32U << 10U);
    return recover(options, session_, events);
  }

  std::filesystem::path root_;
  Session session_;
};

TEST_F(JournalTest, GivesBackWhatWasWrittenOverSeveralSegments) {
  const auto written = commands(1000);
  write(written);
  EXPECT_GT(journal_segments(journal()).size(), 3U);
  EXPECT_EQ(read(), written);
}

TEST_F(JournalTest, CutsATornTailAndGoesOn) {
  const auto written = commands(20);
  write(written);
  JournalTail tail;
  read(&tail);
  overwrite(tail.segment, tail.offset, Bytes(100, 0xAB));
  read(&tail);
  EXPECT_TRUE(tail.is_torn);
  write({written[0]}, written.size());
  EXPECT_EQ(read(&tail).size(), written.size() + 1);
  EXPECT_FALSE(tail.is_torn);
}

TEST_F(JournalTest, ACutRecordAtTheEndIsTornNotCorrupt) {
  const auto written = commands(20);
  write(written);
  JournalTail tail;
  read(&tail);
  std::filesystem::resize_file(tail.segment, tail.offset - 20);
  EXPECT_EQ(read(&tail).size(), written.size() - 1);
  EXPECT_TRUE(tail.is_torn);
}

TEST_F(JournalTest, ABadRecordBeforeAGoodOneRefusesToStart) {
  write(commands(20));
  const auto path = journal_segments(journal()).back();
  overwrite(path, kSegmentHeaderBytes + 50, {0xFF});
  EXPECT_THROW(read(), JournalCorrupt);
  EXPECT_THROW(recover_all(), JournalCorrupt);
}

TEST_F(JournalTest, AZeroedRecordInTheMiddleRefusesToStart) {
  write(commands(20));
  overwrite(journal_segments(journal()).back(), kSegmentHeaderBytes, Bytes(64, 0));
  EXPECT_THROW(read(), JournalCorrupt);
}

TEST_F(JournalTest, ABadEarlierSegmentOrAMissingOneRefusesToStart) {
  write(commands(1000));
  const auto paths = journal_segments(journal());
  std::filesystem::rename(paths[1], root_ / "away");
  EXPECT_THROW(read(), JournalCorrupt);
  std::filesystem::rename(root_ / "away", paths[1]);
  overwrite(paths[0], kSegmentHeaderBytes + 50, {0xFF});
  EXPECT_THROW(read(), JournalCorrupt);
}

TEST_F(JournalTest, AnotherSessionsSegmentRefusesToStart) {
  write(commands(5));
  EXPECT_THROW(read_journal(journal(), SessionId{1, 2}, 1, [](auto&, auto) {}), JournalCorrupt);
}

TEST_F(JournalTest, RandomDamageLeavesATruePrefixOrRefuses) {
  const auto written = commands(300);
  write(written);
  const auto paths = journal_segments(journal());
  const std::uint64_t seed = std::random_device{}();
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::mt19937_64 random(seed);
  int refused = 0;
  int prefixes = 0;
  for (int round = 0; round < 200; ++round) {
    const auto& path = paths[random() % paths.size()];
    const auto before = *read_file(path);
    Bytes damaged = before;
    const std::size_t at = random() % damaged.size();
    switch (random() % 3) {
      case 0:
        damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ (1U << random() % 8));
        break;
      case 1:
        damaged.resize(at);
        break;
      default:
        std::fill_n(damaged.begin() + static_cast<std::ptrdiff_t>(at),
                    std::min<std::size_t>(512, damaged.size() - at), 0);
    }
    std::filesystem::resize_file(path, 0);
    overwrite(path, 0, damaged);
    try {
      const auto found = read();
      ASSERT_LE(found.size(), written.size());
      EXPECT_TRUE(std::equal(found.begin(), found.end(), written.begin()));
      ++prefixes;
    } catch (const JournalCorrupt&) {
      ++refused;
    }
    overwrite(path, 0, before);
  }
  std::printf("%d prefixes, %d refused\n", prefixes, refused);
  EXPECT_GT(refused, 0);
  EXPECT_GT(prefixes, 0);
}

TEST_F(JournalTest, RecoveryRegeneratesTheEventLogByteForByte) {
  CoreHarness live;
  live.core = std::make_unique<Core>(core_config(session_));
  live.set_up();
  for (int i = 0; i < 400; ++i) {
    live.send(limit(i % 2 == 0 ? "alice" : "mm1", "SPY", i % 2 == 0 ? Side::BUY : Side::SELL,
                    1 + i % 5, 100 + i % 3, std::to_string(i)));
  }
  write(live.journal);
  Recovery first = recover_all();
  EXPECT_EQ(first.core->state_hash(), live.core->state_hash());
  EXPECT_EQ(first.replayed_commands, live.journal.size());
  const auto segments = event_segments(event_directory(root_));
  EXPECT_GT(segments.size(), 2U);
  std::map<std::uint64_t, Bytes> whole;
  for (const auto& [sequence, path] : segments) whole[sequence] = *read_file(path);

  // The tail of the log is lost in several ways; the files come back the same.
  std::filesystem::resize_file(segments.rbegin()->second, kSegmentHeaderBytes + 777);
  recover_all();
  std::filesystem::remove(segments.rbegin()->second);
  std::filesystem::resize_file(std::prev(segments.end(), 2)->second, kSegmentHeaderBytes + 333);
  EXPECT_GT(recover_all().regenerated_events, 0U);
  for (const auto& [sequence, path] : segments) EXPECT_EQ(*read_file(path), whole[sequence]);

  // A changed event in the log is found.
  overwrite(segments.begin()->second, kSegmentHeaderBytes + 100, {0x77});
  EXPECT_ANY_THROW(recover_all());
}

TEST_F(JournalTest, RecoveryFromASnapshotEqualsRecoveryFromTheStart) {
  CoreHarness live;
  live.core = std::make_unique<Core>(core_config(session_));
  live.set_up();
  for (int i = 0; i < 300; ++i) {
    live.send(limit(i % 2 == 0 ? "alice" : "mm1", "SPY", i % 2 == 0 ? Side::BUY : Side::SELL,
                    1 + i % 5, 100 + i % 3, std::to_string(i)));
    if (i != 200) continue;
    SnapshotImage image;
    image.command_sequence = live.core->globals().last_command_sequence;
    image.last_sequence = live.core->globals().last_sequence;
    image.state_hash = live.core->state_hash();
    live.core->save(image.state);
    SnapshotStore(snapshot_directory(root_), session_.id).save(image);
  }
  write(live.journal);
  EXPECT_EQ(recover_all().snapshot_sequence, 0U) << "the event log does not reach it yet";
  const Recovery later = recover_all();
  EXPECT_GT(later.snapshot_sequence, 0U);
  EXPECT_LT(later.replayed_commands, 100U);
  EXPECT_EQ(later.core->state_hash(), live.core->state_hash());
}

/// As schema 1 wrote it: orders without their text, hashes over another layout.
Bytes as_schema_one(ByteView messages) {
  Bytes old;
  wire::MessageReader reader(messages);
  while (const auto message = reader.next()) {
    const bool has_text = message->is<wire::OrderAccepted>() || message->is<wire::OrderRejected>();
    wire::MessageHeader header = message->header;
    header.version = 1;
    if (has_text)
      header.blockLength = static_cast<std::uint16_t>(header.blockLength - sizeof(Text));
    const auto length = static_cast<std::uint32_t>(sizeof header + header.blockLength);
    std::uint8_t* at = wire::detail::grow(old, sizeof length + length);
    std::memcpy(at, &length, sizeof length);
    std::memcpy(at + sizeof length, &header, sizeof header);
    std::memcpy(at + sizeof length + sizeof header, message->body.data(), header.blockLength);
  }
  return old;
}

TEST_F(JournalTest, AnOlderSchemasEventLogIsAcceptedWhereItSaysTheSame) {
  CoreHarness live;
  live.core = std::make_unique<Core>(core_config(session_));
  std::filesystem::create_directories(event_directory(root_));
  EventLogWriter log(event_directory(root_), session_.id, 32U << 10U);
  log.open();
  const auto logged = [&] {
    log.append(live.journal.size(), live.out.first_sequence, live.out.event_count,
               as_schema_one(live.out.events));
  };
  live.send(instrument("SPY"));
  logged();
  live.send(account("alice"));
  logged();
  live.send(deposit("alice", 100'000 * kOne, "start"));
  logged();
  live.send(limit("alice", "SPY", Side::BUY, 1, 100, "a"));
  logged();
  log.flush();
  write(live.journal);
  EXPECT_EQ(recover_all().core->state_hash(), live.core->state_hash());

  auto noted = limit("alice", "SPY", Side::BUY, 1, 100, "b");
  noted.text = Text::of("a text the old log cannot know");
  live.send(noted);
  logged();
  log.flush();
  write({live.journal.back()}, live.journal.size() - 1);
  EXPECT_THROW(recover_all(), JournalCorrupt);
}

TEST(EventCompare, StateHashesAreComparedWithinOneLayoutOnly) {
  const auto bytes = [](std::uint16_t layout, std::uint64_t hash, std::uint64_t sequence) {
    wire::StateHash event{};
    event.sequence = sequence;
    event.stateHashLo = hash;
    event.stateLayout = layout;
    Bytes out;
    wire::append(out, event);
    return out;
  };
  EXPECT_TRUE(are_same_events(bytes(4, 1, 9), bytes(4, 1, 9)));
  EXPECT_FALSE(are_same_events(bytes(4, 1, 9), bytes(4, 2, 9)));
  EXPECT_TRUE(are_same_events(bytes(3, 1, 9), bytes(4, 2, 9)));
  EXPECT_FALSE(are_same_events(bytes(3, 1, 8), bytes(4, 2, 9)));
}

TEST_F(JournalTest, EventsTheJournalDoesNotKnowRefuseToStart) {
  const auto written = commands(50);
  write(written);
  recover_all();
  JournalTail tail;
  read(&tail);
  std::filesystem::resize_file(tail.segment, kSegmentHeaderBytes + 2000);
  EXPECT_THROW(recover_all(), JournalCorrupt);
}

TEST(DirectoryLockTest, KeepsASecondEngineOut) {
  const auto root =
      std::filesystem::temp_directory_path() / ("hft-lock-test-" + std::to_string(getpid()));
  std::filesystem::create_directories(root);
  {
    const DirectoryLock first(root);
    EXPECT_ANY_THROW(DirectoryLock second(root));
  }
  EXPECT_NO_THROW(DirectoryLock third(root));
  std::filesystem::remove_all(root);
}

TEST(Crc32c, TableAndHardwareAgreeWithTheKnownValue) {
  const std::string_view text = "123456789";
  EXPECT_EQ(crc32c(0, text.data(), text.size()), 0xE3069283U);
  EXPECT_EQ(crc32c_by_table(0, text.data(), text.size()), 0xE3069283U);
  const std::string half(1021, 'x');
  EXPECT_EQ(crc32c(7, half.data(), half.size()), crc32c_by_table(7, half.data(), half.size()));
}
}  // namespace
}  // namespace hft
