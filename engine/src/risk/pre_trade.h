// Checks before an order may enter the book, cheapest and most decisive first, on integers that are
// already in memory. Numbers are those of docs/ARCHITECTURE.md, "Risk". Idempotency (check 6) comes
// before all of them (core/core_orders.cpp).
//
// Thread safety: none; owned by the matching thread.
#pragma once
#include <array>

#include "core/core_state.h"

namespace hft {
class PreTrade {
 public:
  using Reason = wire::RejectReason;
  static constexpr std::size_t kChecks = 16;

  explicit PreTrade(CoreState& state) : state_(state) {}

  /// For a new order. Fills in what the checks find: tick and price it works at, what it reserves.
  Reason check(Order& order);
  /// For a replace: `changed` is the order with its new terms, `leaves` what it holds now. Checked
  /// on the difference.
  Reason check_replace(Order& changed, Qty leaves, bool is_only_less);

  /// How often each check was done, by its number.
  const std::array<std::uint64_t, kChecks>& done() const { return done_; }

 private:
  Reason check_trading(const Account& account, const Instrument& instrument,
                       const Listing& listing);
  Reason check_form(Order& order, const Instrument& instrument, const Listing& listing);
  Reason price_market_order(Order& order, const Instrument& instrument, const Listing& listing);
  Reason check_rate(std::uint32_t account);
  Reason check_limits(const Order& order, const Account& account, std::uint32_t open_orders,
                      const Position& position);
  Reason check_funds(Order& order, const Account& account, const Instrument& instrument,
                     const Position& position, Money released);
  bool must_reduce(const Account& account, const Instrument& instrument) const;

  CoreState& state_;
  std::array<std::uint64_t, kChecks> done_{};
};
}  // namespace hft
