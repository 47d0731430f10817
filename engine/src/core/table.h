// Rows of one entity with a free list and an incrementally kept hash of all of them.
//
// Thread safety: none; owned by the matching thread.
// Invariant: hash() equals the sum over rows in use of hash_bytes(kind, row). Rows changed since
// the last hash() are on the dirty list, so its cost follows the changes, not the size.
#pragma once
#include <deque>
#include <vector>

#include "base/hash128.h"
#include "core/entities.h"

namespace hft {
template <class Row>
class Table {
 public:
  explicit Table(std::uint64_t kind) : kind_(kind) {}

  std::uint32_t insert(const Row& row) {
    std::uint32_t index = 0;
    if (free_.empty()) {
      index = static_cast<std::uint32_t>(slots_.size());
      slots_.emplace_back();
    } else {
      index = free_.back();
      free_.pop_back();
    }
    slots_[index].row = row;
    slots_[index].is_used = true;
    mark(index);
    ++count_;
    return index;
  }
  void erase(std::uint32_t index) {
    slots_[index].is_used = false;
    mark(index);
    free_.push_back(index);
    --count_;
  }
  const Row& operator[](std::uint32_t index) const { return slots_[index].row; }
  /// For changing: the row is hashed again at the next hash().
  Row& edit(std::uint32_t index) {
    mark(index);
    return slots_[index].row;
  }
  std::size_t size() const { return count_; }

  const Hash128& hash() {
    for (const std::uint32_t index : dirty_) {
      Slot& slot = slots_[index];
      sum_ -= slot.hash;
      slot.hash = slot.is_used ? hash_bytes(kind_, &slot.row, sizeof(Row)) : Hash128{};
      sum_ += slot.hash;
      slot.is_dirty = false;
    }
    dirty_.clear();
    return sum_;
  }
  /// Rows in use in slot order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint32_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].is_used) visit(i, slots_[i].row);
    }
  }

 private:
  struct Slot {
    Row row{};
    Hash128 hash{};
    bool is_used = false;
    bool is_dirty = false;
  };
  void mark(std::uint32_t index) {
    if (slots_[index].is_dirty) return;
    slots_[index].is_dirty = true;
    dirty_.push_back(index);
  }
  const std::uint64_t kind_;
  std::deque<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> dirty_;
  std::size_t count_ = 0;
  Hash128 sum_{};
};
}  // namespace hft
