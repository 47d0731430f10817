#include "gateway/socket_watch.h"

#include <gtest/gtest.h>

namespace hft {
namespace {
constexpr TimeNs kMs = 1'000'000;
constexpr TimeNs kStart = 5'000 * kMs;

TEST(SocketWatchTest, AnEmptySocketIsBelievedWhileItIsLookedAtOften) {
  SocketWatch watch(kStart);
  for (TimeNs now = kStart; now < kStart + 1'000 * kMs; now += 100 * kMs) {
    watch.look(now);
    watch.found_empty(now);
    EXPECT_EQ(watch.empty_since(), now);
  }
}

TEST(SocketWatchTest, AfterAPauseWhatLooksEmptyMayNotHaveArrivedYet) {
  SocketWatch watch(kStart);
  const TimeNs woken = kStart + 10'000 * kMs;
  watch.look(woken);
  watch.found_empty(woken);
  EXPECT_EQ(watch.empty_since(), kStart) << "what is read next may have waited all the pause";
  watch.look(woken + 50 * kMs);
  watch.found_empty(woken + 50 * kMs);
  EXPECT_EQ(watch.empty_since(), kStart);
  watch.look(woken + 100 * kMs);
  watch.found_empty(woken + 100 * kMs);
  EXPECT_EQ(watch.empty_since(), woken + 100 * kMs);
}
}  // namespace
}  // namespace hft
