// Checks before an order may enter the book, cheapest and most decisive first, on integers that are
// already in memory. Numbers are those of docs/ARCHITECTURE.md, "Risk". Idempotency (check 6) comes
// before all of them (core/core_orders.cpp).
//
// Thread safety: none; owned by the matching thread.
#pragma once
#include <array>
#include <initializer_list>

#include "core/hand.h"

namespace hft {
class PreTrade {
 public:
  using Reason = wire::RejectReason;
  static constexpr std::size_t kChecks = 16;

  explicit PreTrade(const CoreState& state) : state_(state) {}

  /// For a new order. Fills in what the checks find: the tick it works at, what must be paid for.
  Reason check(const Hand& hand, const OrderTerms& asked);
  /// For a replace: `changed` is the hand's order as it is asked to be. Checked on the difference.
  Reason check_replace(const Hand& hand, Order& changed, const OrderTerms& asked,
                       bool is_only_less);

  /// How often each check was done, by its number.
  std::array<std::uint64_t, kChecks> done() const;

 private:
  Reason check_change(const Hand& changed, const OrderTerms& asked, const Order& before,
                      bool is_only_less);
  bool is_restricted(const Hand& hand) const;
  Reason check_states(const Hand& hand, const OrderTerms& asked) const;
  bool must_reduce(const Hand& hand, const OrderTerms& asked) const;
  Reason check_form(const Hand& hand, const OrderTerms& asked, Money& value);
  Reason price_market_order(const Hand& hand, const OrderTerms& asked) const;
  Reason check_rate(const Hand& hand);
  Reason check_limits(const Hand& hand, Qty qty, Money value, std::uint32_t open_orders);
  Reason check_funds(const Hand& hand, Money released);

  /// Answers `reason`, and counts the checks that it leaves out.
  Reason leave_out(Reason reason, std::initializer_list<std::size_t> never_done);

  const CoreState& state_;
  // Nearly every order comes to every check: what is counted is orders, and the checks that were
  // left out because one before them refused, or because a replace only asks for less.
  std::uint64_t orders_ = 0;
  std::uint64_t replaces_ = 0;
  std::array<std::uint64_t, kChecks> never_done_{};
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
