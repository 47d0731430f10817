// A large array of plain values that starts as zeros, takes memory only where it is touched, and
// copies what it holds at most while that is small. From the size of a huge page on it lies in
// whole ones where the kernel gives them, also what it held before: random access to a book is
// bound by address translation.
//
// Thread safety: none. References end when grow() moves the array.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace hft {
template <class T>
class ZeroedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  ZeroedArray() = default;
  explicit ZeroedArray(std::size_t size) { grow(size); }
  ZeroedArray(ZeroedArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  ZeroedArray& operator=(ZeroedArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~ZeroedArray() {
    if (data_ != nullptr) munmap(data_, mapped(size_));
  }

  /// New places are zero. Does nothing when `size` is not more than now.
  [[gnu::noinline]] void grow(std::size_t size) {
    if (size <= size_) return;
    const bool is_large = is_huge(size);
    void* at = is_large ? map_aligned(mapped(size)) : map(mapped(size));
    if (is_large) madvise(at, mapped(size), MADV_HUGEPAGE);
    if (data_ != nullptr) take_over(at, mapped(size));
    data_ = static_cast<T*>(at);
    size_ = size;
  }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t at) { return data_[at]; }
  const T& operator[](std::size_t at) const { return data_[at]; }
  T* data() { return data_; }
  const T* data() const { return data_; }

 private:
  static constexpr std::size_t kHugePage = 1U << 21U;

  static bool is_huge(std::size_t size) { return size * sizeof(T) >= kHugePage; }
  /// Bytes that an array of `size` has to itself.
  static std::size_t mapped(std::size_t size) {
    const std::size_t bytes = size * sizeof(T);
    return is_huge(size) ? (bytes + kHugePage - 1) / kHugePage * kHugePage : bytes;
  }
  static void* map(std::size_t bytes) {
    void* at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) throw std::bad_alloc();
    return at;
  }
  /// At the boundary of a huge page; what had to be mapped around it is given back.
  static void* map_aligned(std::size_t bytes) {
    auto* whole = static_cast<std::byte*>(map(bytes + kHugePage));
    const std::size_t before = -reinterpret_cast<std::uintptr_t>(whole) % kHugePage;
    if (before != 0) munmap(whole, before);
    munmap(whole + before + bytes, kHugePage - before);
    return whole + before;
  }
  /// Huge pages move as they are. Small ones are copied, because they would stay small.
  void take_over(void* at, std::size_t bytes) {
    const std::size_t held = mapped(size_);
    if (is_huge(size_)) {
      if (mremap(data_, held, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, at) == MAP_FAILED) {
        throw std::bad_alloc();
      }
    } else {
      std::memcpy(at, data_, held);
      munmap(data_, held);
    }
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
};
}  // namespace hft
