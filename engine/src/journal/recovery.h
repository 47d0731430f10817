// Brings a new core to where the journal ends: newest usable snapshot, then every command after
// it. Events the log has already are compared byte for byte (those of an older schema field by
// field that it knew), missing ones are written again.
#pragma once
#include <memory>

#include "core/core.h"
#include "journal/event_log.h"
#include "journal/journal_reader.h"
#include "journal/session_file.h"

namespace hft {
struct RecoveryOptions {
  std::filesystem::path data_directory;
  bool is_using_snapshots = true;
  bool is_comparing = true;          ///< off only with a planted bug
  bool may_truncate_events = false;  ///< memory acknowledgement: the log may be ahead
  bool is_skipping_dedupe = false;
  bool is_reducing_to_end = false;
};

struct Recovery {
  std::unique_ptr<Core> core;
  JournalTail journal;
  std::uint64_t snapshot_sequence = 0;  ///< 0: from the beginning
  std::uint64_t replayed_commands = 0;
  std::uint64_t regenerated_events = 0;
};

std::filesystem::path journal_directory(const std::filesystem::path& data_directory);
std::filesystem::path event_directory(const std::filesystem::path& data_directory);
std::filesystem::path snapshot_directory(const std::filesystem::path& data_directory);

CoreConfig core_config(const Session& session);

/// Throws JournalCorrupt or std::runtime_error when the files contradict each other.
Recovery recover(const RecoveryOptions& options, const Session& session, EventLogWriter& events);
}  // namespace hft
