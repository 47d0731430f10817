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

  /// For a new order. Fills in what the checks find: the tick it works at, its short part.
  Reason check(Order& order);
  /// For a replace: `changed` is `order` with its new terms. Checked on the difference.
  Reason check_replace(const Order& order, Order& changed, bool is_only_less);

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
  /// What an order is checked against.
  struct Case {
    const Account& account;
    const Instrument& instrument;
    const Listing& listing;
    Money value = 0;  ///< notional of the whole order at the price it works at
  };
  Case case_of(const Order& order) const {
    return {state_.accounts[order.account], state_.instruments[order.instrument],
            state_.listings[order.instrument]};
  }
  Reason check_trading(const Case& on);
  Reason check_form(Order& order, Case& on);
  Reason price_market_order(Order& order, Case& on);
  Reason set_value(const Order& order, Case& on) const;
  Reason check_rate(std::uint32_t index, const Account& account);
  Reason check_limits(const Order& order, const Case& on, std::uint32_t open_orders,
                      const Position& position);
  Reason check_funds(Order& order, const Case& on, const Position& position, Money released);
  bool must_reduce(const Case& on) const;

  CoreState& state_;
  std::uint64_t states_done_ = 0;
  std::uint64_t form_done_ = 0;
  std::uint64_t rate_done_ = 0;
  std::uint64_t limits_done_ = 0;
  std::uint64_t funds_done_ = 0;
};
}  // namespace hft
