// Reads the journal back and decides whether its end is torn or its middle is broken.
//
// Torn tail: the first bad record of the last segment with no valid later record after it. It is
// what a crash leaves, and was never acknowledged. Anything else bad is corruption: JournalCorrupt.
#pragma once
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <vector>

#include "journal/record.h"

namespace hft {
class JournalCorrupt : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where the journal ends; the writer goes on from here.
struct JournalTail {
  std::filesystem::path segment;  ///< empty: no segment yet
  std::uint64_t offset = 0;       ///< of the next record in it
  std::uint64_t last_sequence = 0;
  std::uint64_t last_time_ns = 0;
  std::uint32_t last_crc = 0;
  bool is_torn = false;
};

using JournalVisit = std::function<void(const JournalRecord&, ByteView payload)>;

/// Segment files in order of first sequence.
std::vector<std::filesystem::path> journal_segments(const std::filesystem::path& directory);

/// Visits every record with sequence >= `from`, starting at the segment that holds it. Every
/// record it passes is checked; it does not change the files.
JournalTail read_journal(const std::filesystem::path& directory, const SessionId& session,
                         std::uint64_t from, const JournalVisit& visit);

/// Cuts a torn tail off and makes that durable.
void repair_tail(const JournalTail& tail, std::uint64_t segment_bytes);
}  // namespace hft
