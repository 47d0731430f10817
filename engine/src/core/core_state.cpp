#include "core/core_state.h"

namespace hft {
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
  if (row.account >= position_at_.size()) position_at_.resize(std::size_t{row.account} + 1);
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
  listing.is_test = row.symbol.view().starts_with("TEST");
  // A calendar nobody has spoken of yet is open: the demo's ALWAYS before its first roll.
  listing.is_open = true;
  calendars.for_each([&](std::uint32_t, const CalendarDay& day) {
    if (day.calendar == row.calendar) listing.is_open = day.is_open == wire::Bool::YES;
  });
}

void CoreState::refresh_calendar(const wire::Chars<16>& calendar, bool is_open) {
  instruments.for_each([&](std::uint32_t index, const Instrument& row) {
    if (row.calendar == calendar) listings[index].is_open = is_open;
  });
}

Hash128 CoreState::hash() {
  Hash128 sum = hash_bytes(0, &globals, sizeof globals);
  sum += orders.hash();
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
