// The engine as a whole: recovers, builds rings and agents, runs them on threads, ends in order.
//
// Thread safety: construct, run() and destroy from one thread; request_…() from any, also from a
// signal handler.
#pragma once
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "app/engine_config.h"
#include "core/core_agent.h"
#include "gateway/gateway.h"
#include "journal/journal_agent.h"
#include "journal/recovery.h"
#include "journal/snapshot_store.h"
#include "release/release.h"
#include "release/replay_server.h"

namespace hft {
class Engine {
 public:
  Engine(EngineConfig config, Tokens tokens);
  ~Engine();
  /// Serves until request_stop() or a disk error; answers the exit code.
  int run();
  void request_stop() { is_stop_requested_.store(true, std::memory_order_release); }
  /// Engages the global kill switch, as an administrator's command would: all open orders are
  /// canceled, new ones refused. Only a command releases it again.
  void request_kill_switch() { progress_.is_kill_asked.store(true, std::memory_order_release); }

  bool is_ready() const { return is_ready_.load(std::memory_order_acquire); }
  const Progress& progress() const { return progress_; }
  const Session& session() const { return session_; }
  const EngineConfig& config() const { return config_; }
  const Recovery& recovery() const { return recovery_; }

 private:
  void start_threads();
  void run_matching();
  void run_agent(const std::function<bool()>& poll, Wakeup& wakeup, zmq::socket_t* socket,
                 bool is_releasing);
  void run_journal();
  bool is_unhurried() const;
  void run_snapshots();
  void guard(const std::function<void()>& body);
  bool is_drained() const;
  void drain();
  void save_snapshot(const SnapshotImage& image);
  void stop_threads();

  const EngineConfig config_;
  const Tokens tokens_;
  DirectoryLock lock_;
  const Session session_;
  EventLogWriter events_;
  Recovery recovery_;
  Clock clock_;
  Progress progress_;

  ByteRing input_;
  ByteRing output_;
  ByteRing replies_;
  std::unique_ptr<SnapshotTickets> tickets_ = std::make_unique<SnapshotTickets>();
  std::unique_ptr<SnapshotAnswers> answers_ = std::make_unique<SnapshotAnswers>();
  std::unique_ptr<BatchTimesQueue> times_ = std::make_unique<BatchTimesQueue>();
  SnapshotQueue snapshots_;
  // In the compact layout gateway, core and release share the first.
  Wakeup gateway_wakeup_;
  Wakeup core_wakeup_;
  Wakeup release_wakeup_;
  Wakeup journal_wakeup_;
  Wakeup replay_wakeup_;

  JournalWriter writer_;
  SnapshotStore snapshot_store_;
  Depth depth_;
  zmq::context_t context_{1};
  std::unique_ptr<JournalAgent> journal_;
  std::unique_ptr<Gateway> gateway_;
  std::unique_ptr<CoreAgent> core_;
  std::unique_ptr<Release> release_;
  std::unique_ptr<ReplayServer> replay_;

  std::vector<std::thread> threads_;
  std::atomic<bool> is_stop_requested_{false};
  std::atomic<bool> is_stopping_{false};
  std::atomic<bool> is_ready_{false};
};
}  // namespace hft
