// Where each agent stands, readable from any thread (health page, replay service). Each field has
// one writer, named beside it; counters are relaxed, positions are release/acquire.
#pragma once
#include <atomic>
#include <cstdint>

namespace hft {
struct Progress {
  using Counter = std::atomic<std::uint64_t>;
  Counter accepted_command{0};               // gateway: last commandSequence given
  Counter decided_command{0};                // core
  Counter durable_command{0};                // journal, after fdatasync; release waits for it
  Counter released_command{0};               // release
  Counter released_sequence{0};              // release: last event anybody outside has seen
  Counter snapshot_command{0};               // snapshot writer
  std::atomic<bool> is_halted{false};        // journal or release: disk failed, the engine ends
  std::atomic<bool> is_reserve_only{false};  // journal: disk nearly full, only cancels may come
  std::atomic<bool> is_draining{false};      // main: no new commands
  std::atomic<bool> is_kill_asked{false};    // main: a signal; the gateway takes it back
  Counter connections{0};                    // gateway
  Counter frames_received{0};                // gateway
  Counter frames_malformed{0};               // gateway
  Counter commands_refused{0};               // gateway: answered without reaching the core
  Counter journal_commits{0};                // journal
  Counter journal_commit_ns{0};              // journal: total time in write + sync
  Counter journal_bytes{0};                  // journal
  Counter events_published{0};               // release
  Counter feed_frames{0};                    // release
  Counter replay_requests{0};                // replay service
  Counter snapshot_requests{0};              // replay service
  Counter live_orders{0};                    // core
  Counter remembered_orders{0};              // core
};
inline void bump(Progress::Counter& counter, std::uint64_t by = 1) {
  counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}
}  // namespace hft
