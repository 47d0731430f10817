#include "gateway/gateway.h"

#include "base/log.h"
#include "base/ring_entries.h"

namespace hft {
using wire::Outcome;
using wire::RejectReason;

namespace {
constexpr int kFramesPerPoll = 64;
constexpr std::size_t kMaxCommandBytes = 512;
constexpr std::uint16_t kTraderRole = 0b10;

bool is_client_command(std::uint16_t type) {
  return (type >= wire::NewOrder::kTemplateId && type <= wire::KillSwitch::kTemplateId) ||
         type == wire::Query::kTemplateId;
}
/// What a full disk still lets in: everything that lowers risk.
bool adds_risk(std::uint16_t type) {
  return type == wire::NewOrder::kTemplateId || type == wire::ReplaceOrder::kTemplateId ||
         type == wire::UpsertAccount::kTemplateId || type == wire::UpsertInstrument::kTemplateId ||
         type == wire::Deposit::kTemplateId;
}

}  // namespace

Gateway::Gateway(zmq::context_t& context, GatewayConfig config, const Tokens& tokens,
                 const Clock& clock, Progress& progress, ByteRing& input, ByteRing& replies,
                 SnapshotTickets& tickets, Wakeup& journal_wakeup, Wakeup& core_wakeup)
    : config_(std::move(config)),
      tokens_(tokens),
      clock_(clock),
      progress_(progress),
      intake_(clock, progress, input, config_.last_command_sequence),
      replies_(replies),
      tickets_(tickets),
      journal_wakeup_(journal_wakeup),
      core_wakeup_(core_wakeup),
      socket_(context, zmq::socket_type::router),
      last_connection_(clock.now()),
      watch_(clock.now()),
      always_day_(config_.always_day) {
  socket_.set(zmq::sockopt::rcvhwm, 1000);
  socket_.set(zmq::sockopt::sndhwm, 100'000);
  socket_.set(zmq::sockopt::linger, 500);
  socket_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(1U << 20U));
  socket_.bind(config_.endpoint);
}

bool Gateway::poll() {
  watch_.look(clock_.now());
  bool has_worked = send_replies();
  has_worked |= take_tickets();
  has_worked |= take_kill_switch();
  if (clock_.now() >= next_timer_ns_) run_timers();
  // Back-pressure: an unread frame waits in the socket, where ZeroMQ bounds it.
  const bool has_room = intake_.has_room();
  if (has_room && !progress_.is_draining.load(std::memory_order_acquire)) {
    for (int i = 0; i < kFramesPerPoll; ++i) {
      if (!receive()) {
        watch_.found_empty(clock_.now());
        break;
      }
      has_worked = true;
    }
  }
  if (intake_.take_news()) {
    journal_wakeup_.notify();
    core_wakeup_.notify();
  }
  return has_worked;
}

bool Gateway::receive() {
  zmq::message_t part;
  if (!socket_.recv(part, zmq::recv_flags::dontwait)) return false;
  Frame frame;
  frame.identity.assign(static_cast<const char*>(part.data()), part.size());
  zmq::message_t body;
  int parts = 0;
  while (part.more()) {
    [[maybe_unused]] const auto size = socket_.recv(part, zmq::recv_flags::none);
    if (++parts == 1) body = std::move(part);
  }
  bump(progress_.frames_received);
  frame.connection = connections_.find(frame.identity);
  if (frame.connection != nullptr) frame.connection->heard_ns = clock_.now();
  if (parts == 1) {
    read_frame(frame, {static_cast<const std::uint8_t*>(body.data()), body.size()});
  } else {
    refuse(frame, RejectReason::MALFORMED);
  }
  if (!frame.answers.empty()) send(frame.identity, frame.answers);
  return true;
}

void Gateway::read_frame(Frame& frame, ByteView bytes) {
  wire::MessageReader reader(bytes);
  while (const auto message = reader.next()) on_message(frame, *message);
  if (!reader.is_malformed() && !bytes.empty()) return;
  bump(progress_.frames_malformed);
  refuse(frame, RejectReason::MALFORMED);
}

void Gateway::on_message(Frame& frame, const wire::MessageView& message) {
  if (message.is<wire::Logon>()) return on_logon(frame, message.as<wire::Logon>());
  if (message.is<wire::CommandEnvelope>()) return on_envelope(frame, message);
  if (message.is<wire::Ping>() && frame.connection != nullptr) {
    return on_ping(frame, message.as<wire::Ping>());
  }
  on_command(frame, message);
}

void Gateway::on_logon(Frame& frame, const wire::Logon& logon) {
  wire::LogonReply reply{};
  reply.sessionIdHi = config_.session.hi;
  reply.sessionIdLo = config_.session.lo;
  reply.lastSequence = progress_.released_sequence.load(std::memory_order_acquire);
  reply.lastCommandSequence = progress_.released_command.load(std::memory_order_acquire);
  const auto accounts = tokens_.authorize(logon.role, logon.token.view());
  if (!accounts || !wire::is_clean(logon.name)) {
    reply.rejectReason = RejectReason::NOT_AUTHORIZED;
    reply.text = wire::Chars<64>::of("The token does not fit the role");
    log::warn("refused a logon");
  } else if (connections_.is_full()) {
    reply.rejectReason = RejectReason::CAPACITY_EXHAUSTED;
    reply.text = wire::Chars<64>::of("Too many connections");
  } else {
    if (frame.connection != nullptr) connections_.remove(frame.connection->id);
    Connection connection;
    connection.identity = frame.identity;
    connection.id = ++last_connection_;
    connection.role = logon.role;
    connection.is_canceling_on_disconnect = logon.cancelOnDisconnect == wire::Bool::YES;
    connection.accounts = *accounts;
    connection.name = logon.name;
    connection.heard_ns = clock_.now();
    frame.connection = &connections_.add(std::move(connection));
    reply.connectionId = frame.connection->id;
    reply.accepted = wire::Bool::YES;
    progress_.connections.store(connections_.size(), std::memory_order_relaxed);
  }
  wire::append(frame.answers, reply);
}

void Gateway::on_envelope(Frame& frame, const wire::MessageView& message) {
  frame.envelope.envelope = message.as<wire::CommandEnvelope>();
  frame.commands = 0;
  frame.has_envelope =
      wire::is_clean(frame.envelope.envelope.principal) && read_accounts(message, frame.envelope);
  if (!frame.has_envelope) return refuse(frame, RejectReason::MALFORMED);
  if (frame.connection != nullptr) bind(frame);
}

/// Puts in what only the gateway may say.
void Gateway::bind(Frame& frame) {
  wire::CommandEnvelope& envelope = frame.envelope.envelope;
  const Connection& connection = *frame.connection;
  envelope.connectionId = connection.id;
  envelope.connectionRole = connection.role;
  if (!wire::is_clean(envelope.traceparent)) envelope.traceparent = {};
  // Bytes read now may have waited since the socket was last empty (a stopped process): that is
  // the time the deadline counts from.
  envelope.deadlineNs =
      envelope.ttlMs == 0 ? 0 : watch_.empty_since() + std::uint64_t{envelope.ttlMs} * 1'000'000U;
  envelope.roles &= static_cast<std::uint16_t>(~kCancelOnDisconnect);
  if (connection.role == wire::ConnectionRole::PARTICIPANT) {
    envelope.principal = connection.name;
    envelope.roles = kTraderRole;
    frame.envelope.account_count = connection.accounts.size();
    std::copy(connection.accounts.begin(), connection.accounts.end(),
              frame.envelope.accounts.begin());
  }
}

void Gateway::on_ping(Frame& frame, const wire::Ping& ping) {
  wire::Pong pong{};
  pong.requestId = frame.request_id();
  pong.clientTimeNs = ping.clientTimeNs;
  pong.engineReceivedTimeNs = frame.connection->heard_ns;
  pong.lastSequence = progress_.released_sequence.load(std::memory_order_acquire);
  pong.engineSentTimeNs = clock_.now();
  if (frame.has_envelope) ++frame.commands;
  wire::append(frame.answers, pong);
}

void Gateway::on_command(Frame& frame, const wire::MessageView& message) {
  RejectReason reason = refusal(frame, message);
  if (reason == RejectReason::NONE) {
    const bool is_journalled = !message.is<wire::Query>();
    Command command = frame.envelope;
    command.envelope.requestId = frame.request_id();
    if (intake_.submit(command, message.bytes, message.header.templateId, is_journalled)) {
      ++frame.commands;
      return;
    }
    reason = RejectReason::ENGINE_BUSY;
  }
  refuse(frame, reason);
  if (frame.has_envelope) ++frame.commands;
}

RejectReason Gateway::refusal(const Frame& frame, const wire::MessageView& message) const {
  const std::uint16_t type = message.header.templateId;
  if (frame.connection == nullptr) return RejectReason::NOT_LOGGED_ON;
  if (!is_client_command(type)) return RejectReason::UNSUPPORTED_COMMAND;
  if (!frame.has_envelope || message.bytes.size() > kMaxCommandBytes) {
    return RejectReason::MALFORMED;
  }
  if (progress_.is_halted.load(std::memory_order_relaxed) ||
      (progress_.is_reserve_only.load(std::memory_order_relaxed) && adds_risk(type))) {
    return RejectReason::JOURNAL_UNAVAILABLE;
  }
  return RejectReason::NONE;
}

void Gateway::refuse(Frame& frame, RejectReason reason) {
  bump(progress_.commands_refused);
  wire::CommandReply reply{};
  reply.requestId = frame.request_id();
  reply.lastSequence = progress_.released_sequence.load(std::memory_order_acquire);
  reply.ingressTimeNs = clock_.now();
  reply.rejectReason = reason;
  reply.outcome = Outcome::REJECTED;
  wire::append(frame.answers, reply);
}

/// Replies of one connection that are ready together travel in one frame.
bool Gateway::send_replies() {
  std::uint64_t taken = 0;
  Bytes batch;
  std::uint64_t batch_for = 0;
  const auto flush = [&] {
    const Connection* connection = connections_.find(batch_for);
    if (connection != nullptr && !batch.empty()) send(connection->identity, batch);
    batch.clear();
  };
  for (int i = 0; i < 1024; ++i) {
    const ByteView entry = replies_.peek(0, taken);
    if (entry.empty()) break;
    ReplyHead head{};
    std::memcpy(&head, entry.data(), sizeof head);
    const ByteView body = entry.subspan(sizeof head);
    if (head.connection_id != batch_for || batch.size() + body.size() > 256U * 1024U) flush();
    batch_for = head.connection_id;
    batch.insert(batch.end(), body.begin(), body.end());
  }
  flush();
  replies_.release(0, taken);
  return taken > 0;
}

/// A peer that is gone or does not read loses its replies: it asks again with the same id.
void Gateway::send(const std::string& identity, const Bytes& bytes) {
  try {
    zmq::message_t to(identity.data(), identity.size());
    if (!socket_.send(to, zmq::send_flags::sndmore | zmq::send_flags::dontwait)) return;
    zmq::message_t body(bytes.data(), bytes.size());
    socket_.send(body, zmq::send_flags::dontwait);
  } catch (const zmq::error_t&) {
  }
}

}  // namespace hft
