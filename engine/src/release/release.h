// Lets go what is durable: event log, then feed, then reply, for every command in order. Matching
// may run ahead of the disk, release may not.
//
// Thread safety: none; owned by one thread (with the feed socket).
// Invariants: nothing of command N leaves before durable_command >= N (durable mode); the feed
// never announces an event the event log does not hold.
#pragma once
#include <deque>
#include <zmq.hpp>

#include "base/byte_ring.h"
#include "base/clock.h"
#include "base/progress.h"
#include "base/ring_entries.h"
#include "base/spsc_queue.h"
#include "base/wakeup.h"
#include "journal/event_log.h"
#include "journal/journal_agent.h"
#include "release/depth.h"

namespace hft {
/// State messages for one SnapshotRequest, on their way to the replay socket.
struct SnapshotAnswer {
  std::uint64_t ticket = 0;
  std::uint64_t as_of_sequence = 0;
  wire::SnapshotRequest request;
  Bytes messages;
};
using SnapshotAnswers = SpscQueue<std::shared_ptr<SnapshotAnswer>, 256>;

struct ReleaseConfig {
  std::string endpoint;
  SessionId session;
  bool is_durable = true;           ///< false: replies do not wait for the disk and say so
  bool is_dropping_events = false;  ///< planted bug for the checkers' canary
  TimeNs depth_interval_ns = 10'000'000;
};

class Release {
 public:
  Release(zmq::context_t& context, ReleaseConfig config, const Clock& clock, Progress& progress,
          EventLogWriter& events, Depth& depth, ByteRing& output, ByteRing& replies,
          BatchTimesQueue& times, SnapshotAnswers& answers, Wakeup& gateway_wakeup,
          Wakeup& replay_wakeup);
  bool poll();
  /// When poll() must run again although nothing new comes.
  TimeNs next_due_ns() const {
    return depth_.has_changes() ? std::min(next_depth_ns_, next_heartbeat_ns_) : next_heartbeat_ns_;
  }
  zmq::socket_t& socket() { return socket_; }

 private:
  struct Hop {
    OutputHead head{};
    BatchTimes times;
    bool is_set = false;
  };
  bool may_go(std::uint64_t command_sequence) const;
  bool take_pieces();
  void let_go(ByteView output);
  void publish_events(const OutputHead& head, ByteView messages);
  void answer_snapshot(const OutputHead& head, ByteView reply);
  void queue_reply(const OutputHead& head, ByteView reply);
  void finish_batch();
  bool push_replies();
  void send_frame();
  void publish_depth();
  void send(std::string_view topic, const Bytes& frame);
  void drain_subscriptions();
  BatchTimes times_of(std::uint64_t command_sequence);

  const ReleaseConfig config_;
  const Clock& clock_;
  Progress& progress_;
  EventLogWriter& events_;
  Depth& depth_;
  ByteRing& output_;
  ByteRing& replies_;
  BatchTimesQueue& times_;
  SnapshotAnswers& answers_;
  Wakeup& gateway_wakeup_;
  Wakeup& replay_wakeup_;
  zmq::socket_t socket_;

  Bytes assembled_;  ///< an output that came in pieces
  Bytes frame_;      ///< event frame being filled
  std::uint64_t frame_first_ = 0;
  std::uint32_t frame_count_ = 0;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t last_command_ = 0;
  std::deque<Bytes> waiting_replies_;
  BatchTimes current_times_;
  Hop hop_;
  TimeNs next_hop_ns_ = 0;
  TimeNs next_depth_ns_ = 0;
  TimeNs next_heartbeat_ns_ = 0;
  TimeNs next_drain_ns_ = 0;
  TimeNs released_ns_ = 0;
};
}  // namespace hft
