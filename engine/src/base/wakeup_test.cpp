#include "base/wakeup.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <thread>

namespace hft {
namespace {
bool is_awake(const Wakeup& wakeup, int limit_ms = 0) {
  pollfd source{wakeup.fd(), POLLIN, 0};
  return poll(&source, 1, limit_ms) == 1;
}

TEST(Wakeup, WakesWhoIsArmedAndNobodyElse) {
  Wakeup wakeup;
  wakeup.notify();
  EXPECT_FALSE(is_awake(wakeup));
  wakeup.arm();
  EXPECT_FALSE(is_awake(wakeup));
  wakeup.notify();
  wakeup.notify();
  EXPECT_TRUE(is_awake(wakeup));
  wakeup.clear();
  EXPECT_FALSE(is_awake(wakeup));
}

/// The notifier may be held up between taking the flag and writing, until after clear().
TEST(Wakeup, ALateCallWakesOnceAndNotForEver) {
  Wakeup wakeup;
  wakeup.arm();
  wakeup.clear();
  const std::uint64_t one = 1;
  ASSERT_EQ(write(wakeup.fd(), &one, sizeof one), static_cast<ssize_t>(sizeof one));
  wakeup.arm();
  EXPECT_TRUE(is_awake(wakeup));
  wakeup.clear();
  wakeup.arm();
  EXPECT_FALSE(is_awake(wakeup));
}

TEST(Wakeup, LosesNoCallHoweverTheThreadsMeet) {
  constexpr int kCalls = 20'000;
  Wakeup wakeup;
  std::atomic<int> work{0};
  std::jthread caller([&] {
    for (int i = 0; i < kCalls; ++i) {
      work.fetch_add(1, std::memory_order_release);
      wakeup.notify();
    }
  });
  int seen = 0;
  while (seen < kCalls) {
    wakeup.arm();
    if (work.load(std::memory_order_acquire) == seen) {
      ASSERT_TRUE(is_awake(wakeup, 5'000)) << "after " << seen;
    }
    wakeup.clear();
    seen = work.load(std::memory_order_acquire);
  }
}
}  // namespace
}  // namespace hft
