#include "core/core_agent.h"

#include "base/ring_entries.h"

namespace hft {
namespace {
constexpr int kCommandsPerPoll = 256;
constexpr std::size_t kPieceBytes = 256U * 1024U;
}  // namespace

CoreAgent::CoreAgent(Core& core, const Clock& clock, Progress& progress, ByteRing& input,
                     ByteRing& output, SnapshotQueue& snapshots, std::uint64_t snapshot_every,
                     std::uint64_t last_snapshot, Wakeup& release_wakeup)
    : core_(core),
      clock_(clock),
      progress_(progress),
      ahead_(core, input, kReader),
      output_(output),
      snapshots_(snapshots),
      snapshot_every_(snapshot_every),
      release_wakeup_(release_wakeup),
      last_snapshot_(last_snapshot) {}

bool CoreAgent::poll() {
  if (!push_pending()) return false;
  int decided = 0;
  for (; decided < kCommandsPerPoll; ++decided) {
    const ByteView entry = ahead_.front();
    if (entry.empty()) break;
    decide(entry);
    ahead_.pop();
    if (!push_pending()) break;
  }
  if (decided == 0) return false;
  progress_.decided_command.store(core_.globals().last_command_sequence, std::memory_order_relaxed);
  progress_.live_orders.store(core_.live_count(), std::memory_order_relaxed);
  progress_.remembered_orders.store(core_.order_count(), std::memory_order_relaxed);
  if (snapshot_every_ != 0 &&
      core_.globals().last_command_sequence - last_snapshot_ >= snapshot_every_) {
    last_snapshot_ = core_.globals().last_command_sequence;
    snapshots_.push(image());
  }
  release_wakeup_.notify();
  return true;
}

void CoreAgent::decide(ByteView entry) {
  InputHead input{};
  std::memcpy(&input, entry.data(), sizeof input);
  const auto command =
      parse_command(input.command_sequence, input.is_journalled != 0, entry.subspan(sizeof input));
  if (!command) return;  // the gateway built it; it parses
  OutputHead head{};
  if (command->message.is<wire::SnapshotRequest>()) {
    const auto request = command->message.as<wire::SnapshotRequest>();
    out_.clear();
    std::uint32_t count = 0;
    wire::append(out_.reply, request);  // release needs it for the book and the answer's id
    core_.describe(request, out_.reply, count);
    head.is_snapshot = 1;
  } else {
    core_.apply(*command, out_);
  }
  head.command_sequence = input.command_sequence;
  head.first_sequence = out_.first_sequence;
  head.last_sequence = core_.globals().last_sequence;
  head.connection_id = command->envelope.connectionId;
  head.ingress_ns = input.time_ns;
  head.decided_ns = clock_.now();
  head.event_count = out_.event_count;
  head.event_bytes = static_cast<std::uint32_t>(out_.events.size());
  head.reply_bytes = static_cast<std::uint32_t>(out_.reply.size());
  head.level_count = static_cast<std::uint32_t>(out_.levels.size());
  head.is_journalled = input.is_journalled;
  const auto* levels = reinterpret_cast<const std::uint8_t*>(out_.levels.data());
  const auto* raw = reinterpret_cast<const std::uint8_t*>(&head);
  pending_.assign(raw, raw + sizeof head);
  pending_.insert(pending_.end(), out_.events.begin(), out_.events.end());
  pending_.insert(pending_.end(), out_.reply.begin(), out_.reply.end());
  pending_.insert(pending_.end(), levels, levels + out_.levels.size() * sizeof(LevelChange));
  pushed_ = 0;
}

/// False while the output ring is full; the rest goes at the next poll.
bool CoreAgent::push_pending() {
  while (pushed_ < pending_.size()) {
    OutputHead head{};
    std::memcpy(&head, pending_.data(), sizeof head);
    const std::size_t size = std::min(kPieceBytes, pending_.size() - pushed_);
    std::uint8_t* at = output_.claim(sizeof(PieceHead) + size);
    if (at == nullptr) return false;
    const PieceHead piece{head.command_sequence, pushed_ + size < pending_.size() ? 1U : 0U};
    std::memcpy(at, &piece, sizeof piece);
    std::memcpy(at + sizeof piece, pending_.data() + pushed_, size);
    output_.publish();
    pushed_ += size;
  }
  return true;
}

std::shared_ptr<SnapshotImage> CoreAgent::image() {
  auto image = std::make_shared<SnapshotImage>();
  image->command_sequence = core_.globals().last_command_sequence;
  image->last_sequence = core_.globals().last_sequence;
  image->state_hash = core_.state_hash();
  core_.save(image->state);
  return image;
}
}  // namespace hft
