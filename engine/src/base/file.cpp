#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hft {
FileError::FileError(const std::string& what, const std::filesystem::path& path, int number)
    : std::runtime_error(what + " " + path.string() + ": " + std::strerror(number)),
      error_number(number) {}

File::File(const std::filesystem::path& path, int flags, unsigned mode) : path_(path) {
  fd_ = open(path.c_str(), flags | O_CLOEXEC, static_cast<mode_t>(mode));
  if (fd_ < 0) throw FileError("cannot open", path, errno);
}
File::~File() {
  if (fd_ >= 0) close(fd_);
}
File::File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)), path_(other.path_) {}
File& File::operator=(File&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  return *this;
}
void File::write_at(const void* bytes, std::size_t size, std::uint64_t offset) const {
  const auto* at = static_cast<const std::uint8_t*>(bytes);
  while (size > 0) {
    const ssize_t written = pwrite(fd_, at, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw FileError("cannot write", path_, written < 0 ? errno : ENOSPC);
    at += written;
    offset += static_cast<std::uint64_t>(written);
    size -= static_cast<std::size_t>(written);
  }
}
void File::sync() const {
  if (fdatasync(fd_) != 0) throw FileError("cannot sync", path_, errno);
}
std::uint64_t File::size() const {
  struct stat status {};
  if (fstat(fd_, &status) != 0) throw FileError("cannot stat", path_, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const File file(path, O_RDONLY);
  size_ = file.size();
  if (size_ == 0) return;
  at_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.fd(), 0);
  if (at_ == MAP_FAILED) throw FileError("cannot map", path, errno);
}
MappedFile::~MappedFile() {
  if (at_ != nullptr) munmap(at_, size_);
}

void sync_directory(const std::filesystem::path& directory) {
  const File handle(directory, O_RDONLY | O_DIRECTORY);
  if (fsync(handle.fd()) != 0) throw FileError("cannot sync", directory, errno);
}

void replace_file(const std::filesystem::path& path, ByteView content) {
  auto temporary = path;
  temporary += ".tmp";
  {
    const File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    file.write_at(content.data(), content.size(), 0);
    file.sync();
  }
  std::filesystem::rename(temporary, path);
  sync_directory(path.parent_path());
}

std::optional<Bytes> read_file(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  const MappedFile mapped(path);
  return Bytes(mapped.bytes().begin(), mapped.bytes().end());
}
}  // namespace hft
