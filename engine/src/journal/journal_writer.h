// Appends commands to the journal: one pwrite and one fdatasync per batch.
//
// Thread safety: none; owned by the journal thread.
// Invariants: a record is durable once commit() returns; a failed write or sync is never retried
// (the page may be gone), it throws and the engine stops. One spare segment is kept allocated, so
// that a full disk leaves room for cancels.
#pragma once
#include "base/file.h"
#include "journal/journal_reader.h"
#include "journal/session_file.h"

namespace hft {
struct JournalOptions {
  std::filesystem::path directory;
  std::uint64_t segment_bytes = 64ULL << 20U;
  bool is_synced = true;  ///< false only in benchmarks
};

class JournalWriter {
 public:
  JournalWriter(JournalOptions options, const Session& session, const JournalTail& tail);

  void append(std::uint64_t sequence, std::uint64_t time_ns, std::uint16_t type, ByteView payload);
  /// Makes what was appended durable.
  void commit();
  std::size_t pending_bytes() const { return batch_.size(); }
  std::uint64_t last_sequence() const { return last_sequence_; }
  /// False while no spare segment could be allocated: only cancels may still come.
  bool has_spare() const { return has_spare_; }
  /// Tries to allocate the spare.
  void make_spare();

 private:
  void start_segment();
  std::filesystem::path spare_path() const { return options_.directory / "spare.wal"; }

  const JournalOptions options_;
  const Session session_;
  File file_;
  Bytes batch_;
  std::uint64_t offset_ = 0;
  std::uint64_t last_sequence_ = 0;
  std::uint32_t last_crc_ = 0;
  bool has_spare_ = false;
};
}  // namespace hft
