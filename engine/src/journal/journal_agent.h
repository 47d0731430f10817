// Consumer of the input ring that makes commands durable in groups and says how far it is.
//
// Thread safety: poll() from one thread. durable_command is published after fdatasync.
#pragma once
#include "base/byte_ring.h"
#include "base/clock.h"
#include "base/progress.h"
#include "base/spsc_queue.h"
#include "base/wakeup.h"
#include "journal/journal_writer.h"

namespace hft {
/// When one batch was written and when it was durable: for the replies' stamps.
struct BatchTimes {
  std::uint64_t last_command = 0;
  TimeNs journalled_ns = 0;
  TimeNs durable_ns = 0;
};
using BatchTimesQueue = SpscQueue<BatchTimes, 8192>;

class JournalAgent {
 public:
  static constexpr std::size_t kReader = 0;

  /// `release_wakeup`: who waits for what is durable; null when nobody does.
  JournalAgent(JournalWriter& writer, std::filesystem::path directory, std::uint64_t reserve_bytes,
               const Clock& clock, Progress& progress, ByteRing& input, BatchTimesQueue& times,
               Wakeup* release_wakeup);
  /// One group commit; false when there was nothing to write.
  bool poll();

 private:
  void check_reserve(TimeNs now);

  JournalWriter& writer_;
  const std::filesystem::path directory_;
  const std::uint64_t reserve_bytes_;
  const Clock& clock_;
  Progress& progress_;
  ByteRing& input_;
  BatchTimesQueue& times_;
  Wakeup* const release_wakeup_;
  TimeNs next_check_ns_ = 0;
};
}  // namespace hft
