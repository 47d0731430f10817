// Accounts, instruments, deposits, limits and trading states. The same content again makes no
// event, so set-up can be sent at every start.
#include "core/core.h"
#include "core/state_messages.h"

namespace hft {
using wire::Bool;
using wire::Outcome;
using wire::RejectReason;
using wire::TradingScope;

namespace {
bool is_symbol(const Symbol& symbol) {
  if (symbol.empty() || !wire::is_clean(symbol)) return false;
  for (const char c : symbol.view()) {
    const bool is_allowed =
        (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '-';
    if (!is_allowed) return false;
  }
  return true;
}

bool is_instrument(const wire::UpsertInstrument& request) {
  if (!is_symbol(request.symbol) || !wire::is_clean(request.calendar) ||
      !wire::is_clean(request.currency) || !is_valid(request.isShortable)) {
    return false;
  }
  if (!request.venue.empty() && request.venue.view() != "internal") return false;
  if (request.tickPx <= 0 || request.lotQty <= 0 || request.minQty < 0 || request.maxQty < 0) {
    return false;
  }
  if (request.maxQty != 0 && request.maxQty < request.minQty) return false;
  // Money stays exact only if every tick of every lot is a whole 1e-8.
  return Int128{request.tickPx} * request.lotQty % kScale == 0 && request.collarBps < 10'000;
}

/// Makes free text safe for tables and screens; UTF-8 passes.
wire::Chars<64> without_controls(wire::Chars<64> text) {
  for (char& c : text.data) {
    if (static_cast<unsigned char>(c) < 0x20 && c != 0) c = ' ';
  }
  return wire::Chars<64>::of(text.view());
}
}  // namespace

void Core::upsert_instrument(const wire::UpsertInstrument& request) {
  if (!is_instrument(request)) return reply(Outcome::REJECTED, RejectReason::INVALID_INSTRUMENT);
  Instrument row{};
  row.tick_px = request.tickPx;
  row.lot_qty = request.lotQty;
  row.min_qty = request.minQty;
  row.max_qty = request.maxQty;
  row.symbol = request.symbol;
  row.calendar = request.calendar.empty() ? wire::Chars<16>::of("ALWAYS") : request.calendar;
  row.currency = request.currency;
  row.venue = wire::Chars<16>::of("internal");
  row.collar_bps = request.collarBps;
  row.is_shortable = request.isShortable;
  std::uint32_t index = find_instrument(request.symbol);
  if (index == kNone) {
    index = state_.instruments.insert(row);
    instrument_by_symbol_[request.symbol] = index;
  } else {
    const Instrument& before = state_.instruments[index];
    row.state = before.state;
    if (std::memcmp(&row, &before, sizeof row) == 0) {
      return reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, true);
    }
    const bool regrids = row.tick_px != before.tick_px || row.lot_qty != before.lot_qty;
    if (regrids && !fits_grid(index, row.lot_qty)) {
      return reply(Outcome::REJECTED, RejectReason::INVALID_INSTRUMENT);
    }
    state_.instruments.edit(index) = row;
  }
  state_.list_instrument(index);
  auto out = writer_.event<wire::InstrumentChanged>(state_.globals.now_ns);
  tell(out, row);
  writer_.emit(out);
  reply(Outcome::ACCEPTED, RejectReason::NONE);
}

/// True when nothing stands in the way of another tick and lot: no resting order, which was checked
/// against the old ones, and no position that is not whole new lots, whose money would not be
/// exact.
bool Core::fits_grid(std::uint32_t instrument, Qty lot_qty) const {
  const Book& book = *state_.listings[instrument].book;
  bool fits = !book.best(Side::BUY) && !book.best(Side::SELL);
  state_.positions.for_each([&](std::uint32_t, const Position& row) {
    if (row.instrument == instrument && row.quantity % lot_qty != 0) fits = false;
  });
  return fits;
}

void Core::upsert_account(const wire::UpsertAccount& request) {
  const bool is_readable = !request.accountId.empty() && wire::is_clean(request.accountId) &&
                           wire::is_clean(request.owner) && is_valid(request.kind) &&
                           is_valid(request.isShortAllowed) && is_valid(request.isEnabled);
  if (!is_readable) return reply(Outcome::REJECTED, RejectReason::INVALID_ACCOUNT);
  std::uint32_t index = find_account(request.accountId);
  if (index == kNone) {
    Account row{};
    row.account_id = request.accountId;
    row.kind = request.kind;
    row.owner = request.owner;
    index = state_.accounts.insert(row);
    account_by_id_[request.accountId] = index;
  } else {
    const Account& before = state_.accounts[index];
    if (!request.owner.empty()) return reopen(before, request.owner);
    // Reservations of a customer mean nothing for a market account, so the kind is for ever.
    if (before.kind != request.kind) {
      return reply(Outcome::REJECTED, RejectReason::INVALID_ACCOUNT);
    }
    if (before.is_short_allowed == request.isShortAllowed &&
        before.is_enabled == request.isEnabled) {
      return reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, true);
    }
  }
  Account& account = state_.accounts.edit(index);
  account.is_short_allowed = request.isShortAllowed;
  account.is_enabled = request.isEnabled;
  state_.list_account(index);
  auto out = writer_.event<wire::AccountChanged>(state_.globals.now_ns);
  out.accountId = account.account_id;
  out.kind = account.kind;
  out.isShortAllowed = account.is_short_allowed;
  out.isEnabled = account.is_enabled;
  writer_.emit(out);
  reply(Outcome::ACCEPTED, RejectReason::NONE);
}

/// Opening is not changing: what an operator has set since then stays.
void Core::reopen(const Account& account, const wire::Chars<32>& owner) {
  if (owner != account.owner) return reply(Outcome::REJECTED, RejectReason::NOT_AUTHORIZED);
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, true);
}

void Core::deposit(const wire::Deposit& request) {
  const std::uint32_t index = find_account(request.accountId);
  if (index == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  if (request.depositId.empty() || !wire::is_clean(request.depositId) || request.amount == 0) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_AMOUNT);
  }
  if (deposit_by_id_.contains(ClientKey{index, request.depositId})) {
    return reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, true);
  }
  const Account& before = state_.accounts[index];
  const Int128 cash = Int128{before.cash} + request.amount;
  if (cash > kMaxBalance || cash < -Int128{kMaxBalance}) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_AMOUNT);
  }
  if (request.amount < 0 && cash < before.reserved) {
    return reply(Outcome::REJECTED, RejectReason::INSUFFICIENT_BUYING_POWER);
  }
  Account& account = state_.accounts.edit(index);
  account.cash = static_cast<Money>(cash);
  deposit_by_id_[{index, request.depositId}] =
      state_.deposits.insert({request.amount, request.depositId, index, 0});
  auto out = writer_.event<wire::BalanceChanged>(state_.globals.now_ns);
  out.cash = account.cash;
  out.reserved = account.reserved;
  out.delta = request.amount;
  out.accountId = account.account_id;
  out.depositId = request.depositId;
  writer_.emit(out);
  reply(Outcome::ACCEPTED, RejectReason::NONE);
}

void Core::set_limits(const wire::SetRiskLimits& request) {
  const std::uint32_t index = find_account(request.accountId);
  if (index == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  if (request.maxOrderQty < 0 || request.maxOrderNotional < 0 || request.maxPositionQty < 0) {
    return reply(Outcome::REJECTED, RejectReason::INVALID_LIMITS);
  }
  const Account& before = state_.accounts[index];
  if (before.max_order_qty == request.maxOrderQty &&
      before.max_order_notional == request.maxOrderNotional &&
      before.max_position_qty == request.maxPositionQty &&
      before.max_open_orders == request.maxOpenOrders &&
      before.orders_per_second == request.ordersPerSecond) {
    return reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, true);
  }
  Account& account = state_.accounts.edit(index);
  account.max_order_qty = request.maxOrderQty;
  account.max_order_notional = request.maxOrderNotional;
  account.max_position_qty = request.maxPositionQty;
  account.max_open_orders = request.maxOpenOrders;
  account.orders_per_second = request.ordersPerSecond;
  state_.list_account(index);
  auto out = writer_.event<wire::RiskLimitsChanged>(state_.globals.now_ns);
  out.maxOrderQty = request.maxOrderQty;
  out.maxOrderNotional = request.maxOrderNotional;
  out.maxPositionQty = request.maxPositionQty;
  out.maxOpenOrders = request.maxOpenOrders;
  out.ordersPerSecond = request.ordersPerSecond;
  out.accountId = request.accountId;
  out.principal = command_->envelope.principal;
  out.reason = without_controls(request.reason);
  writer_.emit(out);
  reply(Outcome::ACCEPTED, RejectReason::NONE);
}

void Core::set_trading_state(const wire::SetTradingState& request) {
  if (!is_valid(request.state) || !is_valid(request.scope)) {
    return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  }
  bool is_same = false;
  if (request.scope == TradingScope::ACCOUNT) {
    const std::uint32_t index = find_account(request.accountId);
    if (index == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
    is_same = state_.accounts[index].state == request.state;
    if (!is_same) {
      state_.accounts.edit(index).state = request.state;
      state_.list_account(index);
      emit_account_state(state_.accounts[index], request.reason);
    }
  } else if (request.scope == TradingScope::SYMBOL) {
    const std::uint32_t index = find_instrument(request.symbol);
    if (index == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_SYMBOL);
    is_same = state_.instruments[index].state == request.state;
    if (!is_same) {
      state_.instruments.edit(index).state = request.state;
      state_.list_instrument(index);
      emit_trading_state(request.symbol, request.state, request.reason);
    }
  } else {
    is_same = state_.globals.state == request.state;
    if (!is_same) {
      state_.globals.state = request.state;
      state_.refresh_listings();
      emit_trading_state({}, request.state, request.reason);
    }
  }
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, is_same);
}

void Core::emit_account_state(const Account& account, const wire::Chars<64>& reason) {
  auto out = writer_.event<wire::AccountTradingStateChanged>(state_.globals.now_ns);
  out.accountId = account.account_id;
  out.state = account.state;
  out.isKillSwitchEngaged = account.is_kill_switch;
  out.principal = command_->envelope.principal;
  out.reason = without_controls(reason);
  writer_.emit(out);
}

void Core::emit_trading_state(const Symbol& symbol, wire::TradingState state,
                              const wire::Chars<64>& reason) {
  auto out = writer_.event<wire::TradingStateChanged>(state_.globals.now_ns);
  tell(out, symbol, state, state_.globals);
  out.principal = command_->envelope.principal;
  out.reason = without_controls(reason);
  writer_.emit(out);
}
}  // namespace hft
