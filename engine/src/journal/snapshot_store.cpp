#include "journal/snapshot_store.h"

#include <algorithm>
#include <cstdio>

#include "base/file.h"

namespace hft {
namespace {
constexpr std::size_t kKept = 2;
#pragma pack(push, 1)
struct SnapshotHeader {
  char magic[8] = {'H', 'F', 'T', 'S', 'N', 'A', 'P', '1'};
  std::uint64_t session_hi = 0;
  std::uint64_t session_lo = 0;
  std::uint64_t command_sequence = 0;
  std::uint64_t last_sequence = 0;
  std::uint64_t hash_hi = 0;
  std::uint64_t hash_lo = 0;
  std::uint64_t size = 0;
  std::uint32_t reserved = 0;
  std::uint32_t crc32c = 0;  ///< of this struct with crc32c = 0, then the state
};
#pragma pack(pop)

std::uint32_t seal(SnapshotHeader header, ByteView state) {
  header.crc32c = 0;
  return crc32c(crc32c(0, &header, sizeof header), state.data(), state.size());
}
}  // namespace

SnapshotStore::SnapshotStore(std::filesystem::path directory, const SessionId& session)
    : directory_(std::move(directory)), session_(session) {
  std::filesystem::create_directories(directory_);
}

std::vector<std::filesystem::path> SnapshotStore::files() const {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory_)) {
    if (entry.path().extension() == ".snapshot") paths.push_back(entry.path());
  }
  std::sort(paths.rbegin(), paths.rend());
  return paths;
}

void SnapshotStore::save(const SnapshotImage& image) const {
  SnapshotHeader header;
  header.session_hi = session_.hi;
  header.session_lo = session_.lo;
  header.command_sequence = image.command_sequence;
  header.last_sequence = image.last_sequence;
  header.hash_hi = image.state_hash.hi;
  header.hash_lo = image.state_hash.lo;
  header.size = image.state.size();
  header.crc32c = seal(header, image.state);
  Bytes bytes(sizeof header + image.state.size());
  std::memcpy(bytes.data(), &header, sizeof header);
  std::copy(image.state.begin(), image.state.end(), bytes.begin() + sizeof header);
  char name[48];
  std::snprintf(name, sizeof name, "%020llu.snapshot",
                static_cast<unsigned long long>(image.command_sequence));
  replace_file(directory_ / name, bytes);
  const auto all = files();
  for (std::size_t i = kKept; i < all.size(); ++i) std::filesystem::remove(all[i]);
}

std::vector<SnapshotImage> SnapshotStore::load_all() const {
  std::vector<SnapshotImage> images;
  for (const auto& path : files()) {
    const MappedFile file(path);
    SnapshotHeader header;
    if (file.bytes().size() < sizeof header) continue;
    std::memcpy(&header, file.bytes().data(), sizeof header);
    const ByteView state = file.bytes().subspan(sizeof header);
    if (SessionId{header.session_hi, header.session_lo} != session_ ||
        header.size != state.size() || header.crc32c != seal(header, state)) {
      continue;
    }
    images.push_back({header.command_sequence,
                      header.last_sequence,
                      {header.hash_hi, header.hash_lo},
                      Bytes(state.begin(), state.end())});
  }
  return images;
}
}  // namespace hft
