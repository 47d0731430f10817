// Checks before an order may enter the book, cheapest and most decisive first, on integers that are
// already in memory. Numbers are those of docs/ARCHITECTURE.md, "Risk". Idempotency (check 6) comes
// before all of them (core/core_orders.cpp).
//
// Thread safety: none; owned by the matching thread.
#pragma once
#include <array>

#include "core/hand.h"

namespace hft {
class PreTrade {
 public:
  using Reason = wire::RejectReason;
  static constexpr std::size_t kChecks = 16;

  explicit PreTrade(const CoreState& state) : state_(state) {}

  /// For a new order. Fills in what the checks find: the tick it works at, what must be paid for.
  Reason check(const Hand& hand);
  /// For a replace: `changed` is the hand's order with its new terms. Checked on the difference.
  Reason check_replace(const Hand& hand, Order& changed, bool is_only_less);

  /// How often each check was done, by its number.
  std::array<std::uint64_t, kChecks> done() const {
    std::array<std::uint64_t, kChecks> counts{};
    counts[1] = counts[2] = counts[3] = counts[4] = states_done_;
    counts[5] = form_done_;
    counts[7] = rate_done_;
    counts[9] = limits_done_;
    counts[12] = funds_done_;
    return counts;
  }

 private:
  Reason check_change(const Hand& changed, const Order& before, bool is_only_less);
  bool is_restricted(const Hand& hand) const;
  Reason check_states(const Hand& hand) const;
  bool must_reduce(const Hand& hand) const;
  Reason check_form(const Hand& hand, Money& value);
  Reason price_market_order(const Hand& hand) const;
  Reason check_rate(const Hand& hand);
  Reason check_limits(const Hand& hand, Money value, std::uint32_t open_orders);
  Reason check_funds(const Hand& hand, Money released);

  const CoreState& state_;
  std::uint64_t states_done_ = 0;
  std::uint64_t form_done_ = 0;
  std::uint64_t rate_done_ = 0;
  std::uint64_t limits_done_ = 0;
  std::uint64_t funds_done_ = 0;
};

/// What an order with these leaves must be able to pay for, when `open_sell_qty` of other orders
/// is already to be sold from the position.
inline Qty payable_qty(const Order& order, const Account& account, const Position& position,
                       Qty open_sell_qty) {
  if (account.kind == wire::AccountKind::MARKET) return 0;
  const Qty is_sell = static_cast<Qty>(at(order.side));
  const Qty covered = std::max<Qty>(0, position.quantity - open_sell_qty) * is_sell;
  return std::max<Qty>(0, order.leaves_qty - covered);
}
}  // namespace hft
