// Nanoseconds since the Unix epoch that never run backwards: the wall clock is read once at start
// and the monotonic clock carries it on, so a clock jump changes neither order nor expiry.
// Thread safety: const after construction.
#pragma once
#include <time.h>

#include "base/units.h"

namespace hft {
class Clock {
 public:
  /// `floor`: the last stamp of the journal; time of this run starts at or above it.
  explicit Clock(TimeNs floor = 0) {
    const TimeNs wall = read(CLOCK_REALTIME);
    offset_ = (wall > floor ? wall : floor) - read(CLOCK_MONOTONIC);
  }
  TimeNs now() const { return read(CLOCK_MONOTONIC) + offset_; }

 private:
  static TimeNs read(clockid_t id) {
    timespec at{};
    clock_gettime(id, &at);
    return static_cast<TimeNs>(at.tv_sec) * 1'000'000'000U + static_cast<TimeNs>(at.tv_nsec);
  }
  TimeNs offset_ = 0;
};
}  // namespace hft
