#include "core/core_state.h"

namespace hft {
namespace {
/// Beyond this a worst-case position could not be added up.
constexpr Qty kMaxPositionQty = Qty{1} << 61;

/// Rows say 0 for no limit.
std::int64_t or_unlimited(std::int64_t limit) { return limit == 0 ? kUnlimited : limit; }
}  // namespace

std::uint32_t CoreState::open_position(std::uint32_t account, std::uint32_t instrument) {
  const std::uint32_t found = find_position(account, instrument);
  if (found != kNone) return found;
  Position row{};
  row.account = account;
  row.instrument = instrument;
  const std::uint32_t index = positions.insert(row);
  index_position(index);
  return index;
}

void CoreState::index_position(std::uint32_t index) {
  const Position& row = positions[index];
  auto& of_account = position_at_[row.account];
  if (row.instrument >= of_account.size()) {
    of_account.resize(std::size_t{row.instrument} + 1, kNone);
  }
  of_account[row.instrument] = index;
}

void CoreState::list_instrument(std::uint32_t index) {
  const Instrument& row = instruments[index];
  if (index >= listings.size()) {
    listings.resize(std::size_t{index} + 1);
    listings[index].book = make_book(config.book, orders);
  }
  Listing& listing = listings[index];
  listing.tick_px = row.tick_px;
  listing.tick = ExactDivisor(row.tick_px);
  listing.lot = ExactDivisor(row.lot_qty);
  listing.pricer = Pricer(row.tick_px, row.lot_qty);
  listing.min_qty = row.min_qty;
  listing.max_qty = or_unlimited(row.max_qty);
  listing.is_shortable = row.is_shortable == wire::Bool::YES;
  listing.is_test = row.symbol.view().starts_with("TEST");
  // A calendar nobody has spoken of yet is open: the demo's ALWAYS before its first roll.
  listing.is_open = true;
  calendars.for_each([&](std::uint32_t, const CalendarDay& day) {
    if (day.calendar == row.calendar) listing.is_open = day.is_open == wire::Bool::YES;
  });
  listing.is_restricted = row.state != wire::TradingState::ACTIVE || !listing.is_open ||
                          listing.is_test || globals.state != wire::TradingState::ACTIVE ||
                          globals.is_kill_switch == wire::Bool::YES;
}

void CoreState::list_account(std::uint32_t index) {
  const Account& row = accounts[index];
  if (index >= limits.size()) {
    limits.resize(std::size_t{index} + 1);
    position_at_.resize(std::size_t{index} + 1);
  }
  Limits& limit = limits[index];
  limit.max_order_qty = or_unlimited(row.max_order_qty);
  limit.max_order_notional = or_unlimited(row.max_order_notional);
  limit.max_position_qty = std::min(kMaxPositionQty, or_unlimited(row.max_position_qty));
  limit.max_open_orders = row.max_open_orders == 0 ? kNone : row.max_open_orders;
  limit.order_interval_ns = row.orders_per_second == 0 ? 0 : kSecondNs / row.orders_per_second;
  limit.is_restricted = row.state != wire::TradingState::ACTIVE ||
                        row.is_enabled != wire::Bool::YES || row.is_kill_switch == wire::Bool::YES;
}

void CoreState::refresh_listings() {
  instruments.for_each([&](std::uint32_t index, const Instrument&) { list_instrument(index); });
}

void CoreState::refresh_calendar(const wire::Chars<16>& calendar) {
  instruments.for_each([&](std::uint32_t index, const Instrument& row) {
    if (row.calendar == calendar) list_instrument(index);
  });
}

Hash128 CoreState::hash() {
  Hash128 sum = hash_bytes(0, &globals, sizeof globals);
  sum += orders.hash();
  sum += reports.hash();
  sum += details.hash();
  sum += accounts.hash();
  sum += instruments.hash();
  sum += positions.hash();
  sum += replaces.hash();
  sum += deposits.hash();
  sum += calendars.hash();
  return sum;
}
}  // namespace hft
