// A list that is filled and emptied again and again, once a command: emptying is one write, and it
// keeps its memory.
//
// Thread safety: none. References end at add().
#pragma once
#include <cstddef>
#include <span>

#include "base/zeroed_array.h"

namespace hft {
template <class T>
class RefilledList {
 public:
  void add(const T& value) {
    if (count_ == values_.size()) [[unlikely]]
      values_.grow(values_.size() * 2 + 64);
    values_[count_] = value;
    count_ += 1;
  }
  void clear() { count_ = 0; }
  std::span<const T> values() const { return {values_.data(), count_}; }

 private:
  ZeroedArray<T> values_;
  std::size_t count_ = 0;
};
}  // namespace hft
