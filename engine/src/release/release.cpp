#include "release/release.h"

#include "hft/crc32c.h"

namespace hft {
namespace {
constexpr int kOutputsPerPoll = 512;
constexpr std::size_t kFrameBytes = 64U * 1024U;
constexpr std::size_t kMaxWaitingReplies = 4096;
constexpr TimeNs kHeartbeatNs = 100'000'000;
constexpr TimeNs kHopIntervalNs = 1'000'000;
constexpr TimeNs kDrainIntervalNs = 1'000'000;
constexpr std::uint16_t kBookBit = 1U << 4U;
/// The canary drops the event of every such sequence.
constexpr std::uint64_t kDroppedEvery = 100;
}  // namespace

Release::Release(zmq::context_t& context, ReleaseConfig config, const Clock& clock,
                 Progress& progress, EventLogWriter& events, Depth& depth, ByteRing& output,
                 ByteRing& replies, BatchTimesQueue& times, SnapshotAnswers& answers,
                 Wakeup& gateway_wakeup, Wakeup& replay_wakeup)
    : config_(std::move(config)),
      clock_(clock),
      progress_(progress),
      events_(events),
      depth_(depth),
      output_(output),
      replies_(replies),
      times_(times),
      answers_(answers),
      gateway_wakeup_(gateway_wakeup),
      replay_wakeup_(replay_wakeup),
      socket_(context, zmq::socket_type::xpub),
      last_sequence_(events.published_sequence().load(std::memory_order_relaxed)),
      last_command_(progress.durable_command.load(std::memory_order_relaxed)) {
  socket_.set(zmq::sockopt::sndhwm, 10'000);
  socket_.set(zmq::sockopt::linger, 200);
  socket_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(1U << 20U));
  socket_.bind(config_.endpoint);
  progress_.released_sequence.store(last_sequence_, std::memory_order_release);
  progress_.released_command.store(last_command_, std::memory_order_release);
}

bool Release::poll() {
  released_ns_ = clock_.now();
  if (released_ns_ >= next_drain_ns_) drain_subscriptions();
  bool has_worked = false;
  if (push_replies()) has_worked = take_pieces();
  if (has_worked) finish_batch();
  if (released_ns_ >= next_depth_ns_) publish_depth();
  if (released_ns_ >= next_heartbeat_ns_) {
    frame_first_ = last_sequence_ + 1;
    send_frame();
  }
  return has_worked;
}

bool Release::may_go(std::uint64_t command_sequence) const {
  // Pairs with the release store of the journal agent after fdatasync.
  return !config_.is_durable ||
         command_sequence <= progress_.durable_command.load(std::memory_order_acquire);
}

bool Release::take_pieces() {
  int outputs = 0;
  while (outputs < kOutputsPerPoll && waiting_replies_.size() < kMaxWaitingReplies) {
    std::uint64_t taken = 0;
    const ByteView entry = output_.peek(0, taken);
    if (entry.empty()) break;
    PieceHead piece{};
    std::memcpy(&piece, entry.data(), sizeof piece);
    if (!may_go(piece.command_sequence)) break;
    const ByteView part = entry.subspan(sizeof piece);
    if (piece.has_more == 0 && assembled_.empty()) {
      let_go(part);
    } else {
      assembled_.insert(assembled_.end(), part.begin(), part.end());
      if (piece.has_more == 0) {
        let_go(assembled_);
        assembled_ = Bytes();
      }
    }
    output_.release(0, taken);
    ++outputs;
  }
  return outputs > 0;
}

void Release::let_go(ByteView output) {
  OutputHead head{};
  std::memcpy(&head, output.data(), sizeof head);
  const ByteView events = output.subspan(sizeof head, head.event_bytes);
  const ByteView reply = output.subspan(sizeof head + head.event_bytes, head.reply_bytes);
  const ByteView levels = output.subspan(sizeof head + head.event_bytes + head.reply_bytes);
  if (head.event_count > 0) publish_events(head, events);
  for (std::uint32_t i = 0; i < head.level_count; ++i) {
    LevelChange change{};
    std::memcpy(&change, levels.data() + i * sizeof change, sizeof change);
    depth_.apply(change, head.last_sequence);
  }
  if (config_.depth_interval_ns == 0 && head.level_count > 0) publish_depth();
  last_sequence_ = std::max(last_sequence_, head.last_sequence);
  last_command_ = head.command_sequence;
  if (head.is_snapshot != 0) return answer_snapshot(head, reply);
  if (head.reply_bytes > 0 && head.connection_id != 0) queue_reply(head, reply);
}

void Release::publish_events(const OutputHead& head, ByteView messages) {
  Bytes kept;
  std::uint32_t count = head.event_count;
  std::uint64_t sequence = head.first_sequence;
  const std::uint64_t first = sequence;
  if (config_.is_dropping_events) {
    wire::MessageReader reader(messages);
    count = 0;
    while (const auto message = reader.next()) {
      if (sequence++ % kDroppedEvery == 0) continue;
      const auto length = static_cast<std::uint32_t>(message->bytes.size());
      std::uint8_t* at = wire::detail::grow(kept, sizeof length + length);
      std::memcpy(at, &length, sizeof length);
      std::memcpy(at + sizeof length, message->bytes.data(), length);
      ++count;
    }
    if (count == 0) return;
    messages = kept;
  }
  events_.append(head.command_sequence, first, count, messages);
  wire::MessageReader reader(messages);
  sequence = first;
  while (const auto message = reader.next()) {
    if (frame_count_ == 0) frame_first_ = sequence;
    const auto length = static_cast<std::uint32_t>(message->bytes.size());
    std::uint8_t* at = wire::detail::grow(frame_, sizeof length + length);
    std::memcpy(at, &length, sizeof length);
    std::memcpy(at + sizeof length, message->bytes.data(), length);
    ++frame_count_;
    ++sequence;
    if (frame_.size() >= kFrameBytes) {
      events_.flush();  // the log holds it before the feed says it
      send_frame();
    }
  }
  bump(progress_.events_published, count);
}

/// Frame head, then what was collected; an empty one is the heartbeat with the next sequence.
void Release::send_frame() {
  wire::FrameHeader header{};
  header.sessionIdHi = config_.session.hi;
  header.sessionIdLo = config_.session.lo;
  header.firstSequence = frame_first_;
  header.count = static_cast<std::uint16_t>(frame_count_);
  std::uint32_t crc = crc32c(0, &header, sizeof header);
  header.crc32c = crc32c(crc, frame_.data(), frame_.size());
  Bytes bytes(sizeof header + frame_.size());
  std::memcpy(bytes.data(), &header, sizeof header);
  std::copy(frame_.begin(), frame_.end(), bytes.begin() + sizeof header);
  send("e", bytes);
  bump(progress_.feed_frames);
  next_heartbeat_ns_ = clock_.now() + kHeartbeatNs;
  frame_.clear();
  frame_count_ = 0;
}

/// Log first, then feed, then replies: nobody hears of an event that cannot be replayed.
void Release::finish_batch() {
  events_.flush();
  if (frame_count_ > 0) send_frame();
  progress_.released_sequence.store(last_sequence_, std::memory_order_release);
  progress_.released_command.store(last_command_, std::memory_order_release);
  push_replies();
  gateway_wakeup_.notify();
  if (!hop_.is_set || released_ns_ < next_hop_ns_) return;
  next_hop_ns_ = released_ns_ + kHopIntervalNs;
  hop_.is_set = false;
  Bytes bytes;
  wire::append(bytes, wire::HopTimes{hop_.head.command_sequence, hop_.head.last_sequence,
                                     hop_.head.ingress_ns, hop_.times.journalled_ns,
                                     hop_.head.decided_ns, hop_.times.durable_ns, released_ns_});
  send("t", bytes);
}

BatchTimes Release::times_of(std::uint64_t command_sequence) {
  while (current_times_.last_command < command_sequence) {
    const BatchTimes* next = times_.front();
    if (next == nullptr) break;
    current_times_ = *next;
    times_.pop();
  }
  return current_times_.last_command >= command_sequence ? current_times_ : BatchTimes{};
}

void Release::queue_reply(const OutputHead& head, ByteView reply) {
  const BatchTimes times = times_of(head.command_sequence);
  const bool is_durable = config_.is_durable || times.last_command != 0;
  Bytes entry(sizeof(ReplyHead));
  const ReplyHead to{head.connection_id};
  std::memcpy(entry.data(), &to, sizeof to);
  wire::MessageReader reader(reply);
  while (const auto message = reader.next()) {
    if (!message->is<wire::CommandReply>()) continue;
    auto stamped = message->as<wire::CommandReply>();
    stamped.journalledTimeNs = times.journalled_ns;
    stamped.decidedTimeNs = head.decided_ns;
    stamped.durableTimeNs = times.durable_ns;
    stamped.releasedTimeNs = released_ns_;
    stamped.isDurable = is_durable ? wire::Bool::YES : wire::Bool::NO;
    wire::append(entry, stamped);
  }
  waiting_replies_.push_back(std::move(entry));
  if (head.is_journalled != 0) hop_ = {head, times, true};
}

/// False while the reply ring is full: then nothing more is let go.
bool Release::push_replies() {
  while (!waiting_replies_.empty()) {
    if (!replies_.push(waiting_replies_.front())) return false;
    waiting_replies_.pop_front();
  }
  return true;
}

void Release::answer_snapshot(const OutputHead& head, ByteView reply) {
  wire::MessageReader reader(reply);
  const auto first = reader.next();
  if (!first) return;
  auto answer = std::make_shared<SnapshotAnswer>();
  answer->ticket = head.connection_id;
  answer->as_of_sequence = head.last_sequence;
  answer->request = first->as<wire::SnapshotRequest>();
  const ByteView states = reply.subspan(sizeof(std::uint32_t) + first->bytes.size());
  answer->messages.assign(states.begin(), states.end());
  if ((answer->request.kinds & kBookBit) != 0) {
    publish_depth();  // so that the book's number is the last delta's
    depth_.describe(answer->request.symbol, answer->messages);
  }
  events_.flush();
  answers_.push(std::move(answer));
  replay_wakeup_.notify();
}

void Release::publish_depth() {
  next_depth_ns_ = released_ns_ + std::max<TimeNs>(config_.depth_interval_ns, 1'000'000);
  if (!depth_.has_changes()) return;
  Bytes messages;
  depth_.take_changes(messages);
  send("b", messages);
}

void Release::send(std::string_view topic, const Bytes& frame) {
  zmq::message_t name(topic.data(), topic.size());
  zmq::message_t body(frame.data(), frame.size());
  socket_.send(name, zmq::send_flags::sndmore | zmq::send_flags::dontwait);
  socket_.send(body, zmq::send_flags::dontwait);
}

/// Not at every poll: to look for subscriptions is two system calls.
void Release::drain_subscriptions() {
  next_drain_ns_ = released_ns_ + kDrainIntervalNs;
  zmq::message_t subscription;
  while (socket_.recv(subscription, zmq::recv_flags::dontwait)) {
  }
}
}  // namespace hft
