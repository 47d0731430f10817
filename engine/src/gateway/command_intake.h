// The only writer of the input ring: gives a command its time and its number.
//
// Thread safety: none; owned by the gateway thread.
// Invariants: commandSequence is dense; ingressTimeNs never decreases.
#pragma once
#include <utility>

#include "base/byte_ring.h"
#include "base/clock.h"
#include "base/progress.h"
#include "core/command.h"

namespace hft {
class CommandIntake {
 public:
  CommandIntake(const Clock& clock, Progress& progress, ByteRing& input, std::uint64_t last_command)
      : clock_(clock), progress_(progress), input_(input), last_command_(last_command) {
    progress_.accepted_command.store(last_command_, std::memory_order_relaxed);
  }
  /// Half of the ring stays free for commands of the engine's own.
  bool has_room() const { return input_.free_bytes() > input_.capacity() / 2; }
  /// False when the ring is full. `message` is header and block; what is not journalled (a query)
  /// gets no number of its own.
  bool submit(const Command& envelope, ByteView message, std::uint16_t type, bool is_journalled);
  /// True once after something was submitted: then the readers of the ring must be woken. Else they
  /// must not: a thread that is woken for nothing takes the processor from a reply.
  bool take_news() { return std::exchange(has_news_, false); }
  /// A command that the engine itself gives.
  template <wire::Message M>
  bool submit_own(const wire::CommandEnvelope& envelope, const M& message, bool is_journalled) {
    Command command;
    command.envelope = envelope;
    Bytes bytes;
    wire::append(bytes, message);
    return submit(command, ByteView(bytes).subspan(sizeof(std::uint32_t)), M::kTemplateId,
                  is_journalled);
  }

 private:
  const Clock& clock_;
  Progress& progress_;
  ByteRing& input_;
  std::uint64_t last_command_ = 0;
  TimeNs last_ingress_ns_ = 0;
  bool has_news_ = false;
  Bytes scratch_;
};
}  // namespace hft
