#include "journal/journal_agent.h"

#include "base/log.h"
#include "base/ring_entries.h"

namespace hft {
namespace {
constexpr int kBatchRecords = 512;
constexpr std::size_t kBatchBytes = 256U * 1024U;
constexpr TimeNs kCheckNs = 1'000'000'000;
}  // namespace

JournalAgent::JournalAgent(JournalWriter& writer, std::filesystem::path directory,
                           std::uint64_t reserve_bytes, const Clock& clock, Progress& progress,
                           ByteRing& input, BatchTimesQueue& times, Wakeup* release_wakeup)
    : writer_(writer),
      directory_(std::move(directory)),
      reserve_bytes_(reserve_bytes),
      clock_(clock),
      progress_(progress),
      input_(input),
      times_(times),
      release_wakeup_(release_wakeup) {}

bool JournalAgent::poll() {
  const TimeNs begin = clock_.now();
  if (begin >= next_check_ns_) check_reserve(begin);
  std::uint64_t taken = 0;
  for (int i = 0; i < kBatchRecords && writer_.pending_bytes() < kBatchBytes; ++i) {
    const ByteView entry = input_.peek(kReader, taken);
    if (entry.empty()) break;
    InputHead head{};
    std::memcpy(&head, entry.data(), sizeof head);
    if (head.is_journalled == 0) continue;
    writer_.append(head.command_sequence, head.time_ns, head.type, entry.subspan(sizeof head));
  }
  if (taken == 0) return false;
  const std::size_t bytes = writer_.pending_bytes();
  if (bytes > 0) {
    const TimeNs journalled = clock_.now();
    writer_.commit();
    const TimeNs durable = clock_.now();
    times_.push({writer_.last_sequence(), journalled, durable});
    bump(progress_.journal_commits);
    bump(progress_.journal_commit_ns, durable - journalled);
    bump(progress_.journal_bytes, bytes);
    // Pairs with the acquire load of release: what it lets go is on the disk.
    progress_.durable_command.store(writer_.last_sequence(), std::memory_order_release);
  }
  input_.release(kReader, taken);
  if (release_wakeup_ != nullptr) release_wakeup_->notify();
  return true;
}

/// A disk that is nearly full must stop orders while there is still room to cancel them.
void JournalAgent::check_reserve(TimeNs now) {
  next_check_ns_ = now + kCheckNs;
  writer_.make_spare();
  std::error_code error;
  const auto space = std::filesystem::space(directory_, error);
  const bool is_short = !writer_.has_spare() || (!error && space.available < reserve_bytes_);
  if (is_short != progress_.is_reserve_only.load(std::memory_order_relaxed)) {
    if (is_short) log::error("the disk is nearly full: new orders are refused");
    if (!is_short) log::info("the disk has room again: new orders are accepted");
    progress_.is_reserve_only.store(is_short, std::memory_order_relaxed);
  }
}
}  // namespace hft
