// What one command caused. Reused from command to command so that a steady engine allocates
// nothing for it.
#pragma once
#include <vector>

#include "core/entities.h"
#include "hft/wire_io.h"

namespace hft {
#pragma pack(push, 1)
/// A price level after the command; quantity 0 = gone.
struct LevelChange {
  Symbol symbol;
  Px px;
  Qty qty;
  std::uint32_t order_count;
  wire::Side side;
};
#pragma pack(pop)

struct Output {
  std::uint64_t first_sequence = 0;
  std::uint32_t event_count = 0;
  Bytes events;  ///< length-prefixed event messages
  Bytes reply;   ///< length-prefixed messages for the connection that asked
  std::vector<LevelChange> levels;

  void clear() {
    first_sequence = 0;
    event_count = 0;
    events.clear();
    reply.clear();
    levels.clear();
  }
};
}  // namespace hft
