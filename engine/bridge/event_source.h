// The engine's events in order from any sequence: the feed when it is next, the replay socket
// whenever something is missing. Holds no event it has not given away.
//
// Thread safety: one thread.
// Invariant: take() gives sequences next(), next() + 1, ... without gap or repeat.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <zmq.hpp>

#include "base/clock.h"
#include "journal/record.h"

namespace hft::bridge {
/// The asked events are gone from the engine: only an operator can decide what to do.
class EventsGone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class EventSource {
 public:
  using Take = std::function<void(std::uint64_t sequence, const wire::MessageView& event)>;
  using OnSession = std::function<void(const SessionId&)>;

  EventSource(const std::string& replay_endpoint, const std::string& feed_endpoint);

  /// The session the engine serves; asks until it answers or the limit is over.
  std::optional<SessionId> ask_session(int limit_ms);
  void start_after(std::uint64_t sequence);
  /// Gives what arrived within `limit_ms`; throws when the session changes or events are gone.
  void poll(int limit_ms, const Take& take);
  std::uint64_t next() const { return next_; }
  /// True while it reads what it has missed.
  bool is_asking() const { return is_asking_; }
  /// Sequence the engine has announced last.
  std::uint64_t announced() const { return announced_; }

 private:
  void connect_replay();
  void read_feed(const Take& take);
  void read_replay(const Take& take);
  void on_frame(ByteView frame, const Take& take);
  void on_chunk(ByteView frame, const Take& take);
  void request();
  void check_session(const SessionId& id);

  const std::string replay_endpoint_;
  Clock clock_;
  zmq::context_t context_{1};
  zmq::socket_t feed_;
  zmq::socket_t replay_;
  std::optional<SessionId> session_;
  std::uint64_t next_ = 1;
  std::uint64_t announced_ = 0;
  std::uint64_t request_id_ = 0;
  bool is_asking_ = false;
  TimeNs asked_ns_ = 0;
};
}  // namespace hft::bridge
