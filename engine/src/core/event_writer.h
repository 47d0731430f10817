// Writes what the core decides as numbered wire events. The leading fields are the same in all.
//
// Thread safety: none; owned by the matching thread.
// Invariant: sequences are dense: an event gets its number at the moment it is written.
#pragma once
#include "core/command.h"
#include "core/core_listener.h"
#include "core/core_state.h"
#include "core/output.h"

namespace hft {
class EventWriter final : public CoreListener {
 public:
  explicit EventWriter(CoreState& state) : state_(state) {}

  /// Of the command that is decided next; both outlive it.
  void begin(const Command& command, Output& out) {
    command_ = &command;
    out_ = &out;
    replace_id_ = {};
  }
  /// The id that the next on_replaced() tells.
  void set_replace_id(const ClientOrderId& id) { replace_id_ = id; }

  void on_accepted(OrderIndex index, const Order& order) override;
  void on_fill(OrderIndex index, const Order& order, FillReport fill) override;
  void on_print(std::uint32_t instrument, Side aggressor, Qty qty, Px px,
                std::uint64_t match_id) override;
  void on_canceled(OrderIndex index, const Order& order, Qty canceled,
                   wire::CancelReason reason) override;
  void on_expired(OrderIndex index, const Order& order, Qty expired) override;
  void on_replaced(OrderIndex index, const Order& order) override;
  void on_rejected(OrderIndex index, const Order& order);

  template <class Event>
  Event event(TimeNs ingress_ns) const {
    Event out{};
    out.commandSequence = command_->command_sequence;
    out.ingressTimeNs = ingress_ns;
    out.transactTimeNs = state_.globals.now_ns;
    return out;
  }
  template <class Event>
  void emit(Event&& event) {
    event.sequence = ++state_.globals.last_sequence;
    if (out_->event_count++ == 0) out_->first_sequence = event.sequence;
    wire::append(out_->events, event);
  }

 private:
  /// Also keeps the order's report up to date.
  template <class Event>
  Event order_event(OrderIndex index, const Order& order, Money more_cost = 0);

  CoreState& state_;
  const Command* command_ = nullptr;
  Output* out_ = nullptr;
  ClientOrderId replace_id_;
};
}  // namespace hft
