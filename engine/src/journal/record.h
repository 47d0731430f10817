// Bytes of journal and event log on disk (docs/formats/journal.md, event-log.md). Little endian.
// Pure.
#pragma once
#include <cstdint>
#include <string>

#include "hft/crc32c.h"
#include "hft/wire_io.h"

namespace hft {
inline constexpr std::size_t kSegmentHeaderBytes = 4096;
inline constexpr std::uint16_t kRecordVersion = 1;
inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr std::size_t kMaxRecordBytes = 64U << 20U;

struct SessionId {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  friend bool operator==(const SessionId&, const SessionId&) = default;
};
/// 8-4-4-4-12 hex digits.
std::string to_text(const SessionId& id);

#pragma pack(push, 1)
/// First 4 KiB of every segment file; the rest of them is zero.
struct SegmentHeader {
  char magic[8]{};
  std::uint32_t format_version = kFormatVersion;
  std::uint32_t previous_crc = 0;  ///< crc32c of the last record before this segment
  std::uint64_t session_hi = 0;
  std::uint64_t session_lo = 0;
  std::uint64_t first_sequence = 0;
  std::uint64_t build_hash = 0;
  std::uint64_t config_hash = 0;
  std::uint32_t reserved = 0;
  std::uint32_t crc32c = 0;  ///< of this struct with crc32c = 0
};
/// Before each journalled command; payload follows, padded with zeros to 8.
struct JournalRecord {
  std::uint32_t length = 0;  ///< of the payload without padding; 0 = nothing written yet
  std::uint32_t crc32c = 0;  ///< of this struct with crc32c = 0, then the payload
  std::uint64_t sequence = 0;
  std::uint64_t time_ns = 0;
  std::uint32_t previous_crc = 0;  ///< chains records: a stale one in a reused block never fits
  std::uint16_t type = 0;
  std::uint16_t version = kRecordVersion;
};
/// Before the events of one command; payload follows, padded with zeros to 8.
struct EventRecord {
  std::uint32_t length = 0;
  std::uint32_t crc32c = 0;
  std::uint64_t command_sequence = 0;
  std::uint64_t first_sequence = 0;
  std::uint32_t count = 0;
  std::uint16_t reserved = 0;
  std::uint16_t version = kRecordVersion;
};
#pragma pack(pop)
static_assert(sizeof(SegmentHeader) == 64);
static_assert(sizeof(JournalRecord) == 32 && sizeof(EventRecord) == 32);

inline constexpr char kJournalMagic[8] = {'H', 'F', 'T', 'J', 'R', 'N', 'L', '1'};
inline constexpr char kEventLogMagic[8] = {'H', 'F', 'T', 'E', 'V', 'N', 'T', '1'};

inline std::size_t padded(std::size_t size) { return (size + 7U) & ~std::size_t{7}; }

template <class Record>
std::uint32_t record_crc(Record record, ByteView payload) {
  record.crc32c = 0;
  const std::uint32_t crc = crc32c(0, &record, sizeof record);
  return crc32c(crc, payload.data(), payload.size());
}

/// Appends header, payload and padding; answers the record's crc.
template <class Record>
std::uint32_t append_record(Bytes& out, Record record, ByteView payload) {
  record.length = static_cast<std::uint32_t>(payload.size());
  record.crc32c = record_crc(record, payload);
  const std::size_t at = out.size();
  out.resize(at + sizeof record + padded(payload.size()));
  std::memcpy(out.data() + at, &record, sizeof record);
  std::memcpy(out.data() + at + sizeof record, payload.data(), payload.size());
  return record.crc32c;
}

/// A record at the start of `bytes` whose crc is right, or false.
template <class Record>
bool read_record(ByteView bytes, Record& record, ByteView& payload) {
  if (bytes.size() < sizeof record) return false;
  std::memcpy(&record, bytes.data(), sizeof record);
  if (record.length == 0 || record.length > kMaxRecordBytes ||
      record.length > bytes.size() - sizeof record) {
    return false;
  }
  payload = bytes.subspan(sizeof record, record.length);
  return record_crc(record, payload) == record.crc32c;
}

Bytes make_segment_header(const char (&magic)[8], SegmentHeader header);
/// False when the bytes are not a whole, unharmed header of that kind.
bool read_segment_header(ByteView bytes, const char (&magic)[8], SegmentHeader& header);
}  // namespace hft
