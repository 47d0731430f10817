// Runs the core on the input ring and hands what it says to release. Reads no clock for the core;
// the decided stamp is a measurement beside it.
//
// Thread safety: poll() from the matching thread.
#pragma once
#include "base/byte_ring.h"
#include "base/clock.h"
#include "base/progress.h"
#include "base/spsc_queue.h"
#include "base/wakeup.h"
#include "core/core.h"
#include "core/look_ahead.h"
#include "journal/snapshot_store.h"

namespace hft {
using SnapshotQueue = SpscQueue<std::shared_ptr<SnapshotImage>, 4>;

class CoreAgent {
 public:
  static constexpr std::size_t kReader = 1;

  CoreAgent(Core& core, const Clock& clock, Progress& progress, ByteRing& input, ByteRing& output,
            SnapshotQueue& snapshots, std::uint64_t snapshot_every, std::uint64_t last_snapshot,
            Wakeup& release_wakeup);
  bool poll();
  /// The core's state now; for the last snapshot of an orderly end.
  std::shared_ptr<SnapshotImage> image();

 private:
  void decide(ByteView entry);
  bool push_pending();

  Core& core_;
  const Clock& clock_;
  Progress& progress_;
  LookAhead ahead_;
  ByteRing& output_;
  SnapshotQueue& snapshots_;
  const std::uint64_t snapshot_every_;
  Wakeup& release_wakeup_;
  std::uint64_t last_snapshot_ = 0;
  Output out_;
  Bytes pending_;  ///< one output on its way into the ring
  std::size_t pushed_ = 0;
};
}  // namespace hft
