#include "journal/journal_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace hft {
namespace {
std::uint64_t build_hash() {
  constexpr std::string_view kVersion = HFT_VERSION;
  return crc32c(0, kVersion.data(), kVersion.size());
}
}  // namespace

JournalWriter::JournalWriter(JournalOptions options, const Session& session,
                             const JournalTail& tail)
    : options_(std::move(options)),
      session_(session),
      last_sequence_(tail.last_sequence),
      last_crc_(tail.last_crc) {
  std::filesystem::create_directories(options_.directory);
  if (!tail.segment.empty()) {
    if (tail.is_torn) repair_tail(tail, options_.segment_bytes);
    file_ = File(tail.segment, O_RDWR);
    offset_ = tail.offset;
  }
  make_spare();
}

void JournalWriter::append(std::uint64_t sequence, std::uint64_t time_ns, std::uint16_t type,
                           ByteView payload) {
  const std::size_t size = sizeof(JournalRecord) + padded(payload.size());
  if (!file_.is_open() || offset_ + batch_.size() + size > options_.segment_bytes) {
    commit();
    start_segment();
  }
  JournalRecord record;
  record.sequence = sequence;
  record.time_ns = time_ns;
  record.previous_crc = last_crc_;
  record.type = type;
  last_crc_ = append_record(batch_, record, payload);
  last_sequence_ = sequence;
}

void JournalWriter::commit() {
  if (batch_.empty()) return;
  file_.write_at(batch_.data(), batch_.size(), offset_);
  if (options_.is_synced) file_.sync();
  offset_ += batch_.size();
  batch_.clear();
}

/// The spare becomes the segment: its header is durable before the name is.
void JournalWriter::start_segment() {
  if (!has_spare_) make_spare();
  if (!has_spare_) throw FileError("no room for a segment in", options_.directory, ENOSPC);
  SegmentHeader header;
  header.previous_crc = last_crc_;
  header.session_hi = session_.id.hi;
  header.session_lo = session_.id.lo;
  header.first_sequence = last_sequence_ + 1;
  header.build_hash = build_hash();
  header.config_hash = config_hash(session_);
  file_ = File(spare_path(), O_RDWR);
  const Bytes bytes = make_segment_header(kJournalMagic, header);
  file_.write_at(bytes.data(), bytes.size(), 0);
  file_.sync();
  char name[64];
  std::snprintf(name, sizeof name, "%010u-%020llu.wal", session_.creation_second,
                static_cast<unsigned long long>(header.first_sequence));
  std::filesystem::rename(spare_path(), options_.directory / name);
  sync_directory(options_.directory);
  offset_ = kSegmentHeaderBytes;
  has_spare_ = false;
  make_spare();
}

void JournalWriter::make_spare() {
  if (has_spare_) return;
  try {
    // Truncated first: what a failed start left in it must not look like records.
    const File spare(spare_path(), O_RDWR | O_CREAT | O_TRUNC);
    has_spare_ = posix_fallocate(spare.fd(), 0, static_cast<off_t>(options_.segment_bytes)) == 0;
  } catch (const FileError&) {
    has_spare_ = false;
  }
}
}  // namespace hft
