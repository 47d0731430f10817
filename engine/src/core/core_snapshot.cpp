// The core's whole state as bytes and back, and the answer to a SnapshotRequest.
#include <algorithm>

#include "core/core.h"
#include "core/order_states.h"
#include "core/state_messages.h"

namespace hft {
namespace {
constexpr std::uint64_t kMagic = 0x30455243'54464831ULL + (std::uint64_t{kStateLayout} << 56U);

constexpr std::uint64_t kOrderBytes = sizeof(Order) + sizeof(OrderReport) + sizeof(OrderDetail);

template <class T>
void put(Bytes& out, const T& value) {
  const auto* at = reinterpret_cast<const std::uint8_t*>(&value);
  out.insert(out.end(), at, at + sizeof value);
}
template <class T>
bool get(ByteView& in, T& value) {
  if (in.size() < sizeof value) return false;
  std::memcpy(static_cast<void*>(&value), in.data(), sizeof value);
  in = in.subspan(sizeof value);
  return true;
}
template <class Row>
void put_table(Bytes& out, const Table<Row>& table) {
  put(out, std::uint64_t{sizeof(Row)});
  put(out, std::uint64_t{table.size()});
  table.for_each([&](std::uint32_t, const Row& row) { put(out, lasting_part(row)); });
}
template <class Row>
bool get_table(ByteView& in, Table<Row>& table) {
  std::uint64_t size = 0;
  std::uint64_t count = 0;
  if (!get(in, size) || !get(in, count) || size != sizeof(Row)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    Row row{};
    if (!get(in, row)) return false;
    table.insert(row);
  }
  return true;
}

/// Collects length-prefixed state messages and counts them.
class Messages {
 public:
  Messages(Bytes& out, std::uint32_t& count) : out_(out), count_(count) {}
  template <wire::Message M>
  void add(const M& message) {
    wire::append(out_, message);
    ++count_;
  }

 private:
  Bytes& out_;
  std::uint32_t& count_;
};
}  // namespace

void Core::save(Bytes& out) const {
  put(out, kMagic);
  put(out, state_.globals);
  put_table(out, state_.accounts);
  put_table(out, state_.instruments);
  put_table(out, state_.positions);
  put_orders(out);
  put_table(out, state_.replaces);
  put_table(out, state_.deposits);
  put_table(out, state_.calendars);
}

bool Core::load(ByteView in) {
  std::uint64_t magic = 0;
  const bool is_read = get(in, magic) && magic == kMagic && get(in, state_.globals) &&
                       get_table(in, state_.accounts) && get_table(in, state_.instruments) &&
                       get_table(in, state_.positions) && get_orders(in) &&
                       get_table(in, state_.replaces) && get_table(in, state_.deposits) &&
                       get_table(in, state_.calendars) && in.empty();
  if (!is_read) return false;
  state_.accounts.for_each([&](std::uint32_t index, const Account& row) {
    account_by_id_[row.account_id] = index;
    state_.list_account(index);
  });
  state_.instruments.for_each([&](std::uint32_t index, const Instrument& row) {
    instrument_by_symbol_[row.symbol] = index;
    state_.list_instrument(index);
  });
  state_.positions.for_each(
      [&](std::uint32_t index, const Position&) { state_.index_position(index); });
  state_.deposits.for_each([&](std::uint32_t index, const DepositRecord& row) {
    deposit_by_id_[{row.account, row.deposit_id}] = index;
  });
  state_.orders.for_each([&](std::uint32_t index, const Order&) { index_order(index); });
  std::vector<std::uint32_t> replaces;
  state_.replaces.for_each([&](std::uint32_t index, const ReplaceRecord& row) {
    replace_by_id_[{row.account, row.replace_id}] = index;
    replaces.push_back(index);
  });
  std::sort(replaces.begin(), replaces.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.replaces[a].rank < state_.replaces[b].rank;
  });
  for (const std::uint32_t index : replaces) {
    old_replaces_.push_back({state_.replaces[index].at_ns, index});
  }
  return true;
}

/// Live orders as they joined their queues, then closed ones as they closed: read in this order,
/// queues and the list of closed orders come out as they were.
void Core::put_orders(Bytes& out) const {
  std::vector<std::uint32_t> indices;
  state_.for_each_live([&](std::uint32_t index) { indices.push_back(index); });
  std::sort(indices.begin(), indices.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.orders[a].rank < state_.orders[b].rank;
  });
  for (const Closed& closed : closed_) indices.push_back(closed.index);
  put(out, std::uint64_t{kOrderBytes});
  put(out, std::uint64_t{indices.size()});
  for (const std::uint32_t index : indices) {
    put(out, lasting_part(state_.orders[index]));
    put(out, state_.reports[index]);
    put(out, state_.details[index]);
  }
}

bool Core::get_orders(ByteView& in) {
  std::uint64_t size = 0;
  std::uint64_t count = 0;
  if (!get(in, size) || !get(in, count)) return false;
  if (size != kOrderBytes) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    Order order{};
    OrderReport report{};
    OrderDetail detail{};
    if (!get(in, order) || !get(in, report) || !get(in, detail)) return false;
    const std::uint32_t index = state_.orders.insert(order);
    state_.reports.put(index, report);
    state_.details.put(index, detail);
  }
  return true;
}

void Core::index_order(std::uint32_t index) {
  const Order& order = state_.orders[index];
  remember(index);
  if (!is_live(order.status)) {
    closed_.push_back({state_.reports[index].transact_ns, index});
    return;
  }
  const std::uint32_t instrument = state_.positions[order.position].instrument;
  state_.listings[instrument].book->add(index, state_.orders.edit_unhashed(index));
}

void Core::describe(const wire::SnapshotRequest& request, Bytes& messages,
                    std::uint32_t& count) const {
  Messages out(messages, count);
  const auto wants = [&](int bit) { return (request.kinds >> bit & 1) != 0; };
  const auto covers = [&](const Symbol& symbol) {
    return request.symbol.empty() || request.symbol == symbol;
  };
  const std::uint64_t as_of = state_.globals.last_sequence;
  const auto as_of_now = [&](auto message) {
    message.sequence = as_of;
    message.commandSequence = state_.globals.last_command_sequence;
    message.ingressTimeNs = message.transactTimeNs = state_.globals.now_ns;
    return message;
  };
  if (wants(3)) {
    state_.instruments.for_each([&](std::uint32_t, const Instrument& row) {
      if (!covers(row.symbol)) return;
      auto state = as_of_now(wire::InstrumentChanged{});
      tell(state, row);
      out.add(state);
    });
  }
  if (wants(1)) {
    state_.accounts.for_each([&](std::uint32_t, const Account& row) {
      wire::AccountState state{};
      state.cash = row.cash;
      state.reserved = row.reserved;
      state.maxOrderQty = row.max_order_qty;
      state.maxOrderNotional = row.max_order_notional;
      state.maxPositionQty = row.max_position_qty;
      state.maxOpenOrders = row.max_open_orders;
      state.ordersPerSecond = row.orders_per_second;
      state.accountId = row.account_id;
      state.kind = row.kind;
      state.isShortAllowed = row.is_short_allowed;
      state.isEnabled = row.is_enabled;
      state.state = row.state;
      state.isKillSwitchEngaged = row.is_kill_switch;
      out.add(state);
    });
  }
  if (wants(2)) {
    state_.positions.for_each([&](std::uint32_t, const Position& row) {
      const Symbol& symbol = state_.instruments[row.instrument].symbol;
      if (!covers(symbol)) return;
      out.add(wire::PositionState{row.quantity, row.cost, row.realized_pnl,
                                  state_.accounts[row.account].account_id, symbol});
    });
  }
  if (wants(5)) {
    const auto trading_state = [&](const Symbol& symbol, wire::TradingState value) {
      auto state = as_of_now(wire::TradingStateChanged{});
      tell(state, symbol, value, state_.globals);
      out.add(state);
    };
    trading_state({}, state_.globals.state);
    state_.instruments.for_each([&](std::uint32_t, const Instrument& row) {
      if (covers(row.symbol)) trading_state(row.symbol, row.state);
    });
  }
  if (wants(0)) {
    std::vector<std::uint32_t> open;
    state_.for_each_live([&](std::uint32_t index) { open.push_back(index); });
    std::sort(open.begin(), open.end(), [&](std::uint32_t a, std::uint32_t b) {
      return state_.orders[a].order_id < state_.orders[b].order_id;
    });
    for (const std::uint32_t index : open) {
      const Order& row = state_.orders[index];
      const OrderReport& report = state_.reports[index];
      const OrderDetail& detail = state_.details[index];
      if (!covers(detail.symbol)) continue;
      out.add(wire::OrderState{as_of, row.order_id, report.order_qty, report.limit_px, row.cum_qty,
                               row.leaves_qty, report.cum_cost, detail.ingress_ns,
                               report.transact_ns, state_.accounts[detail.account].account_id,
                               detail.symbol, detail.client_order_id, row.side, detail.ord_type,
                               detail.time_in_force, row.status, detail.text});
    }
  }
}

void Core::describe_book(const Symbol& symbol, std::vector<LevelChange>& levels) const {
  state_.instruments.for_each([&](std::uint32_t index, const Instrument& row) {
    if (!symbol.empty() && row.symbol != symbol) return;
    for (const Side side : {Side::BUY, Side::SELL}) {
      state_.listings[index].book->for_each_level(side, [&](const BookLevel& level) {
        levels.push_back(
            {row.symbol, level.tick * row.tick_px, level.qty, level.order_count, side});
        return true;
      });
    }
  });
}

std::vector<Symbol> Core::symbols() const {
  std::vector<Symbol> all;
  state_.instruments.for_each(
      [&](std::uint32_t, const Instrument& row) { all.push_back(row.symbol); });
  return all;
}
}  // namespace hft
