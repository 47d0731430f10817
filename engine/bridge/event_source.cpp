#include "bridge/event_source.h"

namespace hft::bridge {
namespace {
constexpr std::uint64_t kRangeEvents = 10'000;  // bounds what may be on its way to us
constexpr TimeNs kAnswerNs = 2'000'000'000;
/// As many as the feed's socket holds: what is more is lost there and asked for again.
constexpr int kFramesPerPoll = 1000;

ByteView view_of_part(const zmq::message_t& part) {
  return {static_cast<const std::uint8_t*>(part.data()), part.size()};
}
}  // namespace

EventSource::EventSource(const std::string& replay_endpoint, const std::string& feed_endpoint)
    : replay_endpoint_(replay_endpoint), feed_(context_, zmq::socket_type::sub) {
  feed_.set(zmq::sockopt::subscribe, "e");
  feed_.set(zmq::sockopt::rcvhwm, kFramesPerPoll);
  feed_.set(zmq::sockopt::linger, 0);
  feed_.connect(feed_endpoint);
  connect_replay();
}

/// A new socket has a new identity: answers to requests given up do not reach it.
void EventSource::connect_replay() {
  replay_ = zmq::socket_t(context_, zmq::socket_type::dealer);
  replay_.set(zmq::sockopt::linger, 0);
  replay_.set(zmq::sockopt::rcvhwm, 16);
  replay_.set(zmq::sockopt::reconnect_ivl, 50);
  replay_.set(zmq::sockopt::reconnect_ivl_max, 500);
  replay_.connect(replay_endpoint_);
}

std::optional<SessionId> EventSource::ask_session(int limit_ms) {
  const TimeNs limit = clock_.now() + static_cast<TimeNs>(limit_ms) * 1'000'000U;
  start_after(UINT64_MAX / 2);  // beyond any event: the answer is empty but for the session
  while (!session_ && clock_.now() < limit) poll(50, [](std::uint64_t, const auto&) {});
  return session_;
}

void EventSource::start_after(std::uint64_t sequence) {
  next_ = sequence + 1;
  is_asking_ = false;
  request();
}

void EventSource::request() {
  Bytes frame;
  wire::append(frame, wire::ReplayRequest{++request_id_, next_, next_ + kRangeEvents - 1});
  if (is_asking_) connect_replay();
  replay_.send(zmq::buffer(frame), zmq::send_flags::dontwait);
  is_asking_ = true;
  asked_ns_ = clock_.now();
}

void EventSource::poll(int limit_ms, const Take& take) {
  zmq::pollitem_t items[] = {{feed_.handle(), 0, ZMQ_POLLIN, 0},
                             {replay_.handle(), 0, ZMQ_POLLIN, 0}};
  try {
    zmq::poll(items, 2, std::chrono::milliseconds(limit_ms));
  } catch (const zmq::error_t&) {  // a signal
    return;
  }
  read_replay(take);
  read_feed(take);
  const bool is_behind = announced_ >= next_;
  if (is_asking_ ? clock_.now() - asked_ns_ > kAnswerNs : is_behind) request();
}

void EventSource::read_feed(const Take& take) {
  for (int i = 0; i < kFramesPerPoll; ++i) {
    zmq::message_t topic;
    if (!feed_.recv(topic, zmq::recv_flags::dontwait)) return;
    zmq::message_t frame;
    if (!topic.more()) continue;
    [[maybe_unused]] const auto size = feed_.recv(frame, zmq::recv_flags::none);
    on_frame(view_of_part(frame), take);
  }
}

/// A frame that is not next is let go: the replay socket brings it in its turn.
void EventSource::on_frame(ByteView frame, const Take& take) {
  wire::FrameHeader header;
  if (frame.size() < sizeof header) return;
  std::memcpy(&header, frame.data(), sizeof header);
  wire::FrameHeader unsealed = header;
  unsealed.crc32c = 0;
  const ByteView messages = frame.subspan(sizeof header);
  const std::uint32_t crc = crc32c(0, &unsealed, sizeof unsealed);
  if (crc32c(crc, messages.data(), messages.size()) != header.crc32c) return;
  check_session({header.sessionIdHi, header.sessionIdLo});
  announced_ = std::max<std::uint64_t>(announced_, header.firstSequence + header.count - 1);
  if (is_asking_ || header.firstSequence > next_) return;
  wire::MessageReader reader(messages);
  std::uint64_t sequence = header.firstSequence;
  for (auto event = reader.next(); event; event = reader.next(), ++sequence) {
    if (sequence != next_) continue;
    take(sequence, *event);
    ++next_;
  }
}

void EventSource::read_replay(const Take& take) {
  for (int i = 0; i < kFramesPerPoll; ++i) {
    zmq::message_t frame;
    if (!replay_.recv(frame, zmq::recv_flags::dontwait)) return;
    on_chunk(view_of_part(frame), take);
  }
}

void EventSource::on_chunk(ByteView frame, const Take& take) {
  wire::MessageReader reader(frame);
  const auto head = reader.next();
  if (!head) return;
  if (head->is<wire::SnapshotRequired>()) {
    throw EventsGone("the engine no longer keeps event " + std::to_string(next_) +
                     "; its oldest is " +
                     std::to_string(head->as<wire::SnapshotRequired>().oldestSequence));
  }
  if (!head->is<wire::ReplayChunk>()) return;
  const auto chunk = head->as<wire::ReplayChunk>();
  if (chunk.requestId != request_id_) return;
  check_session({chunk.sessionIdHi, chunk.sessionIdLo});
  asked_ns_ = clock_.now();
  std::uint64_t sequence = chunk.firstSequence;
  for (auto event = reader.next(); event; event = reader.next(), ++sequence) {
    if (sequence != next_) continue;
    take(sequence, *event);
    ++next_;
  }
  if (chunk.count > 0) announced_ = std::max<std::uint64_t>(announced_, chunk.lastSequence);
  if (chunk.isLast == wire::Bool::YES) {
    is_asking_ = false;
    // A full range: there is probably more, ask at once.
    if (chunk.count > 0) announced_ = std::max(announced_, next_ - 1);
  }
}

void EventSource::check_session(const SessionId& id) {
  if (!session_) session_ = id;
  if (*session_ == id) return;
  throw std::runtime_error("the engine's session changed to " + to_text(id));
}
}  // namespace hft::bridge
