#include "journal/event_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace hft {
namespace {
constexpr std::size_t kFlushBytes = 1U << 20U;

std::filesystem::path segment_path(const std::filesystem::path& directory, std::uint64_t first) {
  char name[40];
  std::snprintf(name, sizeof name, "%020llu.events", static_cast<unsigned long long>(first));
  return directory / name;
}
}  // namespace

EventSegments event_segments(const std::filesystem::path& directory) {
  EventSegments segments;
  if (!std::filesystem::exists(directory)) return segments;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() != ".events") continue;
    segments[std::strtoull(entry.path().stem().c_str(), nullptr, 10)] = entry.path();
  }
  return segments;
}

EventLogWriter::EventLogWriter(std::filesystem::path directory, const SessionId& session,
                               std::uint64_t segment_bytes)
    : directory_(std::move(directory)), session_(session), segment_bytes_(segment_bytes) {
  std::filesystem::create_directories(directory_);
}

EventLogTail EventLogWriter::open() {
  auto segments = event_segments(directory_);
  EventLogTail tail;
  while (!segments.empty()) {
    const auto path = segments.rbegin()->second;
    tail = scan(path, UINT64_MAX);
    if (tail.last_sequence > 0) break;
    // Nothing whole in it: the one before is the last.
    std::filesystem::remove(path);
    segments.erase(std::prev(segments.end()));
  }
  last_sequence_ = tail.last_sequence;
  published_.store(last_sequence_, std::memory_order_release);
  return tail;
}

void EventLogWriter::truncate_after(std::uint64_t command_sequence) {
  auto segments = event_segments(directory_);
  EventLogTail tail;
  file_ = File();
  while (!segments.empty()) {
    const auto path = segments.rbegin()->second;
    tail = scan(path, command_sequence);
    if (tail.last_sequence > 0) break;
    std::filesystem::remove(path);
    segments.erase(std::prev(segments.end()));
  }
  last_sequence_ = tail.last_sequence;
  published_.store(last_sequence_, std::memory_order_release);
}

/// Finds the last whole record of a file up to a command, cuts the rest off and opens the file.
EventLogTail EventLogWriter::scan(const std::filesystem::path& path, std::uint64_t upto_command) {
  EventLogTail tail;
  {
    const MappedFile mapped(path);
    SegmentHeader header;
    if (!read_segment_header(mapped.bytes(), kEventLogMagic, header)) return {};
    if (SessionId{header.session_hi, header.session_lo} != session_) {
      throw std::runtime_error("event log " + path.string() + " is of another session");
    }
    offset_ = kSegmentHeaderBytes;
    EventRecord record;
    ByteView payload;
    while (offset_ < mapped.bytes().size() &&
           read_record(mapped.bytes().subspan(offset_), record, payload) &&
           record.command_sequence <= upto_command) {
      tail.last_command_sequence = record.command_sequence;
      tail.last_sequence = record.first_sequence + record.count - 1;
      offset_ += sizeof record + padded(record.length);
    }
  }
  if (tail.last_sequence == 0) return tail;
  file_ = File(path, O_RDWR);
  if (file_.size() > offset_ && ftruncate(file_.fd(), static_cast<off_t>(offset_)) != 0) {
    throw FileError("cannot cut", path, errno);
  }
  return tail;
}

void EventLogWriter::append(std::uint64_t command_sequence, std::uint64_t first_sequence,
                            std::uint32_t count, ByteView messages) {
  if (!file_.is_open() || offset_ + buffer_.size() >= segment_bytes_) {
    flush();
    start_segment(first_sequence);
  }
  EventRecord record;
  record.command_sequence = command_sequence;
  record.first_sequence = first_sequence;
  record.count = count;
  append_record(buffer_, record, messages);
  last_sequence_ = first_sequence + count - 1;
  if (buffer_.size() >= kFlushBytes) flush();
}

void EventLogWriter::flush() {
  if (!buffer_.empty()) {
    file_.write_at(buffer_.data(), buffer_.size(), offset_);
    offset_ += buffer_.size();
    buffer_.clear();
  }
  published_.store(last_sequence_, std::memory_order_release);  // pairs with the replay thread
}

void EventLogWriter::sync() {
  flush();
  if (file_.is_open()) file_.sync();
}

void EventLogWriter::start_segment(std::uint64_t first_sequence) {
  if (file_.is_open()) file_.sync();
  SegmentHeader header;
  header.session_hi = session_.hi;
  header.session_lo = session_.lo;
  header.first_sequence = first_sequence;
  const Bytes bytes = make_segment_header(kEventLogMagic, header);
  file_ = File(segment_path(directory_, first_sequence), O_RDWR | O_CREAT | O_TRUNC);
  file_.write_at(bytes.data(), bytes.size(), 0);
  sync_directory(directory_);
  offset_ = kSegmentHeaderBytes;
}

EventLogReader::EventLogReader(std::filesystem::path directory, const SessionId& session)
    : directory_(std::move(directory)), session_(session) {}

std::uint64_t EventLogReader::oldest_sequence() const {
  const auto segments = event_segments(directory_);
  return segments.empty() ? 0 : segments.begin()->first;
}

bool EventLogReader::open_segment(std::uint64_t first_sequence) {
  const auto path = segment_path(directory_, first_sequence);
  if (!std::filesystem::exists(path)) return false;
  file_ = File(path, O_RDONLY);
  Bytes head(kSegmentHeaderBytes);
  SegmentHeader header;
  const bool is_read =
      pread(file_.fd(), head.data(), head.size(), 0) == static_cast<ssize_t>(head.size());
  if (!is_read || !read_segment_header(head, kEventLogMagic, header) ||
      SessionId{header.session_hi, header.session_lo} != session_) {
    return false;
  }
  segment_first_ = first_sequence;
  offset_ = kSegmentHeaderBytes;
  return true;
}

bool EventLogReader::seek(std::uint64_t sequence) {
  const auto segments = event_segments(directory_);
  next_sequence_ = sequence;
  auto after = segments.upper_bound(sequence);
  file_ = File();
  if (segments.empty()) return sequence <= 1;
  if (after == segments.begin()) return false;
  if (!open_segment(std::prev(after)->first)) return false;
  while (const auto record = read_header()) {
    if (record->first_sequence + record->count > sequence) break;
    offset_ += sizeof(EventRecord) + padded(record->length);
  }
  return true;
}

std::optional<EventRecord> EventLogReader::read_header() const {
  EventRecord record;
  if (!file_.is_open() || pread(file_.fd(), &record, sizeof record, static_cast<off_t>(offset_)) !=
                              static_cast<ssize_t>(sizeof record)) {
    return std::nullopt;
  }
  return record.length == 0 ? std::nullopt : std::optional(record);
}

std::optional<EventLogReader::Entry> EventLogReader::next() {
  auto record = read_header();
  if (!record) {
    // The end of this file: the next one, if any, is named by the sequence we need.
    if (!open_segment(next_sequence_)) return std::nullopt;
    record = read_header();
    if (!record) return std::nullopt;
  }
  payload_.resize(record->length);
  const auto at = static_cast<off_t>(offset_ + sizeof(EventRecord));
  if (pread(file_.fd(), payload_.data(), payload_.size(), at) !=
          static_cast<ssize_t>(payload_.size()) ||
      record_crc(*record, payload_) != record->crc32c) {
    return std::nullopt;
  }
  offset_ += sizeof(EventRecord) + padded(record->length);
  next_sequence_ = record->first_sequence + record->count;
  return Entry{*record, payload_};
}
}  // namespace hft
