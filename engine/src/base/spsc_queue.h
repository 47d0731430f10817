// Fixed queue of values between exactly one writer and one reader thread.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <utility>

namespace hft {
template <class T, std::size_t kCapacity>
class SpscQueue {
  static_assert((kCapacity & (kCapacity - 1)) == 0, "a power of two");

 public:
  /// Writer. False when full: the caller decides what to refuse.
  bool push(T value) {
    const std::uint64_t at = written_.load(std::memory_order_relaxed);
    if (at - read_.load(std::memory_order_acquire) == kCapacity) return false;
    slots_[at & (kCapacity - 1)] = std::move(value);
    written_.store(at + 1, std::memory_order_release);  // pairs with front()
    return true;
  }
  /// Reader. Null when empty.
  T* front() {
    const std::uint64_t at = read_.load(std::memory_order_relaxed);
    if (at == written_.load(std::memory_order_acquire)) return nullptr;
    return &slots_[at & (kCapacity - 1)];
  }
  /// Reader, after front().
  void pop() {
    const std::uint64_t at = read_.load(std::memory_order_relaxed);
    slots_[at & (kCapacity - 1)] = T{};
    read_.store(at + 1, std::memory_order_release);  // pairs with push()
  }

 private:
  std::array<T, kCapacity> slots_{};
  alignas(64) std::atomic<std::uint64_t> written_{0};
  alignas(64) std::atomic<std::uint64_t> read_{0};
};
}  // namespace hft
