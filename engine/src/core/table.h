// Rows of one entity with a free list and an incrementally kept hash of all of them.
//
// Thread safety: none; owned by the matching thread. References end at insert(), claim() and put().
// Invariant: hash() equals the sum over rows in use of hash_bytes(kind, row). Rows changed since
// the last hash() are on the dirty list, so its cost follows the changes, not the size.
#pragma once
#include <algorithm>
#include <cstring>
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
    const std::uint32_t index = claim();
    write(index, row);
    return index;
  }
  /// A place whose row still holds what the last one left there: the caller writes every field of
  /// it, where it stays, because copying what was just written is slow.
  std::uint32_t claim() {
    const std::uint32_t index = first_free_ == kNone ? open_place(end_) : take_free();
    use(index);
    return index;
  }
  /// For a table whose rows belong to those of another: its index is given. Not with insert().
  void put(std::uint32_t index, const Row& row) {
    claim_at(index);
    write(index, row);
  }
  /// put(), but as with claim() the caller writes every field.
  Row& claim_at(std::uint32_t index) {
    if (index >= end_) open_place(index);
    use(index);
    return rows_[index];
  }
  /// The place goes to a later insert().
  void erase(std::uint32_t index) {
    clear(index);
    std::memcpy(static_cast<void*>(&rows_[index]), &first_free_, sizeof first_free_);
    first_free_ = index;
  }
  /// The counterpart of put().
  void clear(std::uint32_t index) {
    mark(index);
    mark_of(index) = RowMark::DIRTY;
  }
  const Row& operator[](std::uint32_t index) const { return rows_[index]; }
  /// For changing: the row is hashed again at the next hash().
  Row& edit(std::uint32_t index) {
    mark(index);
    return rows_[index];
  }
  /// For changing what the hash does not cover.
  Row& edit_unhashed(std::uint32_t index) { return rows_[index]; }
  /// Begins to bring a row near that will soon be written; kNone is none, and row 0 then comes, by
  /// wrapping: where a queue ends is a coin toss, so there is no branch.
  void expect(std::uint32_t index) const {
    static_assert(kNone + 1 == 0);
    fetch_ahead(index + static_cast<std::uint32_t>(index == kNone));
  }
  /// Rows in use, counted one by one.
  std::size_t size() const {
    std::size_t count = 0;
    for_each([&](std::uint32_t, const Row&) { ++count; });
    return count;
  }

  const Hash128& hash() {
    for (const std::uint32_t index : dirty_) {
      sum_ -= hashes_[index];
      const bool is_used = is_in_use(index);
      hashes_[index] = is_used ? hash_of(rows_[index]) : Hash128{};
      sum_ += hashes_[index];
      mark_of(index) = is_used ? RowMark::USED : RowMark::NONE;
    }
    dirty_.clear();
    return sum_;
  }
  /// Rows in use in the order of their places.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint32_t i = 0; i < end_; ++i) {
      if (is_in_use(i)) visit(i, rows_[i]);
    }
  }

 private:
  Hash128 hash_of(const Row& row) const {
    const Row part = lasting_part(row);
    return hash_bytes(kind_, &part, sizeof part);
  }
  /// In the row itself where it has a field for it.
  static constexpr bool kHasMark = requires(Row & row) { row.mark; };
  RowMark& mark_of(std::uint32_t index) {
    if constexpr (kHasMark) {
      return rows_[index].mark;
    } else {
      return marks_[index];
    }
  }
  bool is_in_use(std::uint32_t index) const {
    const RowMark mark = const_cast<Table*>(this)->mark_of(index);
    return mark == RowMark::USED || mark == RowMark::USED_DIRTY;
  }

  void write(std::uint32_t index, const Row& row) {
    const RowMark mark = mark_of(index);
    rows_[index] = row;
    mark_of(index) = mark;
  }
  std::uint32_t take_free() {
    const std::uint32_t index = first_free_;
    std::memcpy(&first_free_, &rows_[index], sizeof first_free_);
    // The next row to be claimed is known now: what takes long is to bring it near for writing.
    expect(first_free_);
    return index;
  }
  void fetch_ahead(std::uint32_t index) const {
    const auto* row = reinterpret_cast<const char*>(&rows_[index]);
    for (std::size_t at = 0; at < sizeof(Row); at += 64) __builtin_prefetch(row + at, 1);
    // Says that something happens here: g++ takes a function that only prefetches for one without
    // effect, and leaves out its calls.
    __asm__ volatile("");
  }
  std::uint32_t open_place(std::uint32_t index) {
    if (index >= rows_.size()) grow(index);
    end_ = index + 1;
    return index;
  }
  void use(std::uint32_t index) {
    mark(index);
    mark_of(index) = RowMark::USED_DIRTY;
  }
  void mark(std::uint32_t index) {
    if (mark_of(index) < RowMark::DIRTY) [[unlikely]]
      note_change(index);
  }
  [[gnu::noinline]] void note_change(std::uint32_t index) {
    RowMark& mark = mark_of(index);
    mark = mark == RowMark::USED ? RowMark::USED_DIRTY : RowMark::DIRTY;
    dirty_.push_back(index);
  }
  void grow(std::uint32_t index) {
    const std::size_t size = std::max<std::size_t>({64, rows_.size() * 2, std::size_t{index} + 1});
    rows_.grow(size);
    hashes_.grow(size);
    if constexpr (!kHasMark) marks_.grow(size);
  }
  const std::uint64_t kind_;
  ZeroedArray<Row> rows_;
  ZeroedArray<Hash128> hashes_;
  ZeroedArray<RowMark> marks_;  ///< of rows without a field for it
  std::vector<std::uint32_t> dirty_;
  std::uint32_t first_free_ = kNone;  ///< a free row holds the next one in its first bytes
  std::uint32_t end_ = 0;
  Hash128 sum_{};
};
}  // namespace hft
