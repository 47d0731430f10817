// What the core remembers, as plain bytes: the same layout is hashed and written to snapshots, so
// no struct here may have padding.
#pragma once
#include <algorithm>
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
/// Number of an instrument's price steps: px = tick x tickPx. Positive in a book.
using Tick = std::int64_t;

inline Side opposite(Side side) { return side == Side::BUY ? Side::SELL : Side::BUY; }
/// True when an order of `side` limited at `limit` may trade at `tick`.
inline bool is_marketable(Side side, Tick limit, Tick tick) {
  return side == Side::BUY ? tick <= limit : tick >= limit;
}

/// What checking and matching touch; the rest is OrderDetail. The first cache line is all that a
/// cancel needs, the second is for entering and filling.
struct Order {
  std::uint64_t order_id = 0;
  /// Its price level: of limit_px, or of the collar price of a MARKET order.
  Tick work_tick = 0;
  Qty leaves_qty = 0;
  /// Part of a sell beyond the position it was covered by; reserved like a buy.
  Qty short_qty = 0;
  TimeNs transact_ns = 0;
  std::uint32_t account = kNone;
  std::uint32_t instrument = kNone;
  std::uint32_t position = kNone;
  /// Neighbours in the queue while in the book: they follow from `rank`, so they are not hashed.
  OrderIndex prev = kNoOrder;
  OrderIndex next = kNoOrder;
  wire::Side side = wire::Side::BUY;
  wire::OrdStatus status = wire::OrdStatus::NEW;
  wire::Bool is_in_book = wire::Bool::NO;
  wire::Bool is_remembered = wire::Bool::YES;

  /// When it last joined the end of a queue; larger is later.
  std::uint64_t rank = 0;
  Px limit_px = 0;
  Qty order_qty = 0;
  Qty cum_qty = 0;
  Money cum_cost = 0;
  wire::RejectReason reject_reason = wire::RejectReason::NONE;
  wire::OrdType ord_type = wire::OrdType::LIMIT;
  wire::TimeInForce time_in_force = wire::TimeInForce::DAY;
  std::uint8_t unused[20]{};
};
/// The part of its open quantity that its account must be able to pay for.
inline Qty held_qty(const Order& order) {
  return order.side == Side::BUY ? order.leaves_qty : std::min(order.short_qty, order.leaves_qty);
}
/// The part of a row that the state hash covers.
inline Order hashed_part(const Order& order) {
  Order part = order;
  part.prev = part.next = kNoOrder;
  return part;
}

/// What an order was asked as: never changed, and read only to tell about it.
struct OrderDetail {
  std::uint64_t connection_id = 0;
  TimeNs ingress_ns = 0;
  /// As first asked for, whatever replaces made of it: a retry is compared with these.
  Qty asked_qty = 0;
  Px asked_px = 0;
  ClientOrderId client_order_id;
  Symbol symbol;
  /// The client's own note. It decides nothing.
  Text text;
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
  std::uint8_t unused[7]{};
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
  Qty open_buy_qty = 0;
  Qty open_sell_qty = 0;
  std::uint32_t account = kNone;
  std::uint32_t instrument = kNone;
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
static_assert(kIsPlain<Order> && sizeof(Order) == 128 && kIsPlain<OrderDetail>);
static_assert(kIsPlain<Account> && kIsPlain<Instrument> && kIsPlain<Position>);
static_assert(kIsPlain<ReplaceRecord> && kIsPlain<DepositRecord> && kIsPlain<CalendarDay>);
static_assert(kIsPlain<Globals>);
}  // namespace hft
