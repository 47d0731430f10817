// Lets a sleeping thread be woken by another without a system call while it is awake.
//
// Thread safety: notify() from any thread; arm(), clear() and fd() belong to the sleeper.
// Protocol: arm(); look for work once more; if none, poll fd(); clear().
#pragma once
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace hft {
class Wakeup {
 public:
  Wakeup() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
  ~Wakeup() { close(fd_); }
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  void notify() {
    // Full order against arm(): either the sleeper sees the work or we see it sleeping.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (is_sleeping_.load(std::memory_order_relaxed) && is_sleeping_.exchange(false)) {
      const std::uint64_t one = 1;
      [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);
    }
  }
  void arm() {
    is_sleeping_.store(true, std::memory_order_seq_cst);
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  void clear() {
    is_sleeping_.store(false, std::memory_order_relaxed);
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = read(fd_, &count, sizeof count);
  }
  int fd() const { return fd_; }

 private:
  const int fd_;
  std::atomic<bool> is_sleeping_{false};
};
}  // namespace hft
