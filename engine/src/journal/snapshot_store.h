// Snapshots of the core on disk: written to a temporary name, synced, renamed; the newest two are
// kept. Valid only when the event log is durable through the same command, which the writer
// guarantees before it calls save().
#pragma once
#include <filesystem>
#include <vector>

#include "base/hash128.h"
#include "journal/record.h"

namespace hft {
struct SnapshotImage {
  std::uint64_t command_sequence = 0;
  std::uint64_t last_sequence = 0;
  Hash128 state_hash;
  Bytes state;
};

class SnapshotStore {
 public:
  SnapshotStore(std::filesystem::path directory, const SessionId& session);
  void save(const SnapshotImage& image) const;
  /// Readable snapshots, newest first; broken ones are passed over.
  std::vector<SnapshotImage> load_all() const;

 private:
  std::vector<std::filesystem::path> files() const;
  const std::filesystem::path directory_;
  const SessionId session_;
};
}  // namespace hft
