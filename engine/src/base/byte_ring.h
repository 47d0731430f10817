// Ring of variable-length entries: one writer, up to two readers that each see every entry in the
// same order. The input ring is read by journal and core; the other rings have one reader.
//
// Thread safety: claim/publish from one thread; each reader index from one thread.
// Invariants: positions only grow; an entry never wraps (a padding entry fills the end); the
// writer never passes the slowest reader.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>

#include "hft/wire_io.h"

namespace hft {
class ByteRing {
 public:
  ByteRing(std::size_t capacity, std::size_t readers)
      : capacity_(capacity), readers_(readers), bytes_(new std::uint8_t[capacity]) {}

  /// Room for `size` bytes, or null when the ring is full. Nothing is visible before publish().
  std::uint8_t* claim(std::size_t size) {
    std::size_t need = aligned(size);
    const std::size_t at = position_ & (capacity_ - 1);
    const std::size_t to_end = capacity_ - at;
    const bool wraps = need > to_end;
    if (!has_room(wraps ? to_end + need : need)) return nullptr;
    if (wraps) {
      write_length(at, kPadding);
      position_ += to_end;
    }
    claimed_ = need;
    const std::size_t start = position_ & (capacity_ - 1);
    write_length(start, static_cast<std::uint32_t>(size));
    return bytes_.get() + start + kPrefix;
  }

  /// Makes the claimed entry visible (pairs with the acquire load in peek()).
  void publish() {
    position_ += claimed_;
    claimed_ = 0;
    published_.store(position_, std::memory_order_release);
  }

  bool push(ByteView entry) {
    std::uint8_t* at = claim(entry.size());
    if (at == nullptr) return false;
    if (!entry.empty()) std::memcpy(at, entry.data(), entry.size());
    publish();
    return true;
  }

  /// The reader's next entry `ahead` bytes past its position, or an empty view. `ahead` moves on,
  /// so a reader can take several entries before it gives them back with release().
  ByteView peek(std::size_t reader, std::uint64_t& ahead) const {
    const std::uint64_t base = reads_[reader].position.load(std::memory_order_relaxed);
    const std::uint64_t end = published_.load(std::memory_order_acquire);
    while (base + ahead < end) {
      const std::size_t at = (base + ahead) & (capacity_ - 1);
      std::uint32_t size = 0;
      std::memcpy(&size, bytes_.get() + at, sizeof size);
      if (size == kPadding) {
        ahead += capacity_ - at;
        continue;
      }
      ahead += aligned(size);
      return {bytes_.get() + at + kPrefix, size};
    }
    return {};
  }

  /// Gives `count` bytes back to the writer (pairs with the acquire load in has_room()).
  void release(std::size_t reader, std::uint64_t count) {
    auto& position = reads_[reader].position;
    position.store(position.load(std::memory_order_relaxed) + count, std::memory_order_release);
  }

  /// Writer's view of the space left; a lower bound, readers only add to it.
  std::size_t free_bytes() const { return capacity_ - (position_ - slowest()); }
  std::size_t capacity() const { return capacity_; }
  bool is_empty(std::size_t reader) const {
    return reads_[reader].position.load(std::memory_order_relaxed) ==
           published_.load(std::memory_order_acquire);
  }

 private:
  static constexpr std::uint32_t kPadding = 0xFFFFFFFFU;
  static constexpr std::size_t kPrefix = 8;
  static std::size_t aligned(std::size_t size) { return (size + kPrefix + 7U) & ~std::size_t{7}; }
  bool has_room(std::size_t need) const { return free_bytes() >= need; }
  std::uint64_t slowest() const {
    std::uint64_t least = reads_[0].position.load(std::memory_order_acquire);
    for (std::size_t i = 1; i < readers_; ++i) {
      least = std::min(least, reads_[i].position.load(std::memory_order_acquire));
    }
    return least;
  }
  void write_length(std::size_t at, std::uint32_t length) {
    std::memcpy(bytes_.get() + at, &length, sizeof length);
  }

  struct alignas(64) Reader {
    std::atomic<std::uint64_t> position{0};
  };
  const std::size_t capacity_;  // a power of two
  const std::size_t readers_;
  std::unique_ptr<std::uint8_t[]> bytes_;
  std::uint64_t position_ = 0;
  std::size_t claimed_ = 0;
  alignas(64) std::atomic<std::uint64_t> published_{0};
  std::array<Reader, 2> reads_;
};
}  // namespace hft
