// Since when what is read from a socket may have waited in it: a deadline counts from there. When
// the reading thread itself was held up (a stopped process, a machine without a processor to
// spare), the socket's own thread may have been too: what looks empty then may only not have
// arrived yet, so for a while it proves nothing.
//
// Thread safety: none; owned by the thread that reads.
#pragma once
#include "base/units.h"

namespace hft {
class SocketWatch {
 public:
  /// Nobody waits this long between two looks unless held up.
  static constexpr TimeNs kHeldUpNs = 250'000'000;
  /// Enough for the socket's thread to bring what lay in the kernel.
  static constexpr TimeNs kSettleNs = 100'000'000;

  explicit SocketWatch(TimeNs now) : looked_ns_(now), empty_ns_(now) {}

  /// At the begin of every look, before anything is read.
  void look(TimeNs now) {
    if (now - looked_ns_ > kHeldUpNs) settled_ns_ = now + kSettleNs;
    looked_ns_ = now;
  }
  /// Nothing was there to read.
  void found_empty(TimeNs now) {
    look(now);
    if (now >= settled_ns_) empty_ns_ = now;
  }
  /// When the socket was last known to be empty.
  TimeNs empty_since() const { return empty_ns_; }

 private:
  TimeNs looked_ns_;
  TimeNs empty_ns_;
  TimeNs settled_ns_ = 0;
};
}  // namespace hft
