// Everything the core knows, shared by its parts: what is saved and hashed, and what is derived
// from that for speed. Rows refer to each other by index; accounts, instruments and positions are
// never erased, so theirs are for ever.
//
// Thread safety: none; owned by the matching thread.
// Invariants: reserved of an account = sum over its live orders; live = the orders whose status is
// live; a listing's book holds exactly the orders with is_in_book.
#pragma once
#include <memory>
#include <vector>

#include "book/book.h"
#include "core/exact_divisor.h"
#include "core/live_set.h"
#include "core/table.h"

namespace hft {
struct CoreConfig {
  std::uint32_t creation_second = 0;  ///< high half of every orderId
  std::uint64_t client_id_window_ns = 86'400ULL * 1'000'000'000ULL;
  std::size_t max_orders = 4'000'000;  ///< live and remembered; more are rejected, never dropped
  BookKind book = BookKind::LADDER;    ///< REFERENCE: the slow oracle of the tests
  bool skip_dedupe = false;            ///< planted bug for the checkers' canary
  bool reduce_to_end = false;          ///< planted bug: a reduced order loses its place
};

/// Raised with every change of a row's layout or of the hash: snapshots of another layout are
/// passed over (the journal is read instead), and state hashes of another layout are not compared.
inline constexpr std::uint16_t kStateLayout = 4;

/// What is derived from an instrument's row and its calendar.
struct Listing {
  std::unique_ptr<Book> book;
  Px tick_px = 0;
  ExactDivisor tick;
  ExactDivisor lot;
  bool is_open = true;
  bool is_test = false;  ///< for tests only: closed to MARKET accounts
};

struct CoreState {
  explicit CoreState(const CoreConfig& settings) : config(settings) {}

  const CoreConfig config;
  Globals globals{};
  Table<Order> orders{1};
  Table<OrderDetail> details{8};  ///< same index as the order
  Table<Account> accounts{2};
  Table<Instrument> instruments{3};
  Table<Position> positions{4};
  Table<ReplaceRecord> replaces{5};
  Table<DepositRecord> deposits{6};
  Table<CalendarDay> calendars{7};

  std::vector<Listing> listings;  ///< by instrument
  LiveSet live;

  /// kNone when the account never dealt in it.
  std::uint32_t find_position(std::uint32_t account, std::uint32_t instrument) const {
    if (account >= position_at_.size() || instrument >= position_at_[account].size()) return kNone;
    return position_at_[account][instrument];
  }
  std::uint32_t open_position(std::uint32_t account, std::uint32_t instrument);
  /// Also for rows read from a snapshot.
  void index_position(std::uint32_t index);
  /// Makes or renews what is derived from the instrument's row.
  void list_instrument(std::uint32_t index);
  void refresh_calendar(const wire::Chars<16>& calendar, bool is_open);
  /// 128 bits over all that is saved.
  Hash128 hash();

 private:
  std::vector<std::vector<std::uint32_t>> position_at_;  ///< account, then instrument
};
}  // namespace hft
