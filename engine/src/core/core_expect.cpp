// Bringing near, for a command that waits, what deciding it will read: each step asks memory for
// something whose place only the step before could tell. Nothing is decided here, so what a step
// finds may be out of date when the command's turn comes; then it was asked for in vain.
#include "core/core.h"

namespace hft {
void Core::expect(Expected& waiting) const {
  waiting.step += 1;
  if (waiting.step == 1) return expect_names(waiting);
  if (waiting.step == 2) return expect_rows(waiting);
  if (waiting.order != kNone) trading_.expect_leave(waiting.order);
}

/// Where the tables of names will be looked into.
void Core::expect_names(Expected& waiting) const {
  wire::MessageReader reader(waiting.payload);
  reader.next();  // the envelope
  const auto message = reader.next();
  if (!message) return;
  waiting.message = *message;
  if (message->is<wire::NewOrder>()) {
    const auto request = message->as<wire::NewOrder>();
    order_by_client_id_.prefetch({find_account(request.accountId), request.clientOrderId});
  } else if (message->is<wire::CancelOrder>()) {
    const auto request = message->as<wire::CancelOrder>();
    if (request.orderId != 0) return order_by_id_.prefetch(request.orderId);
    order_by_client_id_.prefetch({find_account(request.accountId), request.clientOrderId});
  } else if (message->is<wire::ReplaceOrder>()) {
    order_by_id_.prefetch(message->as<wire::ReplaceOrder>().orderId);
  }
}

/// The rows of the order it is about.
void Core::expect_rows(Expected& waiting) const {
  if (waiting.message.is<wire::CancelOrder>()) {
    const auto request = waiting.message.as<wire::CancelOrder>();
    waiting.order = find_order(find_account(request.accountId), request);
  } else if (waiting.message.is<wire::ReplaceOrder>()) {
    waiting.order = find_order(waiting.message.as<wire::ReplaceOrder>().orderId);
  }
  if (waiting.order == kNone) return;
  state_.orders.expect(waiting.order);
  state_.reports.expect(waiting.order);
  state_.details.expect(waiting.order);
}
}  // namespace hft
