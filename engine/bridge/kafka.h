// The few parts of librdkafka the bridge uses, with owners.
//
// Thread safety: one thread; delivery callbacks run inside poll().
#pragma once
#include <librdkafka/rdkafka.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bridge/routing.h"
#include "journal/record.h"

namespace hft::bridge {
struct KafkaDeleter {
  void operator()(rd_kafka_t* handle) const { rd_kafka_destroy(handle); }
};
using KafkaHandle = std::unique_ptr<rd_kafka_t, KafkaDeleter>;

/// One value with its headers.
struct KafkaMessage {
  Topic topic = Topic::ORDERS;
  std::string_view key;
  ByteView value;
  std::uint64_t sequence = 0;
  std::uint64_t tag = 0;  ///< comes back with the acknowledgement
};

class KafkaProducer {
 public:
  /// `on_delivered(tag)` for each acknowledged message.
  KafkaProducer(const std::string& brokers, const SessionId& session,
                std::function<void(std::uint64_t)> on_delivered);
  ~KafkaProducer();

  /// False when the bounded queue is full: poll() and try again; nothing is dropped.
  bool produce(const KafkaMessage& message);
  /// Runs acknowledgements; throws when the producer can never go on (fatal error).
  void poll(int limit_ms);
  /// True when all four topics exist.
  bool has_topics(int limit_ms);
  /// Waits for everything outstanding; false when the limit came first.
  bool flush(int limit_ms);

 private:
  static void on_report(rd_kafka_t*, const rd_kafka_message_t* message, void* self);

  const std::string session_;
  std::function<void(std::uint64_t)> on_delivered_;
  std::string failure_;
  KafkaHandle handle_;
};

/// The last Checkpoint in hft.system.v1, or nothing when there is none. Throws when the broker does
/// not answer.
std::optional<wire::Checkpoint> read_last_checkpoint(const std::string& brokers);
}  // namespace hft::bridge
