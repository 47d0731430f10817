// 5557: past events from the event log and snapshots of now, for whoever lost something or starts.
// It never touches the matching thread: events are read from files, snapshots travel the ring.
//
// Thread safety: run() is its own thread; it hands over through SPSC queues.
// Invariants: only events below released_sequence leave; a reader that does not read holds up only
// itself (ROUTER_MANDATORY makes a full peer visible, so its job waits).
#pragma once
#include <absl/container/flat_hash_map.h>

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <zmq.hpp>

#include "base/progress.h"
#include "gateway/gateway.h"
#include "journal/event_log.h"
#include "release/release.h"

namespace hft {
class ReplayServer {
 public:
  ReplayServer(zmq::context_t& context, const std::string& endpoint,
               std::filesystem::path event_directory, const SessionId& session, Progress& progress,
               SnapshotTickets& tickets, SnapshotAnswers& answers, Wakeup& gateway_wakeup,
               Wakeup& wakeup);
  /// Until `is_stopping`.
  void run(const std::atomic<bool>& is_stopping);

 private:
  /// A range being sent, chunk by chunk.
  struct Job {
    std::string identity;
    std::uint64_t request_id = 0;
    std::uint64_t next = 1;
    std::uint64_t to = 0;
    bool is_started = false;
    std::unique_ptr<EventLogReader> reader;
    std::deque<Bytes> ready;  ///< whole frames; a snapshot has all of them here
    bool is_all_ready = false;
  };
  bool poll();
  void read_request(const std::string& identity, ByteView bytes);
  void on_replay(const std::string& identity, const wire::ReplayRequest& request);
  void on_snapshot(const std::string& identity, const wire::SnapshotRequest& request);
  void reject(const std::string& identity, std::uint64_t request_id, wire::RejectReason reason,
              std::string_view text);
  void take_answers();
  void fill(Job& job);
  enum class Sent { ALL, FULL, GONE };
  Sent send_ready(Job& job);
  Bytes replay_head(const Job& job, std::uint64_t first, std::uint64_t last, std::uint32_t count,
                    bool is_last) const;

  const std::filesystem::path event_directory_;
  const SessionId session_;
  Progress& progress_;
  SnapshotTickets& tickets_;
  SnapshotAnswers& answers_;
  Wakeup& gateway_wakeup_;
  Wakeup& wakeup_;
  zmq::socket_t socket_;
  std::deque<Job> jobs_;
  absl::flat_hash_map<std::uint64_t, std::string> asked_;  ///< ticket -> identity
  std::uint64_t last_ticket_ = 0;
};
}  // namespace hft
