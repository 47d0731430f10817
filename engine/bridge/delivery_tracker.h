// Up to which sequence everything is acknowledged, whatever order acknowledgements come in.
//
// Thread safety: none. Invariant: acknowledged() never passes an event still in flight.
#pragma once
#include <cstdint>
#include <deque>

namespace hft::bridge {
class DeliveryTracker {
 public:
  /// `from`: everything up to here is known to be delivered.
  explicit DeliveryTracker(std::uint64_t from) : acknowledged_(from) {}

  /// Events come in order; `parts` messages carry this one.
  void sent(std::size_t parts) { open_.push_back(parts); }
  void delivered(std::uint64_t sequence) {
    --open_[static_cast<std::size_t>(sequence - acknowledged_ - 1)];
    while (!open_.empty() && open_.front() == 0) {
      open_.pop_front();
      ++acknowledged_;
    }
  }
  std::uint64_t acknowledged() const { return acknowledged_; }
  std::size_t in_flight() const { return open_.size(); }

 private:
  std::uint64_t acknowledged_;
  std::deque<std::size_t> open_;  ///< messages outstanding of acknowledged_ + 1, + 2, ...
};
}  // namespace hft::bridge
