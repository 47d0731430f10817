// Files with the errors said out loud. Start-up and journal code only; throws FileError.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "hft/wire_io.h"

namespace hft {
class FileError : public std::runtime_error {
 public:
  FileError(const std::string& what, const std::filesystem::path& path, int error_number);
  int error_number;
};

/// Owns a file descriptor.
class File {
 public:
  File() = default;
  File(const std::filesystem::path& path, int flags, unsigned mode = 0600);
  ~File();
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  int fd() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void write_at(const void* bytes, std::size_t size, std::uint64_t offset) const;
  void sync() const;
  std::uint64_t size() const;

 private:
  int fd_ = -1;
  std::filesystem::path path_;
};

/// A whole file mapped for reading.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ByteView bytes() const { return {static_cast<const std::uint8_t*>(at_), size_}; }

 private:
  void* at_ = nullptr;
  std::size_t size_ = 0;
};

void sync_directory(const std::filesystem::path& directory);
/// Temp file, fsync, rename, directory fsync: readers see the old content or the new, never half.
void replace_file(const std::filesystem::path& path, ByteView content);
std::optional<Bytes> read_file(const std::filesystem::path& path);
}  // namespace hft
