#include "gateway/command_intake.h"

#include <gtest/gtest.h>

namespace hft {
namespace {
TEST(CommandIntake, HasNewsOnceForWhatItTookAndNoneForWhatDidNotFit) {
  const Clock clock(0);
  Progress progress;
  ByteRing input(1U << 12U, 1);
  CommandIntake intake(clock, progress, input, 0);
  EXPECT_FALSE(intake.take_news());
  const wire::SessionOpened opened{20'261'130, wire::Chars<16>::of("ALWAYS")};
  EXPECT_TRUE(intake.submit_own({}, opened, true));
  EXPECT_TRUE(intake.submit_own({}, opened, true));
  EXPECT_TRUE(intake.take_news());
  EXPECT_FALSE(intake.take_news());
  while (intake.submit_own({}, opened, true)) {
  }
  EXPECT_TRUE(intake.take_news());
  EXPECT_FALSE(intake.submit_own({}, opened, true));
  EXPECT_FALSE(intake.take_news());
}
}  // namespace
}  // namespace hft
