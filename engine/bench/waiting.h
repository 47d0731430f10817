// Messages that the harness has handed over and that are not decided yet. It sends one after the
// other and waits for no answer, so each waits here while three more arrive, as commands do in the
// engine's input ring when there are many, and what it needs is brought near meanwhile, a step at
// each (core/look_ahead.h does that for the ring). With `kIsAlone` each is decided at once, as when
// nothing else waits: only that tells a latency.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "mebench_abi.h"

namespace mb {
/// `Engine` has decide() for each kind of message, and the three steps for an order's id.
template <class Engine, bool kIsAlone>
class Waiting {
 public:
  explicit Waiting(Engine& engine) : engine_(engine) {}

  template <class M>
  void add(const M& message) {
    if constexpr (kIsAlone) {
      engine_.decide(message);
    } else {
      count_ += 1;
      at(1).hold(message);
      if (at(1).names_order()) engine_.expect_place(at(1).order_id());
      if (at(2).names_order()) engine_.expect_row(at(2).order_id());
      if (at(3).names_order()) engine_.expect_leave(at(3).order_id());
      decide(at(kSize));
    }
  }
  /// Decides all that wait.
  void drain() {
    for (std::size_t age = kSize; age > 0; --age) decide(at(age));
  }

 private:
  /// A std::variant of the three, but for its time: it was 2 % of `sweep`.
  struct Message {
    enum class Kind : std::uint8_t { NONE, NEW, CANCEL, MODIFY };
    Kind kind = Kind::NONE;
    union {
      NewOrder order;
      Cancel cancel;
      Modify modify;
    };
    Message() : cancel{} {}
    void hold(const NewOrder& message) {
      kind = Kind::NEW;
      order = message;
    }
    void hold(const Cancel& message) {
      kind = Kind::CANCEL;
      cancel = message;
    }
    void hold(const Modify& message) {
      kind = Kind::MODIFY;
      modify = message;
    }
    bool names_order() const { return kind == Kind::CANCEL || kind == Kind::MODIFY; }
    std::uint64_t order_id() const {
      return kind == Kind::CANCEL ? cancel.order_id : modify.order_id;
    }
  };
  static constexpr std::size_t kSize = 4;

  /// 1 is the newest.
  Message& at(std::size_t age) { return messages_[(count_ - age) % kSize]; }
  void decide(Message& message) {
    const auto kind = std::exchange(message.kind, Message::Kind::NONE);
    if (kind == Message::Kind::NEW) engine_.decide(message.order);
    if (kind == Message::Kind::CANCEL) engine_.decide(message.cancel);
    if (kind == Message::Kind::MODIFY) engine_.decide(message.modify);
  }

  Engine& engine_;
  std::array<Message, kSize> messages_{};
  std::size_t count_ = 0;
};
}  // namespace mb
