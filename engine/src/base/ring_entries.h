// Heads of the entries in the three rings.
#pragma once
#include <cstdint>

namespace hft {
/// Input ring: gateway → journal and core. Then the payload of command.h.
struct InputHead {
  std::uint64_t command_sequence;  ///< of the last journalled command where is_journalled = 0
  std::uint64_t time_ns;
  std::uint16_t type;
  std::uint8_t is_journalled;
  std::uint8_t unused[5];
};
/// Output ring: core → release. An output longer than one entry goes on in the following ones.
struct OutputHead {
  std::uint64_t command_sequence;
  std::uint64_t first_sequence;
  std::uint64_t last_sequence;  ///< of the core after this command
  std::uint64_t connection_id;  ///< whom the reply is for; 0 = nobody
  std::uint64_t ingress_ns;
  std::uint64_t decided_ns;
  std::uint32_t event_count;
  std::uint32_t event_bytes;
  std::uint32_t reply_bytes;
  std::uint32_t level_count;
  std::uint16_t is_snapshot;  ///< the reply is an answer for the replay socket
  std::uint16_t is_journalled;
  std::uint32_t unused;
};
/// Before each piece of an output.
struct PieceHead {
  std::uint64_t command_sequence;
  std::uint64_t has_more;
};
/// Reply ring: release → gateway. Then length-prefixed replies.
struct ReplyHead {
  std::uint64_t connection_id;
};
}  // namespace hft
