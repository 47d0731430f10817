#include "bridge/kafka.h"

#include <algorithm>
#include <stdexcept>

#include "base/log.h"

namespace hft::bridge {
namespace {
using Settings = std::initializer_list<std::pair<const char*, std::string>>;

void on_log(const rd_kafka_t*, int level, const char* facility, const char* text) {
  if (level <= 4) log::warn("kafka says", {{"facility", facility}, {"text", text}});
}

rd_kafka_conf_t* make_conf(Settings settings) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char error[256];
  for (const auto& [name, value] : settings) {
    if (rd_kafka_conf_set(conf, name, value.c_str(), error, sizeof error) != RD_KAFKA_CONF_OK) {
      throw std::runtime_error(std::string("kafka setting ") + name + ": " + error);
    }
  }
  rd_kafka_conf_set_log_cb(conf, on_log);
  return conf;
}

KafkaHandle make_handle(rd_kafka_type_t type, rd_kafka_conf_t* conf) {
  char error[256];
  rd_kafka_t* handle = rd_kafka_new(type, conf, error, sizeof error);
  if (handle == nullptr) throw std::runtime_error(std::string("kafka client: ") + error);
  return KafkaHandle(handle);
}
}  // namespace

KafkaProducer::KafkaProducer(const std::string& brokers, const SessionId& session,
                             std::function<void(std::uint64_t)> on_delivered)
    : session_(to_text(session)), on_delivered_(std::move(on_delivered)) {
  rd_kafka_conf_t* conf = make_conf({{"bootstrap.servers", brokers},
                                     {"client.id", "hft-kafka-bridge"},
                                     {"enable.idempotence", "true"},
                                     {"acks", "all"},
                                     // Never give up: a timeout would leave a gap in the topic.
                                     {"message.timeout.ms", "0"},
                                     {"partitioner", "murmur2_random"},
                                     // One request a partition each time: tables can wait for it. A
                                     // consumer gets whole batches, and should not choke on one.
                                     {"linger.ms", "400"},
                                     {"batch.size", "262144"},
                                     {"allow.auto.create.topics", "false"},
                                     {"queue.buffering.max.messages", "50000"},
                                     {"queue.buffering.max.kbytes", "65536"},
                                     {"reconnect.backoff.ms", "50"},
                                     {"reconnect.backoff.max.ms", "1000"},
                                     {"retry.backoff.ms", "100"},
                                     {"socket.timeout.ms", "10000"}});
  rd_kafka_conf_set_opaque(conf, this);
  rd_kafka_conf_set_dr_msg_cb(conf, on_report);
  handle_ = make_handle(RD_KAFKA_PRODUCER, conf);
}

KafkaProducer::~KafkaProducer() {
  // Unsent messages are sent again from the checkpoint by the next run.
  rd_kafka_purge(handle_.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
}

void KafkaProducer::on_report(rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
  auto* producer = static_cast<KafkaProducer*>(self);
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    return producer->on_delivered_(reinterpret_cast<std::uintptr_t>(message->_private));
  }
  if (message->err != RD_KAFKA_RESP_ERR__PURGE_QUEUE &&
      message->err != RD_KAFKA_RESP_ERR__PURGE_INFLIGHT) {
    producer->failure_ = rd_kafka_err2str(message->err);
  }
}

bool KafkaProducer::produce(const KafkaMessage& message) {
  const auto view = wire::view_of(message.value);
  const std::string sequence = std::to_string(message.sequence);
  const std::string type = std::to_string(view->header.templateId);
  const std::string version = std::to_string(view->header.version);
  rd_kafka_headers_t* headers = rd_kafka_headers_new(4);
  const auto add = [&](const char* name, const std::string& value) {
    rd_kafka_header_add(headers, name, -1, value.data(), static_cast<ssize_t>(value.size()));
  };
  add("sequence", sequence);
  add("session", session_);
  add("template", type);
  add("version", version);
  const bool has_key = !message.key.empty();
  const rd_kafka_resp_err_t error = rd_kafka_producev(
      handle_.get(), RD_KAFKA_V_TOPIC(name_of(message.topic)),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
      RD_KAFKA_V_KEY(has_key ? message.key.data() : nullptr, has_key ? message.key.size() : 0),
      RD_KAFKA_V_VALUE(const_cast<std::uint8_t*>(message.value.data()), message.value.size()),
      RD_KAFKA_V_HEADERS(headers),
      RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(static_cast<std::uintptr_t>(message.tag))),
      RD_KAFKA_V_END);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return true;
  rd_kafka_headers_destroy(headers);
  if (error == RD_KAFKA_RESP_ERR__QUEUE_FULL) return false;
  throw std::runtime_error(std::string("cannot produce: ") + rd_kafka_err2str(error));
}

void KafkaProducer::poll(int limit_ms) {
  rd_kafka_poll(handle_.get(), limit_ms);
  char text[256];
  if (rd_kafka_fatal_error(handle_.get(), text, sizeof text) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    throw std::runtime_error(std::string("the kafka producer cannot go on: ") + text);
  }
  if (!failure_.empty()) throw std::runtime_error("a delivery failed: " + failure_);
}

bool KafkaProducer::has_topics(int limit_ms) {
  const rd_kafka_metadata_t* metadata = nullptr;
  if (rd_kafka_metadata(handle_.get(), 1, nullptr, &metadata, limit_ms) !=
      RD_KAFKA_RESP_ERR_NO_ERROR) {
    return false;
  }
  const auto exists = [&](const char* name) {
    return std::any_of(metadata->topics, metadata->topics + metadata->topic_cnt,
                       [&](const rd_kafka_metadata_topic_t& topic) {
                         return std::string_view(topic.topic) == name &&
                                topic.err == RD_KAFKA_RESP_ERR_NO_ERROR && topic.partition_cnt > 0;
                       });
  };
  const bool has_all = std::all_of(kTopicNames.begin(), kTopicNames.end(), exists);
  rd_kafka_metadata_destroy(metadata);
  return has_all;
}

bool KafkaProducer::flush(int limit_ms) {
  return rd_kafka_flush(handle_.get(), limit_ms) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

namespace {
constexpr std::int64_t kWindow = 500;
constexpr int kAnswerMs = 5000;

/// The last checkpoint with offset in [from, to), reading every record of it.
std::optional<wire::Checkpoint> last_in(rd_kafka_t* consumer, std::int64_t from, std::int64_t to) {
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, name_of(Topic::SYSTEM), 0)->offset = from;
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  std::optional<wire::Checkpoint> last;
  while (true) {
    rd_kafka_message_t* record = rd_kafka_consumer_poll(consumer, kAnswerMs);
    if (record == nullptr) throw std::runtime_error("kafka does not give the last checkpoint");
    const bool is_end = record->err != RD_KAFKA_RESP_ERR_NO_ERROR || record->offset + 1 >= to;
    if (record->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      const auto view =
          wire::view_of({static_cast<const std::uint8_t*>(record->payload), record->len});
      if (view && view->is<wire::Checkpoint>()) last = view->as<wire::Checkpoint>();
    }
    const bool is_failed = record->err != RD_KAFKA_RESP_ERR_NO_ERROR &&
                           record->err != RD_KAFKA_RESP_ERR__PARTITION_EOF;
    const std::string error = is_failed ? rd_kafka_message_errstr(record) : "";
    rd_kafka_message_destroy(record);
    if (is_failed) throw std::runtime_error("kafka cannot read checkpoints: " + error);
    if (is_end) return last;
  }
}
}  // namespace

std::optional<wire::Checkpoint> read_last_checkpoint(const std::string& brokers) {
  rd_kafka_conf_t* conf = make_conf({{"bootstrap.servers", brokers},
                                     {"group.id", "hft-kafka-bridge-checkpoint"},
                                     {"enable.auto.commit", "false"},
                                     {"enable.partition.eof", "true"},
                                     {"auto.offset.reset", "earliest"}});
  const KafkaHandle consumer = make_handle(RD_KAFKA_CONSUMER, conf);
  rd_kafka_poll_set_consumer(consumer.get());
  std::int64_t low = 0;
  std::int64_t high = 0;
  const auto error = rd_kafka_query_watermark_offsets(consumer.get(), name_of(Topic::SYSTEM), 0,
                                                      &low, &high, kAnswerMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    throw std::runtime_error(std::string("kafka does not say where the checkpoints end: ") +
                             rd_kafka_err2str(error));
  }
  std::optional<wire::Checkpoint> found;
  for (std::int64_t to = high; to > low && !found; to -= kWindow) {
    found = last_in(consumer.get(), std::max(low, to - kWindow), to);
  }
  rd_kafka_consumer_close(consumer.get());
  return found;
}
}  // namespace hft::bridge
