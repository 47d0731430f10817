// What a message says of a row, the same whether it tells a change or answers a SnapshotRequest.
// Pure.
#pragma once
#include "core/entities.h"

namespace hft {
inline void tell(wire::InstrumentChanged& out, const Instrument& row) {
  out.tickPx = row.tick_px;
  out.lotQty = row.lot_qty;
  out.minQty = row.min_qty;
  out.maxQty = row.max_qty;
  out.collarBps = row.collar_bps;
  out.isShortable = row.is_shortable;
  out.symbol = row.symbol;
  out.calendar = row.calendar;
  out.currency = row.currency;
  out.venue = row.venue;
}

/// An empty `symbol`: the state of the whole engine, with its kill switch.
inline void tell(wire::TradingStateChanged& out, const Symbol& symbol, wire::TradingState state,
                 const Globals& globals) {
  const bool is_global = symbol.empty();
  out.scope = is_global ? wire::TradingScope::GLOBAL : wire::TradingScope::SYMBOL;
  out.state = state;
  out.isKillSwitchEngaged = is_global ? globals.is_kill_switch : wire::Bool::NO;
  out.symbol = symbol;
}
}  // namespace hft
