#include "base/zeroed_array.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace hft {
namespace {
constexpr std::size_t kHugePage = 1U << 21U;

bool is_aligned(const void* at) { return reinterpret_cast<std::uintptr_t>(at) % kHugePage == 0; }

TEST(ZeroedArray, KeepsWhatItHoldsAtEverySizeAndIsZeroBeyond) {
  ZeroedArray<std::uint64_t> array;
  std::size_t filled = 0;
  for (std::size_t size = 1; size <= (std::size_t{1} << 21U); size *= 2) {
    array.grow(size);
    for (std::size_t at = 0; at < filled; ++at) ASSERT_EQ(array[at], at + 1) << "of " << size;
    for (std::size_t at = filled; at < size; ++at) {
      ASSERT_EQ(array[at], 0U) << "of " << size;
      array[at] = at + 1;
    }
    filled = size;
  }
}

TEST(ZeroedArray, LiesInWholeHugePagesOnceItIsLarge) {
  ZeroedArray<std::uint64_t> array(1'000);
  array[999] = 7;
  for (const std::size_t size : {300'000U, 1'000'000U, 5'000'000U}) {
    array.grow(size);
    EXPECT_TRUE(is_aligned(array.data())) << size;
    EXPECT_EQ(array[999], 7U) << size;
  }
  array.grow(10);
  EXPECT_EQ(array.size(), 5'000'000U) << "it never shrinks";
}
}  // namespace
}  // namespace hft
