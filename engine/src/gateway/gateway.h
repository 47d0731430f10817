// The one door for commands: owns 5555 in both directions. It checks form and logon, hands commands
// to the intake, and answers itself only what must not reach the core.
//
// Thread safety: none; owned by one thread. Other threads hand over through SPSC queues.
// Invariant: every command of a frame gets exactly one reply, from here or from the core.
#pragma once
#include <zmq.hpp>

#include "base/byte_ring.h"
#include "base/clock.h"
#include "base/progress.h"
#include "base/spsc_queue.h"
#include "base/wakeup.h"
#include "core/command.h"
#include "gateway/command_intake.h"
#include "gateway/connections.h"
#include "gateway/socket_watch.h"
#include "gateway/tokens.h"
#include "journal/record.h"

namespace hft {
/// A SnapshotRequest on its way from the replay socket into the ring.
struct SnapshotTicket {
  std::uint64_t ticket = 0;
  wire::SnapshotRequest request;
};
using SnapshotTickets = SpscQueue<SnapshotTicket, 256>;

struct GatewayConfig {
  std::string endpoint;
  SessionId session;
  std::uint64_t last_command_sequence = 0;
  CalendarDay always_day;                      ///< as the journal left it
  TimeNs silence_limit_ns = 3'000'000'000ULL;  ///< then ConnectionExpired
};

class Gateway {
 public:
  Gateway(zmq::context_t& context, GatewayConfig config, const Tokens& tokens, const Clock& clock,
          Progress& progress, ByteRing& input, ByteRing& replies, SnapshotTickets& tickets,
          Wakeup& journal_wakeup, Wakeup& core_wakeup);

  /// One bounded unit of work; false when there was nothing to do.
  bool poll();
  zmq::socket_t& socket() { return socket_; }

 private:
  /// Everything about the frame being read.
  struct Frame {
    std::string identity;
    Connection* connection = nullptr;
    Command envelope;  ///< of the commands that follow
    bool has_envelope = false;
    std::uint64_t commands = 0;  ///< read under this envelope
    Bytes answers;
    std::uint64_t request_id() const {
      return has_envelope ? envelope.envelope.requestId + commands : 0;
    }
  };

  bool receive();
  void read_frame(Frame& frame, ByteView bytes);
  void on_message(Frame& frame, const wire::MessageView& message);
  void on_logon(Frame& frame, const wire::Logon& logon);
  void on_envelope(Frame& frame, const wire::MessageView& message);
  void on_ping(Frame& frame, const wire::Ping& ping);
  void on_command(Frame& frame, const wire::MessageView& message);
  void bind(Frame& frame);
  wire::RejectReason refusal(const Frame& frame, const wire::MessageView& message) const;
  void refuse(Frame& frame, wire::RejectReason reason);
  bool send_replies();
  void send(const std::string& identity, const Bytes& bytes);
  // gateway_own.cpp
  bool take_tickets();
  bool take_kill_switch();
  void run_timers();
  void roll_session(std::uint32_t today);
  void expire_silent();

  const GatewayConfig config_;
  const Tokens& tokens_;
  const Clock& clock_;
  Progress& progress_;
  CommandIntake intake_;
  ByteRing& replies_;
  SnapshotTickets& tickets_;
  Wakeup& journal_wakeup_;
  Wakeup& core_wakeup_;
  zmq::socket_t socket_;
  Connections connections_;
  std::uint64_t last_connection_ = 0;
  SocketWatch watch_;
  TimeNs next_timer_ns_ = 0;
  CalendarDay always_day_;
};
}  // namespace hft
