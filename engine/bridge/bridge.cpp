#include "bridge/bridge.h"

#include <thread>

#include "base/log.h"

namespace hft::bridge {
namespace {
constexpr TimeNs kCheckpointNs = 1'000'000'000;
constexpr std::size_t kMaxInFlight = 40'000;
constexpr int kLastFlushMs = 10'000;
/// What arrives meanwhile is carried together: a record waits 400 ms for others anyway, and to wake up for each frame
/// took 3 % of a core at 350 frames a second.
constexpr int kGatherMs = 20;
/// While events are missed, the engine's answers are taken as they come.
constexpr int kAnswerMs = 2;
/// Sequences start at 1, so 0 marks a checkpoint's own acknowledgement.
constexpr std::uint64_t kCheckpointTag = 0;

struct Stopped {};
}  // namespace

void Bridge::run(const std::atomic<bool>& is_stopping) {
  is_stopping_ = &is_stopping;
  if (!connect(is_stopping)) return;
  status_.is_ready.store(true, std::memory_order_release);
  const auto take = [this](std::uint64_t sequence, const wire::MessageView& event) {
    carry(sequence, event);
  };
  try {
    while (!is_stopping.load(std::memory_order_acquire)) {
      const bool is_behind = source_->is_asking();
      producer_->poll(is_behind ? 0 : kGatherMs);
      // Kafka is away or slow: what waits is bounded, the rest stays in the engine's log.
      if (tracker_->in_flight() < kMaxInFlight) {
        source_->poll(is_behind ? kAnswerMs : 0, take);
      } else if (is_behind) {
        producer_->poll(kGatherMs);
      }
      status_.announced_sequence.store(source_->announced(), std::memory_order_relaxed);
      status_.acknowledged_sequence.store(tracker_->acknowledged(), std::memory_order_relaxed);
      if (clock_.now() >= next_checkpoint_ns_) write_checkpoint();
    }
  } catch (const Stopped&) {
  }
  finish();
}

bool Bridge::connect(const std::atomic<bool>& is_stopping) {
  source_ = std::make_unique<EventSource>(config_.replay_endpoint, config_.feed_endpoint);
  std::optional<SessionId> session;
  while (!session && !is_stopping.load(std::memory_order_acquire)) {
    session = source_->ask_session(1000);
    if (!session) log::info("waiting for the engine", {{"replay", config_.replay_endpoint}});
  }
  if (!session) return false;
  session_ = *session;
  producer_ = std::make_unique<KafkaProducer>(config_.brokers, session_, [this](std::uint64_t tag) {
    if (tag != kCheckpointTag) tracker_->delivered(tag);
  });
  while (!producer_->has_topics(2000)) {
    if (is_stopping.load(std::memory_order_acquire)) return false;
    log::info("waiting for the topics", {{"brokers", config_.brokers}});
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  const std::uint64_t from = resume_point(session_);
  tracker_ = std::make_unique<DeliveryTracker>(from);
  source_->start_after(from);
  status_.checkpoint_sequence.store(from, std::memory_order_relaxed);
  status_.produced_sequence.store(from, std::memory_order_relaxed);
  log::info("bridge carries", {{"sessionId", to_text(session_)}, {"afterSequence", from}});
  return true;
}

std::uint64_t Bridge::resume_point(const SessionId& session) const {
  const auto checkpoint = read_last_checkpoint(config_.brokers);
  if (!checkpoint) return 0;
  const SessionId known{checkpoint->sessionIdHi, checkpoint->sessionIdLo};
  if (known == session) return checkpoint->sequence;
  if (config_.accepts_new_session) {
    log::warn("another session stands in Kafka; starting this one from its first event",
              {{"known", to_text(known)}, {"engine", to_text(session)}});
    return 0;
  }
  throw std::runtime_error("Kafka holds events of session " + to_text(known) +
                           " but the engine serves session " + to_text(session) +
                           "; run `npm run reset-data`, or set ACCEPT_NEW_SESSION=true to go on");
}

void Bridge::carry(std::uint64_t sequence, const wire::MessageView& event) {
  const Route route = route_of(event);
  if (route.count == 0) {
    throw std::runtime_error("event " + std::to_string(sequence) + " has the unknown template " +
                             std::to_string(event.header.templateId) +
                             "; the bridge is older than the engine");
  }
  tracker_->sent(route.count);
  for (std::size_t i = 0; i < route.count; ++i) {
    produce({route.topics[i], route.key.view(), event.bytes, sequence, sequence});
  }
  status_.produced_sequence.store(sequence, std::memory_order_relaxed);
}

void Bridge::produce(const KafkaMessage& message) {
  while (!producer_->produce(message)) {
    producer_->poll(50);
    status_.acknowledged_sequence.store(tracker_->acknowledged(), std::memory_order_relaxed);
    if (is_stopping_->load(std::memory_order_acquire)) throw Stopped{};
  }
}

void Bridge::write_checkpoint() {
  next_checkpoint_ns_ = clock_.now() + kCheckpointNs;
  const std::uint64_t sequence = tracker_->acknowledged();
  if (sequence == status_.checkpoint_sequence.load(std::memory_order_relaxed)) return;
  Bytes bytes;
  wire::append(bytes, wire::Checkpoint{session_.hi, session_.lo, sequence, clock_.now()});
  const ByteView value = ByteView(bytes).subspan(sizeof(std::uint32_t));
  if (!producer_->produce({Topic::SYSTEM, {}, value, sequence, kCheckpointTag})) return;
  status_.checkpoint_sequence.store(sequence, std::memory_order_relaxed);
}

void Bridge::finish() {
  status_.is_ready.store(false, std::memory_order_release);
  const bool is_all_sent = producer_->flush(kLastFlushMs);
  write_checkpoint();
  producer_->flush(kLastFlushMs);
  log::info("bridge ended",
            {{"acknowledged", tracker_->acknowledged()}, {"allSent", is_all_sent ? "yes" : "no"}});
}
}  // namespace hft::bridge
