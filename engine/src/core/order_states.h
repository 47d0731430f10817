// The order state machine as one table (docs: contracts, "Order states"). A transition outside it
// is a bug in the engine and stops the process. Pure.
#pragma once
#include <optional>

#include "hft/generated/wire.h"

namespace hft {
enum class OrderEvent : std::uint8_t { FILL_PART, FILL_LAST, CANCELED, REPLACED, EXPIRED };

inline bool is_live(wire::OrdStatus status) {
  return status == wire::OrdStatus::NEW || status == wire::OrdStatus::PARTIALLY_FILLED;
}

/// The state after `event`, or nothing when the event is not allowed. `has_leaves`: some quantity
/// remains after a replace.
inline std::optional<wire::OrdStatus> next_status(wire::OrdStatus from, OrderEvent event,
                                                  bool has_leaves = true) {
  using wire::OrdStatus;
  if (!is_live(from)) return std::nullopt;
  switch (event) {
    case OrderEvent::FILL_PART:
      return OrdStatus::PARTIALLY_FILLED;
    case OrderEvent::FILL_LAST:
      return OrdStatus::FILLED;
    case OrderEvent::CANCELED:
      return OrdStatus::CANCELED;
    case OrderEvent::EXPIRED:
      return OrdStatus::EXPIRED;
    case OrderEvent::REPLACED:
      return has_leaves ? from : OrdStatus::FILLED;
  }
  return std::nullopt;
}
}  // namespace hft
