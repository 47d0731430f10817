// Price-time matching of one incoming order against the book.
#include <cstdlib>

#include "core/core.h"
#include "core/position.h"

namespace hft {
void Core::match(std::uint32_t taker) {
  const std::uint32_t instrument = orders_[taker].instrument;
  const Side side = orders_[taker].side;
  Book& book = *listings_[instrument].book;
  while (orders_[taker].leaves_qty > 0) {
    const OrderIndex maker = book.front(opposite(side));
    if (maker == kNoOrder) return;
    const Px px = orders_[maker].work_px;
    if (!is_marketable(side, orders_[taker].work_px, px)) return;
    trade(maker, taker, std::min(orders_[maker].leaves_qty, orders_[taker].leaves_qty), px);
  }
}

void Core::trade(std::uint32_t maker, std::uint32_t taker, Qty qty, Px px) {
  const std::uint64_t match_id = ++globals_.match_counter;
  const Side aggressor = orders_[taker].side;
  fill(maker, qty, px, match_id, wire::Liquidity::MAKER);
  fill(taker, qty, px, match_id, wire::Liquidity::TAKER);
  auto print = event<wire::TradePrint>(globals_.now_ns);
  print.matchId = match_id;
  print.lastPx = px;
  print.lastQty = qty;
  print.symbol = orders_[taker].symbol;
  print.aggressorSide = aggressor;
  emit(print);
}

void Core::fill(std::uint32_t index, Qty qty, Px px, std::uint64_t match_id,
                wire::Liquidity liquidity) {
  Order& order = orders_.edit(index);
  const Money amount = notional(px, qty);
  order.cum_qty += qty;
  order.cum_cost += amount;
  order.transact_ns = globals_.now_ns;
  set_leaves(index, order.leaves_qty - qty);
  const bool is_last = order.leaves_qty == 0;
  const auto status =
      next_status(order.status, is_last ? OrderEvent::FILL_LAST : OrderEvent::FILL_PART);
  if (!status) std::abort();  // an order outside the state table is a bug, not an input
  if (is_last) {
    take_off_book(index);
    close_order(index, *status);
  } else {
    order.status = *status;
    if (order.rank != 0) {
      listings_[order.instrument].book->reduce(index, order.leaves_qty);
      touch(order.instrument, order.side, order.work_px);
    }
  }
  Account& account = accounts_.edit(order.account);
  account.cash += order.side == Side::BUY ? -amount : amount;
  Position& position = positions_.edit(position_index(order.account, order.instrument));
  const Money realized = apply_fill(position, order.side, qty, px);

  auto out = order_event<wire::Fill>(order);
  out.matchId = match_id;
  out.lastQty = qty;
  out.lastPx = px;
  out.positionQty = position.quantity;
  out.positionCost = position.cost;
  out.realizedPnl = position.realized_pnl;
  out.lastRealizedPnl = realized;
  out.cash = account.cash;
  out.liquidity = liquidity;
  emit(out);
}
}  // namespace hft
