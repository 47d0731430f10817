// Rows of one entity with a free list and an incrementally kept hash of all of them.
//
// Thread safety: none; owned by the matching thread. References end at insert().
// Invariant: hash() equals the sum over rows in use of hash_bytes(kind, row). Rows changed since
// the last hash() are on the dirty list, so its cost follows the changes, not the size.
#pragma once
#include <algorithm>
#include <vector>

#include "base/hash128.h"
#include "base/zeroed_array.h"
#include "core/entities.h"

namespace hft {
template <class Row>
class Table {
 public:
  explicit Table(std::uint64_t kind) : kind_(kind) {}

  std::uint32_t insert(const Row& row) {
    const std::uint32_t index = free_place();
    put(index, row);
    return index;
  }
  /// A row with nothing in it, to be filled in where it stays: copying what was just written is
  /// slow.
  std::uint32_t insert_blank() {
    const std::uint32_t index = free_place();
    use(index);
    rows_[index] = kBlank;
    return index;
  }
  /// For a table whose rows belong to those of another: its index is given. Not with insert().
  void put(std::uint32_t index, const Row& row) {
    if (index >= rows_.size()) [[unlikely]]
      grow(index);
    end_ = std::max(end_, index + 1);
    rows_[index] = row;
    marks_[index] |= kUsed;
    mark(index);
    ++count_;
  }
  /// The place goes to a later insert().
  void erase(std::uint32_t index) {
    clear(index);
    free_.push_back(index);
  }
  /// The counterpart of put().
  void clear(std::uint32_t index) {
    marks_[index] &= static_cast<std::uint8_t>(~kUsed);
    mark(index);
    --count_;
  }
  const Row& operator[](std::uint32_t index) const { return rows_[index]; }
  /// For changing: the row is hashed again at the next hash().
  Row& edit(std::uint32_t index) {
    mark(index);
    return rows_[index];
  }
  /// For changing what the hash does not cover.
  Row& edit_unhashed(std::uint32_t index) { return rows_[index]; }
  std::size_t size() const { return count_; }

  const Hash128& hash() {
    for (const std::uint32_t index : dirty_) {
      sum_ -= hashes_[index];
      const bool is_used = (marks_[index] & kUsed) != 0;
      hashes_[index] = is_used ? hash_of(rows_[index]) : Hash128{};
      sum_ += hashes_[index];
      marks_[index] &= static_cast<std::uint8_t>(~kDirty);
    }
    dirty_.clear();
    return sum_;
  }
  /// Rows in use in the order of their places.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint32_t i = 0; i < end_; ++i) {
      if ((marks_[i] & kUsed) != 0) visit(i, rows_[i]);
    }
  }

 private:
  Hash128 hash_of(const Row& row) const {
    if constexpr (requires { hashed_part(row); }) {
      const Row part = hashed_part(row);
      return hash_bytes(kind_, &part, sizeof part);
    } else {
      return hash_bytes(kind_, &row, sizeof row);
    }
  }
  static constexpr Row kBlank{};
  static constexpr std::uint8_t kUsed = 1;
  static constexpr std::uint8_t kDirty = 2;

  std::uint32_t free_place() {
    if (free_.empty()) return end_;
    const std::uint32_t index = free_.back();
    free_.pop_back();
    return index;
  }
  void use(std::uint32_t index) {
    if (index >= rows_.size()) [[unlikely]]
      grow(index);
    end_ = std::max(end_, index + 1);
    mark(index);
    marks_[index] |= kUsed;
    ++count_;
  }

  void mark(std::uint32_t index) {
    if ((marks_[index] & kDirty) != 0) return;
    marks_[index] |= kDirty;
    dirty_.push_back(index);
  }
  void grow(std::uint32_t index) {
    const std::size_t size = std::max<std::size_t>({64, rows_.size() * 2, std::size_t{index} + 1});
    rows_.grow(size);
    hashes_.grow(size);
    marks_.grow(size);
  }
  const std::uint64_t kind_;
  ZeroedArray<Row> rows_;
  ZeroedArray<Hash128> hashes_;
  ZeroedArray<std::uint8_t> marks_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> dirty_;
  std::uint32_t end_ = 0;
  std::size_t count_ = 0;
  Hash128 sum_{};
};
}  // namespace hft
