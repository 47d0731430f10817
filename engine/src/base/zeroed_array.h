// A large array of plain values that starts as zeros, takes memory only where it is touched, and
// grows without copying. Huge pages where the kernel gives them: random access to a deep book is
// bound by address translation.
//
// Thread safety: none. References end when grow() moves the array.
#pragma once
#include <sys/mman.h>

#include <cstddef>
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
    if (data_ != nullptr) munmap(data_, size_ * sizeof(T));
  }

  /// New places are zero. Does nothing when `size` is not more than now.
  void grow(std::size_t size) {
    if (size <= size_) return;
    void* at = data_ == nullptr
                   ? mmap(nullptr, size * sizeof(T), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                   : mremap(data_, size_ * sizeof(T), size * sizeof(T), MREMAP_MAYMOVE);
    if (at == MAP_FAILED) throw std::bad_alloc();
    if (size * sizeof(T) >= kHugeFrom) madvise(at, size * sizeof(T), MADV_HUGEPAGE);
    data_ = static_cast<T*>(at);
    size_ = size;
  }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t at) { return data_[at]; }
  const T& operator[](std::size_t at) const { return data_[at]; }
  T* data() { return data_; }

 private:
  static constexpr std::size_t kHugeFrom = 1U << 20U;
  T* data_ = nullptr;
  std::size_t size_ = 0;
};
}  // namespace hft
