// Carries every event of the engine into Kafka, once at least and in order, and remembers how far
// in Kafka itself. Trading never waits for it: when Kafka is away it stops reading.
//
// Thread safety: run() from one thread; the status may be read from others.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "bridge/delivery_tracker.h"
#include "bridge/event_source.h"
#include "bridge/kafka.h"

namespace hft::bridge {
struct BridgeConfig {
  std::string replay_endpoint = "tcp://127.0.0.1:5557";
  std::string feed_endpoint = "tcp://127.0.0.1:5556";
  std::string brokers = "127.0.0.1:9092";
  std::string http_host = "127.0.0.1";
  int http_port = 0;
  bool accepts_new_session = false;
};

struct BridgeStatus {
  std::atomic<bool> is_ready{false};
  std::atomic<std::uint64_t> announced_sequence{0};
  std::atomic<std::uint64_t> produced_sequence{0};
  std::atomic<std::uint64_t> acknowledged_sequence{0};
  std::atomic<std::uint64_t> checkpoint_sequence{0};
};

class Bridge {
 public:
  explicit Bridge(BridgeConfig config) : config_(std::move(config)) {}
  /// Until `is_stopping`; throws what only a restart or an operator can mend.
  void run(const std::atomic<bool>& is_stopping);
  const BridgeStatus& status() const { return status_; }

 private:
  bool connect(const std::atomic<bool>& is_stopping);
  std::uint64_t resume_point(const SessionId& session) const;
  void carry(std::uint64_t sequence, const wire::MessageView& event);
  void produce(const KafkaMessage& message);
  void write_checkpoint();
  void finish();

  const BridgeConfig config_;
  BridgeStatus status_;
  Clock clock_;
  SessionId session_;
  std::unique_ptr<EventSource> source_;
  std::unique_ptr<DeliveryTracker> tracker_;
  std::unique_ptr<KafkaProducer> producer_;
  const std::atomic<bool>* is_stopping_ = nullptr;
  TimeNs next_checkpoint_ns_ = 0;
};
}  // namespace hft::bridge
