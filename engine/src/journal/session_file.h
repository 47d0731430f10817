// Identity and settings of one data directory, made once: session.json. Settings that change what
// the core decides are fixed here, so a replay years later decides the same.
#pragma once
#include <filesystem>

#include "journal/record.h"

namespace hft {
struct Session {
  SessionId id;
  std::uint32_t creation_second = 0;
  std::uint64_t client_id_window_s = 86'400;
  std::uint64_t max_orders = 4'000'000;
};
/// Reads session.json or creates it from `defaults` with a random id.
Session open_session(const std::filesystem::path& directory, const Session& defaults);
/// Throws when there is none.
Session read_session(const std::filesystem::path& directory);
/// Changes when a setting does; stands in every segment.
std::uint64_t config_hash(const Session& session);

/// Exclusive lock of the directory for the life of the object: never two engines on one journal.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int fd_ = -1;
};
}  // namespace hft
