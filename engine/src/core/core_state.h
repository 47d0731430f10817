// Everything the core knows, shared by its parts: what is saved and hashed, and what is derived
// from that for speed. Rows refer to each other by index; accounts, instruments and positions are
// never erased, so theirs are for ever.
//
// Thread safety: none; owned by the matching thread.
// Invariants: reserved of an account = sum over its live orders; a listing's book holds exactly its
// live orders between commands.
#pragma once
#include <limits>
#include <memory>
#include <vector>

#include "book/book.h"
#include "core/exact_divisor.h"
#include "core/table.h"
#include "core/worth.h"

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
inline constexpr std::uint16_t kStateLayout = 8;

inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// What is derived from an instrument's row and its calendar, in the form that checking wants.
/// Of a power-of-two size, like all that is found by index for every order.
struct alignas(128) Listing {
  std::unique_ptr<Book> book;
  Px tick_px = 0;
  ExactDivisor tick;
  ExactDivisor lot;
  Pricer pricer;
  Qty min_qty = 0;
  Qty max_qty = kUnlimited;
  bool is_shortable = false;
  bool is_open = true;
  bool is_test = false;       ///< for tests only: closed to MARKET accounts
  bool is_restricted = true;  ///< not simply open to everybody: look closer
};

/// What is derived from an account's row, likewise.
struct alignas(64) Limits {
  Qty max_order_qty = kUnlimited;
  Money max_order_notional = kUnlimited;
  Qty max_position_qty = 0;
  std::uint32_t max_open_orders = 0;
  bool is_restricted = true;     ///< not simply allowed to trade: look closer
  TimeNs order_interval_ns = 0;  ///< 0: no limit on the rate
};

static_assert(sizeof(Listing) == 128 && sizeof(Limits) == 64);

struct CoreState {
  explicit CoreState(const CoreConfig& settings) : config(settings) {}

  const CoreConfig config;
  Globals globals{};
  Table<Order> orders{1};
  Table<OrderReport> reports{9};  ///< same index as the order
  Table<OrderDetail> details{8};  ///< same index as the order
  Table<Account> accounts{2};
  Table<Instrument> instruments{3};
  Table<Position> positions{4};
  Table<ReplaceRecord> replaces{5};
  Table<DepositRecord> deposits{6};
  Table<CalendarDay> calendars{7};

  std::vector<Listing> listings;  ///< by instrument
  std::vector<Limits> limits;     ///< by account
  Listing unlisted;               ///< stands for an instrument that nobody knows
  Position flat;                  ///< stands for a position that nobody has yet; never changed

  /// Every live order, in no order that means anything. Between commands.
  template <class Visit>
  void for_each_live(Visit visit) const {
    for (const Listing& listing : listings) {
      for (const Side side : {Side::BUY, Side::SELL}) {
        listing.book->for_each_level(side, [&](const BookLevel& level) {
          listing.book->for_each_order(side, level.tick, [&](OrderIndex i, Qty) { visit(i); });
          return true;
        });
      }
    }
  }
  /// kNone when the account never dealt in it.
  std::uint32_t find_position(std::uint32_t account, std::uint32_t instrument) const {
    const std::vector<std::uint32_t>& of_account = position_at_[account];
    return instrument < of_account.size() ? of_account[instrument] : kNone;
  }
  std::uint32_t open_position(std::uint32_t account, std::uint32_t instrument);
  /// The report of a new order.
  void open_report(OrderIndex order, Qty order_qty, Px limit_px) {
    OrderReport& report = reports.claim_at(order);
    report.order_qty = order_qty;
    report.limit_px = limit_px;
    report.cum_cost = 0;
    report.transact_ns = globals.now_ns;
    report.reject_reason = wire::RejectReason::NONE;
  }
  /// Also for rows read from a snapshot.
  void index_position(std::uint32_t index);
  /// Makes or renews what is derived from the row, after every change of it.
  void list_instrument(std::uint32_t index);
  void list_account(std::uint32_t index);
  /// After a switch or state of the whole engine changed.
  void refresh_listings();
  /// After a day began or ended.
  void refresh_calendar(const wire::Chars<16>& calendar);
  /// 128 bits over all that is saved.
  Hash128 hash();

 private:
  std::vector<std::vector<std::uint32_t>> position_at_;  ///< a listed account, then instrument
};
}  // namespace hft
