#include "release/replay_server.h"

namespace hft {
using wire::RejectReason;

namespace {
constexpr std::uint32_t kEventsPerChunk = 2000;
constexpr std::size_t kChunkBytes = 256U * 1024U;
constexpr std::size_t kMaxJobs = 1024;

void append_message(Bytes& out, const wire::MessageView& message) {
  const auto length = static_cast<std::uint32_t>(message.bytes.size());
  std::uint8_t* at = wire::detail::grow(out, sizeof length + length);
  std::memcpy(at, &length, sizeof length);
  std::memcpy(at + sizeof length, message.bytes.data(), length);
}
}  // namespace

ReplayServer::ReplayServer(zmq::context_t& context, const std::string& endpoint,
                           std::filesystem::path event_directory, const SessionId& session,
                           Progress& progress, SnapshotTickets& tickets, SnapshotAnswers& answers,
                           Wakeup& gateway_wakeup, Wakeup& wakeup)
    : event_directory_(std::move(event_directory)),
      session_(session),
      progress_(progress),
      tickets_(tickets),
      answers_(answers),
      gateway_wakeup_(gateway_wakeup),
      wakeup_(wakeup),
      socket_(context, zmq::socket_type::router) {
  socket_.set(zmq::sockopt::router_mandatory, true);
  socket_.set(zmq::sockopt::sndhwm, 16);
  socket_.set(zmq::sockopt::rcvhwm, 1000);
  socket_.set(zmq::sockopt::linger, 200);
  socket_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(64U * 1024U));
  socket_.bind(endpoint);
}

void ReplayServer::run(const std::atomic<bool>& is_stopping) {
  while (!is_stopping.load(std::memory_order_acquire)) {
    if (poll()) continue;
    wakeup_.arm();
    if (!poll()) {
      zmq::pollitem_t items[] = {{socket_.handle(), 0, ZMQ_POLLIN, 0},
                                 {nullptr, wakeup_.fd(), ZMQ_POLLIN, 0}};
      // A job that waits for its reader to read is tried again soon.
      zmq::poll(items, 2, std::chrono::milliseconds(jobs_.empty() ? 50 : 2));
    }
    wakeup_.clear();
  }
}

bool ReplayServer::poll() {
  bool has_worked = false;
  zmq::message_t part;
  while (jobs_.size() < kMaxJobs && socket_.recv(part, zmq::recv_flags::dontwait)) {
    has_worked = true;
    std::string identity(static_cast<const char*>(part.data()), part.size());
    zmq::message_t body;
    int parts = 0;
    while (part.more()) {
      [[maybe_unused]] const auto size = socket_.recv(part, zmq::recv_flags::none);
      if (++parts == 1) body = std::move(part);
    }
    if (parts != 1) {
      reject(identity, 0, RejectReason::MALFORMED, "One frame of messages is expected");
      continue;
    }
    read_request(identity, {static_cast<const std::uint8_t*>(body.data()), body.size()});
  }
  take_answers();
  // One step for each job in turn: a long replay does not hold up a short one.
  for (std::size_t left = jobs_.size(); left > 0; --left) {
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    if (job.ready.empty() && !job.is_all_ready) fill(job);
    const Sent sent = send_ready(job);
    if (sent == Sent::GONE || (sent == Sent::ALL && job.is_all_ready)) {
      has_worked = true;
      continue;
    }
    has_worked |= sent == Sent::ALL;
    jobs_.push_back(std::move(job));
  }
  return has_worked;
}

void ReplayServer::read_request(const std::string& identity, ByteView bytes) {
  wire::MessageReader reader(bytes);
  while (const auto message = reader.next()) {
    if (message->is<wire::ReplayRequest>()) {
      on_replay(identity, message->as<wire::ReplayRequest>());
    } else if (message->is<wire::SnapshotRequest>()) {
      on_snapshot(identity, message->as<wire::SnapshotRequest>());
    } else {
      reject(identity, 0, RejectReason::UNSUPPORTED_COMMAND, "Only replay and snapshot requests");
    }
  }
  if (reader.is_malformed() || bytes.empty()) {
    reject(identity, 0, RejectReason::MALFORMED, "The frame is not a list of messages");
  }
}

void ReplayServer::on_replay(const std::string& identity, const wire::ReplayRequest& request) {
  bump(progress_.replay_requests);
  if (request.to != 0 && request.to < request.from) {
    return reject(identity, request.requestId, RejectReason::MALFORMED, "to is before from");
  }
  Job job;
  job.identity = identity;
  job.request_id = request.requestId;
  job.next = std::max<std::uint64_t>(1, request.from);
  const std::uint64_t last = progress_.released_sequence.load(std::memory_order_acquire);
  job.to = request.to == 0 ? last : std::min<std::uint64_t>(request.to, last);
  job.reader = std::make_unique<EventLogReader>(event_directory_, session_);
  const bool is_empty = job.next > job.to;
  if (!is_empty && !job.reader->seek(job.next)) {
    Bytes frame;
    wire::append(frame, wire::SnapshotRequired{request.requestId, job.reader->oldest_sequence()});
    job.ready.push_back(std::move(frame));
    job.is_all_ready = true;
  }
  if (is_empty) {
    job.ready.push_back(replay_head(job, job.next, last, 0, true));
    job.is_all_ready = true;
  }
  jobs_.push_back(std::move(job));
}

Bytes ReplayServer::replay_head(const Job& job, std::uint64_t first, std::uint64_t last,
                                std::uint32_t count, bool is_last) const {
  Bytes frame;
  wire::append(frame, wire::ReplayChunk{job.request_id, session_.hi, session_.lo, first, last,
                                        count, is_last ? wire::Bool::YES : wire::Bool::NO});
  return frame;
}

/// Reads the next chunk of a job out of the event log.
void ReplayServer::fill(Job& job) {
  const std::uint64_t first = job.next;
  Bytes events;
  std::uint32_t count = 0;
  while (job.next <= job.to && count < kEventsPerChunk && events.size() < kChunkBytes) {
    const auto entry = job.reader->next();
    if (!entry) break;
    wire::MessageReader reader(entry->messages);
    std::uint64_t sequence = entry->record.first_sequence;
    for (auto message = reader.next(); message; message = reader.next(), ++sequence) {
      if (sequence < first || sequence > job.to) continue;
      append_message(events, *message);
      ++count;
      job.next = sequence + 1;
    }
  }
  if (count == 0 && job.next <= job.to) {
    // The log ends before what was released: cannot happen unless a file was taken away.
    job.to = job.next - 1;
  }
  job.is_all_ready = job.next > job.to;
  Bytes frame = replay_head(job, first, job.next - 1, count, job.is_all_ready);
  frame.insert(frame.end(), events.begin(), events.end());
  job.ready.push_back(std::move(frame));
}

void ReplayServer::on_snapshot(const std::string& identity, const wire::SnapshotRequest& request) {
  bump(progress_.snapshot_requests);
  if (request.kinds == 0 || !wire::is_clean(request.symbol)) {
    return reject(identity, request.requestId, RejectReason::MALFORMED, "No known kind is asked");
  }
  if (!tickets_.push({++last_ticket_, request})) {
    return reject(identity, request.requestId, RejectReason::ENGINE_BUSY, "Too many snapshots");
  }
  asked_[last_ticket_] = identity;
  gateway_wakeup_.notify();
}

void ReplayServer::take_answers() {
  while (auto* front = answers_.front()) {
    const std::shared_ptr<SnapshotAnswer> answer = *front;
    answers_.pop();
    const auto asked = asked_.find(answer->ticket);
    if (asked == asked_.end()) continue;
    Job job;
    job.identity = asked->second;
    job.is_all_ready = true;
    asked_.erase(asked);
    wire::MessageReader reader(answer->messages);
    auto message = reader.next();
    do {
      Bytes states;
      std::uint32_t count = 0;
      for (; message && count < kEventsPerChunk && states.size() < kChunkBytes;
           message = reader.next(), ++count) {
        append_message(states, *message);
      }
      Bytes frame;
      wire::append(frame, wire::SnapshotChunk{answer->request.requestId, session_.hi, session_.lo,
                                              answer->as_of_sequence, count,
                                              message ? wire::Bool::NO : wire::Bool::YES});
      frame.insert(frame.end(), states.begin(), states.end());
      job.ready.push_back(std::move(frame));
    } while (message);
    jobs_.push_back(std::move(job));
  }
}

ReplayServer::Sent ReplayServer::send_ready(Job& job) {
  while (!job.ready.empty()) {
    try {
      zmq::message_t to(job.identity.data(), job.identity.size());
      if (!socket_.send(to, zmq::send_flags::sndmore | zmq::send_flags::dontwait)) {
        return Sent::FULL;
      }
      zmq::message_t body(job.ready.front().data(), job.ready.front().size());
      socket_.send(body, zmq::send_flags::dontwait);
      job.ready.pop_front();
    } catch (const zmq::error_t&) {
      return Sent::GONE;
    }
  }
  return Sent::ALL;
}

void ReplayServer::reject(const std::string& identity, std::uint64_t request_id,
                          RejectReason reason, std::string_view text) {
  Job job;
  job.identity = identity;
  job.is_all_ready = true;
  Bytes frame;
  wire::append(frame, wire::RequestRejected{request_id, reason, wire::Chars<64>::of(text)});
  job.ready.push_back(std::move(frame));
  jobs_.push_back(std::move(job));
}
}  // namespace hft
