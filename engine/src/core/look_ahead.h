// Reads the input ring a few commands ahead of the one that is decided, and has the core bring near
// what those will need (Core::expect): while many wait, memory works for the next while the
// processor works for this one. Looks only; a command is decided as if it had come alone.
//
// Thread safety: the matching thread's, like the ring's reader it stands for.
#pragma once
#include <array>

#include "base/byte_ring.h"
#include "base/ring_entries.h"
#include "core/core.h"

namespace hft {
class LookAhead {
 public:
  LookAhead(Core& core, ByteRing& input, std::size_t reader)
      : core_(core), input_(input), reader_(reader) {}

  /// The entry to decide next, whole; empty when none waits. Good until pop().
  ByteView front() {
    fill();
    for (std::size_t i = 1; i < count_; ++i) core_.expect(at(i).expected);
    return count_ == 0 ? ByteView{} : at(0).entry;
  }
  /// Gives the front's place in the ring back to its writer.
  void pop() {
    const std::uint64_t bytes = at(0).bytes;
    first_ += 1;
    count_ -= 1;
    seen_ -= bytes;
    input_.release(reader_, bytes);
  }

 private:
  struct Waiting {
    ByteView entry;
    std::uint64_t bytes = 0;  ///< in the ring, with what lies before it
    Core::Expected expected;
  };
  /// The front, and one command for each step of Core::expect().
  static constexpr std::size_t kSize = 4;
  static_assert(kSize == Core::kExpectSteps + 1 && (kSize & (kSize - 1)) == 0);

  Waiting& at(std::size_t ahead) { return waiting_[(first_ + ahead) % kSize]; }
  void fill() {
    while (count_ < kSize) {
      const std::uint64_t before = seen_;
      const ByteView entry = input_.peek(reader_, seen_);
      if (entry.empty()) return;
      at(count_) = {entry, seen_ - before, {entry.subspan(sizeof(InputHead)), {}}};
      count_ += 1;
    }
  }

  Core& core_;
  ByteRing& input_;
  const std::size_t reader_;
  std::array<Waiting, kSize> waiting_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::uint64_t seen_ = 0;  ///< bytes of the ring past the reader's position
};
}  // namespace hft
