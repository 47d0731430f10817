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

  /// For a new order.
  Reason check(const Party& party, const OrderTerms& asked, Admission& found);
  /// For a replace: the hand's order with the terms it is asked to have. Checked on the difference.
  Reason check_replace(const Hand& hand, const OrderTerms& asked, bool is_only_less);

  /// How often each check was done, by its number.
  std::array<std::uint64_t, kChecks> done() const;

 private:
  Reason check_change(const Hand& hand, const OrderTerms& asked, bool is_only_less);
  Reason check_states(const Party& party, const OrderTerms& asked) const;
  bool must_reduce(const Party& party, const OrderTerms& asked) const;
  Reason check_form(const Party& party, const OrderTerms& asked, Tick& work_tick, Money& value);
  Reason price_market_order(const Party& party, const OrderTerms& asked, Tick& work_tick) const;
  Reason check_rate(const Party& party);
  Reason check_limits(const Party& party, const OrderTerms& asked, Qty leaves, Money value,
                      std::uint32_t open_orders);
  Reason check_funds(const Party& party, Side side, Qty leaves, Money released, Admission& found);

  /// Answers `reason`, and counts the checks that it leaves out.
  Reason leave_out(Reason reason, std::initializer_list<std::size_t> never_done);

  const CoreState& state_;
  // Nearly every order comes to every check: what is counted is orders, and the checks that were
  // left out because one before them refused, or because a replace only asks for less.
  std::uint64_t orders_ = 0;
  std::uint64_t replaces_ = 0;
  std::array<std::uint64_t, kChecks> never_done_{};
};

/// What an order of `side` with these leaves must be able to pay for, when `open_sell_qty` of other
/// orders is already to be sold from the position.
inline Qty payable_qty(Side side, Qty leaves, const Account& account, const Position& position,
                       Qty open_sell_qty) {
  if (account.kind == wire::AccountKind::MARKET) return 0;
  const Qty covered = std::max<Qty>(0, position.quantity - open_sell_qty) & sale_mask(side);
  return std::max<Qty>(0, leaves - covered);
}
}  // namespace hft
