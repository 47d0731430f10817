#include "journal/recovery.h"

#include <algorithm>

#include "journal/event_compare.h"
#include "journal/snapshot_store.h"

namespace hft {
namespace {
/// Checks regenerated events against the log while there are any, then writes them.
class EventTail {
 public:
  EventTail(EventLogWriter& log, const SessionId& session, std::uint64_t logged, bool is_comparing)
      : log_(log),
        reader_(log.directory(), session),
        logged_(logged),
        is_comparing_(is_comparing) {}

  void start_at(std::uint64_t sequence) { reader_.seek(sequence); }

  void take(std::uint64_t command_sequence, const Output& out) {
    if (out.event_count == 0) return;
    if (out.first_sequence > logged_) {
      log_.append(command_sequence, out.first_sequence, out.event_count, out.events);
      written_ += out.event_count;
    } else if (is_comparing_) {
      compare(command_sequence, out);
    }
  }
  std::uint64_t written() const { return written_; }

 private:
  void compare(std::uint64_t command_sequence, const Output& out) {
    const auto entry = reader_.next();
    const bool is_same = entry && entry->record.command_sequence == command_sequence &&
                         entry->record.first_sequence == out.first_sequence &&
                         are_same_events(entry->messages, out.events);
    if (is_same) return;
    throw JournalCorrupt("replay of command " + std::to_string(command_sequence) +
                         " does not give the events of the event log at sequence " +
                         std::to_string(out.first_sequence));
  }

  EventLogWriter& log_;
  EventLogReader reader_;
  const std::uint64_t logged_;
  const bool is_comparing_;
  std::uint64_t written_ = 0;
};

/// The newest snapshot the event log reaches; false when there is none.
bool load_snapshot(const std::filesystem::path& directory, const Session& session,
                   const CoreConfig& config, std::uint64_t logged, Recovery& recovery) {
  for (const SnapshotImage& image : SnapshotStore(directory, session.id).load_all()) {
    if (image.last_sequence > logged) continue;
    auto core = std::make_unique<Core>(config);
    if (!core->load(image.state) || !(core->state_hash() == image.state_hash)) continue;
    recovery.core = std::move(core);
    recovery.snapshot_sequence = image.command_sequence;
    return true;
  }
  return false;
}
}  // namespace

std::filesystem::path journal_directory(const std::filesystem::path& data_directory) {
  return data_directory / "journal";
}
std::filesystem::path event_directory(const std::filesystem::path& data_directory) {
  return data_directory / "events";
}
std::filesystem::path snapshot_directory(const std::filesystem::path& data_directory) {
  return data_directory / "snapshots";
}

CoreConfig core_config(const Session& session) {
  CoreConfig config;
  config.creation_second = session.creation_second;
  config.client_id_window_ns = session.client_id_window_s * 1'000'000'000ULL;
  config.max_orders = session.max_orders;
  return config;
}

Recovery recover(const RecoveryOptions& options, const Session& session, EventLogWriter& events) {
  Recovery recovery;
  CoreConfig config = core_config(session);
  config.skip_dedupe = options.is_skipping_dedupe;
  config.reduce_to_end = options.is_reducing_to_end;
  const EventLogTail logged = events.open();
  const bool has_snapshot =
      options.is_using_snapshots && load_snapshot(snapshot_directory(options.data_directory),
                                                  session, config, logged.last_sequence, recovery);
  if (!has_snapshot) recovery.core = std::make_unique<Core>(config);
  Core& core = *recovery.core;
  EventTail tail(events, session.id, logged.last_sequence, options.is_comparing);
  tail.start_at(core.globals().last_sequence + 1);
  Output out;
  recovery.journal = read_journal(
      journal_directory(options.data_directory), session.id, recovery.snapshot_sequence + 1,
      [&](const JournalRecord& record, ByteView payload) {
        const auto command = parse_command(record.sequence, true, payload);
        if (!command) throw JournalCorrupt("a journal record holds no command");
        core.apply(*command, out);
        tail.take(record.sequence, out);
        ++recovery.replayed_commands;
      });
  if (recovery.journal.last_sequence < recovery.snapshot_sequence) {
    throw JournalCorrupt("the journal ends before the snapshot");
  }
  if (core.globals().last_sequence < logged.last_sequence) {
    if (!options.may_truncate_events) {
      throw JournalCorrupt("the event log holds events the journal does not know");
    }
    events.truncate_after(core.globals().last_command_sequence);
  }
  events.sync();
  recovery.regenerated_events = tail.written();
  return recovery;
}
}  // namespace hft
