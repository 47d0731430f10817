// What the core remembers, as plain bytes: the same layout is hashed and written to snapshots, so
// no struct here may have padding.
#pragma once
#include <algorithm>
#include <array>
#include <type_traits>

#include "base/units.h"
#include "hft/generated/wire.h"

namespace hft::wire {
template <class H, std::size_t N>
H AbslHashValue(H state, const Chars<N>& text) {
  return H::combine_contiguous(std::move(state), text.data, N);
}
}  // namespace hft::wire

namespace hft {
using AccountId = wire::Chars<16>;
using Symbol = wire::Chars<16>;
using ClientOrderId = wire::Chars<48>;
using Text = wire::Chars<64>;

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;

using wire::Side;
/// Index of an order in the core's table.
using OrderIndex = std::uint32_t;
inline constexpr OrderIndex kNoOrder = kNone;

inline constexpr Side opposite(Side side) {
  return static_cast<Side>(static_cast<int>(Side::BUY) + static_cast<int>(Side::SELL) -
                           static_cast<int>(side));
}
/// Place of a side in an array of both. Which side comes next is a coin toss for the processor, so
/// what happens for every order picks by index where it could branch.
inline constexpr std::size_t at(Side side) {
  return static_cast<std::size_t>(side) - static_cast<std::size_t>(Side::BUY);
}
/// All ones for a sale, 0 for a purchase.
inline constexpr std::int64_t sale_mask(Side side) { return -static_cast<std::int64_t>(at(side)); }
/// What `qty` adds to a position.
inline constexpr Qty signed_qty(Side side, Qty qty) { return negate_if(sale_mask(side), qty); }
/// True when an order of `side` at `tick` comes before those at `other`. One branch, not one for
/// each way to answer.
inline bool is_better(Side side, Tick tick, Tick other) {
  const std::int64_t flip = sale_mask(side);
  return ((tick - other) ^ flip) > flip;
}
/// True when an order of `side` limited at `limit` may trade at `tick`.
inline bool is_marketable(Side side, Tick limit, Tick tick) {
  return !is_better(side, tick, limit);
}

/// What a table knows of a row. An enum of its own, because a byte may alias everything: after each
/// change of one the compiler would read every pointer again.
enum class RowMark : std::uint8_t { NONE, USED, DIRTY, USED_DIRTY };

/// What matching and money need: one cache line, because a deep book is bound by how many of them
/// an order touches. While an order is live, orderQty = cum_qty + leaves_qty.
struct Order {
  std::uint64_t order_id = 0;
  /// Its time priority: from when it entered, or was replaced and lost its place; larger is later.
  std::uint64_t rank = 0;
  /// Its price level: of limitPx, or of the collar price of a MARKET order.
  Tick work_tick = 0;
  Qty leaves_qty = 0;
  Qty cum_qty = 0;
  /// How much of it its account must be able to pay for: all of a buy, of a sell what the position
  /// does not cover, nothing for a market account.
  Qty payable_qty = 0;
  /// Of its account in its instrument. A live order has one; a refused order may have none.
  std::uint32_t position = kNone;
  /// Neighbours in the queue while in the book: they follow from `rank`, so they are not hashed.
  OrderIndex prev = kNoOrder;
  OrderIndex next = kNoOrder;
  wire::Side side = wire::Side::BUY;
  wire::OrdStatus status = wire::OrdStatus::NEW;
  RowMark mark = RowMark::NONE;  ///< the table's, not hashed; here because this line is read anyway
  std::uint8_t unused = 0;       ///< nobody writes it
};
/// The part of its open quantity that money is reserved for.
inline Qty held_qty(const Order& order) { return std::min(order.payable_qty, order.leaves_qty); }
/// The part of a row that is saved and that the state hash covers.
inline Order lasting_part(const Order& order) {
  Order part = order;
  part.prev = part.next = kNoOrder;
  part.unused = 0;
  part.mark = RowMark::NONE;
  return part;
}
template <class Row>
Row lasting_part(const Row& row) {
  Row part = row;
  if constexpr (requires { part.mark; }) part.mark = RowMark::NONE;
  return part;
}

/// What else is told of how an order stands: terms and refusal by Core, cost and time by
/// EventWriter with every event.
struct OrderReport {
  Qty order_qty = 0;
  Px limit_px = 0;
  Money cum_cost = 0;
  /// Of the order's last event. Of a closed order it is the time it closed, so nothing may be told
  /// of it afterwards: a restored engine forgets it by this.
  TimeNs transact_ns = 0;
  wire::RejectReason reject_reason = wire::RejectReason::NONE;
  RowMark mark = RowMark::NONE;  ///< the table's
  std::uint8_t unused[29]{};     ///< one cache line, like the order
};

/// What an order was asked as, and by whom: never changed. Decides who may touch it and what a
/// retry is answered, but nothing while it trades.
struct OrderDetail {
  std::uint64_t connection_id = 0;
  TimeNs ingress_ns = 0;
  /// As first asked for, whatever replaces made of it: a retry is compared with these.
  Qty asked_qty = 0;
  Px asked_px = 0;
  ClientOrderId client_order_id;
  Symbol symbol;
  /// The client's own note.
  Text text;
  std::uint32_t account = kNone;
  wire::OrdType ord_type = wire::OrdType::LIMIT;
  wire::TimeInForce time_in_force = wire::TimeInForce::DAY;
  std::uint8_t unused[2]{};
};

struct Account {
  Money cash = 0;
  Money reserved = 0;
  Qty max_order_qty = 0;
  Money max_order_notional = 0;
  Qty max_position_qty = 0;
  /// Earliest time the next order fits the rate (generic cell rate algorithm).
  TimeNs rate_ns = 0;
  AccountId account_id;
  std::uint32_t max_open_orders = 0;
  std::uint32_t orders_per_second = 0;
  std::uint32_t open_orders = 0;
  wire::AccountKind kind = wire::AccountKind::CUSTOMER;
  wire::Bool is_short_allowed = wire::Bool::NO;
  wire::Bool is_enabled = wire::Bool::YES;
  wire::TradingState state = wire::TradingState::ACTIVE;
  wire::Bool is_kill_switch = wire::Bool::NO;
  RowMark mark = RowMark::NONE;  ///< the table's
  /// The user who opened it; empty where an operator did.
  wire::Chars<32> owner;
  std::uint8_t unused[14]{};
};

struct Instrument {
  Px tick_px = 0;
  Qty lot_qty = 0;
  Qty min_qty = 0;
  Qty max_qty = 0;
  Symbol symbol;
  wire::Chars<16> calendar;
  wire::Chars<8> currency;
  wire::Chars<16> venue;
  std::uint32_t collar_bps = 0;
  wire::Bool is_shortable = wire::Bool::NO;
  wire::TradingState state = wire::TradingState::ACTIVE;
  std::uint8_t unused[2]{};
};

struct Position {
  Qty quantity = 0;
  Money cost = 0;
  Money realized_pnl = 0;
  std::array<Qty, 2> open_qty{};  ///< leaves of live orders, by at(side)
  std::uint32_t account = kNone;
  std::uint32_t instrument = kNone;
  RowMark mark = RowMark::NONE;  ///< the table's
  std::uint8_t unused[15]{};
};

/// Outcome of a replace, kept as long as closed orders are.
struct ReplaceRecord {
  std::uint64_t order_id = 0;
  Qty order_qty = 0;
  Px limit_px = 0;
  std::uint64_t rank = 0;
  TimeNs at_ns = 0;
  ClientOrderId replace_id;
  std::uint32_t account = kNone;
  wire::RejectReason reject_reason = wire::RejectReason::NONE;
  std::uint8_t unused[2]{};
};

struct DepositRecord {
  Money amount = 0;
  ClientOrderId deposit_id;
  std::uint32_t account = kNone;
  std::uint32_t unused = 0;
};

struct CalendarDay {
  wire::Chars<16> calendar;
  std::uint32_t date = 0;
  wire::Bool is_open = wire::Bool::NO;
  std::uint8_t unused[3]{};
};

/// Counters and switches of the whole engine.
struct Globals {
  std::uint64_t last_command_sequence = 0;
  std::uint64_t last_sequence = 0;
  std::uint64_t order_counter = 0;
  std::uint64_t match_counter = 0;
  std::uint64_t rank_counter = 0;
  TimeNs now_ns = 0;
  wire::TradingState state = wire::TradingState::ACTIVE;
  wire::Bool is_kill_switch = wire::Bool::NO;
  std::uint8_t unused[6]{};
};

template <class T>
inline constexpr bool kIsPlain =
    std::is_trivially_copyable_v<T>&& std::has_unique_object_representations_v<T>;
static_assert(kIsPlain<Order> && sizeof(Order) == 64);
static_assert(kIsPlain<OrderReport> && sizeof(OrderReport) == 64 && kIsPlain<OrderDetail>);
static_assert(kIsPlain<Account> && sizeof(Account) == 128);
static_assert(kIsPlain<Position> && sizeof(Position) == 64 && kIsPlain<Instrument>);
static_assert(kIsPlain<ReplaceRecord> && kIsPlain<DepositRecord> && kIsPlain<CalendarDay>);
static_assert(kIsPlain<Globals>);
}  // namespace hft
