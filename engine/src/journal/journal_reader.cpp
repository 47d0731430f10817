#include "journal/journal_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/file.h"

namespace hft {
namespace {
/// `<creation second>-<first sequence>.wal`
std::uint64_t first_sequence_of(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  const auto dash = stem.find('-');
  return dash == std::string::npos ? 0 : std::strtoull(stem.c_str() + dash + 1, nullptr, 10);
}

/// True when some valid record with a later sequence stands after `from`.
bool has_later_record(ByteView bytes, std::size_t from, std::uint64_t last_sequence) {
  for (std::size_t at = from; at + sizeof(JournalRecord) <= bytes.size(); at += 8) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + at, sizeof length);
    if (length == 0 || length > bytes.size() - at) continue;
    JournalRecord record;
    ByteView payload;
    std::memcpy(&record, bytes.data() + at, sizeof record);
    if (record.sequence <= last_sequence) continue;
    if (read_record(bytes.subspan(at), record, payload)) return true;
  }
  return false;
}

bool is_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

/// One pass over one segment; `tail` moves with it.
class SegmentPass {
 public:
  SegmentPass(const std::filesystem::path& path, JournalTail& tail) : file_(path), tail_(tail) {
    tail_.segment = path;
    tail_.offset = kSegmentHeaderBytes;
  }

  void check_header(const SessionId& session, bool is_first_read) {
    SegmentHeader header;
    if (!read_segment_header(file_.bytes(), kJournalMagic, header)) fail("has a broken header");
    if (SessionId{header.session_hi, header.session_lo} != session) fail("is of another session");
    if (is_first_read) {
      tail_.last_sequence = header.first_sequence - 1;
      tail_.last_crc = header.previous_crc;
    }
    if (header.first_sequence != tail_.last_sequence + 1 || header.previous_crc != tail_.last_crc) {
      fail("does not continue the segment before it");
    }
  }

  void read_records(std::uint64_t from, const JournalVisit& visit) {
    const ByteView bytes = file_.bytes();
    JournalRecord record;
    ByteView payload;
    while (tail_.offset < bytes.size() &&
           read_record(bytes.subspan(tail_.offset), record, payload) &&
           record.previous_crc == tail_.last_crc && record.sequence == tail_.last_sequence + 1) {
      if (record.sequence >= from) visit(record, payload);
      tail_.last_sequence = record.sequence;
      tail_.last_time_ns = record.time_ns;
      tail_.last_crc = record.crc32c;
      tail_.offset += sizeof record + padded(record.length);
    }
  }

  /// What stands after the last good record of the last segment.
  void judge_end() {
    const ByteView rest = file_.bytes().subspan(std::min(tail_.offset, file_.bytes().size()));
    if (is_zero(rest)) return;
    if (has_later_record(rest, 0, tail_.last_sequence)) {
      fail("has a broken record before valid ones at offset " + std::to_string(tail_.offset));
    }
    tail_.is_torn = true;
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw JournalCorrupt("journal segment " + tail_.segment.string() + " " + why);
  }

 private:
  MappedFile file_;
  JournalTail& tail_;
};

/// A segment a crash left before its header was durable holds nothing and is passed over.
bool is_unborn(const std::filesystem::path& path) {
  const MappedFile file(path);
  SegmentHeader header;
  return !read_segment_header(file.bytes(), kJournalMagic, header) &&
         (file.bytes().size() <= kSegmentHeaderBytes ||
          is_zero(file.bytes().subspan(kSegmentHeaderBytes)));
}
}  // namespace

std::vector<std::filesystem::path> journal_segments(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::exists(directory)) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".wal" && first_sequence_of(entry.path()) > 0) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) {
    return first_sequence_of(a) < first_sequence_of(b);
  });
  return paths;
}

JournalTail read_journal(const std::filesystem::path& directory, const SessionId& session,
                         std::uint64_t from, const JournalVisit& visit) {
  auto paths = journal_segments(directory);
  if (!paths.empty() && is_unborn(paths.back())) paths.pop_back();
  std::size_t first = 0;
  while (first + 1 < paths.size() && first_sequence_of(paths[first + 1]) <= from) ++first;
  JournalTail tail;
  for (std::size_t i = first; i < paths.size(); ++i) {
    SegmentPass pass(paths[i], tail);
    pass.check_header(session, i == first);
    pass.read_records(from, visit);
    if (i + 1 == paths.size()) {
      pass.judge_end();
    } else if (first_sequence_of(paths[i + 1]) != tail.last_sequence + 1) {
      pass.fail("ends before the next one begins");
    }
  }
  return tail;
}

void repair_tail(const JournalTail& tail, std::uint64_t segment_bytes) {
  const File file(tail.segment, O_RDWR);
  const auto size = static_cast<off_t>(std::max(segment_bytes, file.size()));
  if (ftruncate(file.fd(), static_cast<off_t>(tail.offset)) != 0 ||
      posix_fallocate(file.fd(), 0, size) != 0) {
    throw FileError("cannot cut the torn tail of", tail.segment, errno);
  }
  if (fsync(file.fd()) != 0) throw FileError("cannot sync", tail.segment, errno);
  sync_directory(tail.segment.parent_path());
}
}  // namespace hft
