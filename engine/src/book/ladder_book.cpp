#include "book/ladder_book.h"

#include <algorithm>

#include "book/reference_book.h"

namespace hft {
namespace {
constexpr Tick kWindow = TickBitmap::kSize;
}  // namespace

std::unique_ptr<Book> make_book(BookKind kind, Table<Order>& orders) {
  if (kind == BookKind::REFERENCE) return make_reference_book();
  return std::make_unique<LadderBook>(orders);
}

std::optional<BookLevel> LadderBook::best(Side side) const {
  const Best& best = best_of(side);
  if (best.level == nullptr) return std::nullopt;
  return BookLevel{best.tick, best.level->qty, best.level->order_count};
}

BookLevel LadderBook::level(Side side, Tick tick) const {
  const Level* found = find(tick);
  if (found == nullptr || side_of(tick) != side) return {tick, 0, 0};
  return {tick, found->qty, found->order_count};
}

Qty LadderBook::available(Side side, Tick limit, Qty wanted) const {
  Qty sum = 0;
  Best level = best_of(opposite(side));
  while (level.level != nullptr && sum < wanted && is_marketable(side, limit, level.tick)) {
    sum += std::min(level.level->qty, wanted - sum);
    level = behind(opposite(side), level.tick);
  }
  return sum;
}

void LadderBook::for_each_level(Side side,
                                const std::function<bool(const BookLevel&)>& visit) const {
  for (Best level = best_of(side); level.level != nullptr; level = behind(side, level.tick)) {
    if (!visit({level.tick, level.level->qty, level.level->order_count})) return;
  }
}

void LadderBook::for_each_order(Side side, Tick tick,
                                const std::function<void(OrderIndex, Qty)>& visit) const {
  const Level* level = find(tick);
  if (level == nullptr || side_of(tick) != side) return;
  for (OrderIndex order = level->head; order != kNoOrder; order = orders_[order].next) {
    visit(order, orders_[order].leaves_qty);
  }
}

const LadderBook::Level* LadderBook::find(Tick tick) const {
  if (is_near(tick)) return bits_.has(slot(tick)) ? &ladder_[slot(tick)] : nullptr;
  const FarLevels& far = far_[at(side_of(tick))];
  const auto found = far.find(tick);
  return found == far.end() ? nullptr : &found->second;
}

LadderBook::Best LadderBook::behind(Side side, Tick tick) const {
  const Best near = near_behind(side, tick);
  if (far_[at(side)].empty()) [[likely]]
    return near;
  const Best far = far_behind(side, tick);
  if (near.level == nullptr || far.level == nullptr) return near.level == nullptr ? far : near;
  return (side == Side::BUY) == (near.tick > far.tick) ? near : far;
}

LadderBook::Best LadderBook::near_behind(Side side, Tick tick) const {
  const Tick from = side == Side::BUY ? tick - base_ : tick - base_ + 1;
  const auto start = static_cast<std::uint32_t>(std::clamp<Tick>(from, 0, kWindow));
  const std::uint32_t found = side == Side::BUY ? bits_.down_from(start) : bits_.up_from(start);
  if (found == TickBitmap::kNothing) return {};
  return {base_ + found, &ladder_[found]};
}

LadderBook::Best LadderBook::far_behind(Side side, Tick tick) const {
  const FarLevels& far = far_[at(side)];
  if (side == Side::SELL) {
    const auto found = far.upper_bound(tick);
    return found == far.end() ? Best{} : Best{found->first, &found->second};
  }
  const auto above = far.lower_bound(tick);
  if (above == far.begin()) return {};
  return {std::prev(above)->first, &std::prev(above)->second};
}

/// Made if it does not exist.
LadderBook::Level& LadderBook::far_level(Side side, Tick tick) { return far_[at(side)][tick]; }

void LadderBook::drop_far_level(Side side, Tick tick) { far_[at(side)].erase(tick); }

/// Both best prices come into the window when one window can hold them.
void LadderBook::follow_market() {
  if (++far_hits_ < near_levels_) return;
  const Best& bid = best_[0];
  const Best& ask = best_[1];
  if (bid.level == nullptr || ask.level == nullptr) {
    return move_window((bid.level != nullptr ? bid.tick : ask.tick) - kWindow / 2);
  }
  if (ask.tick - bid.tick < kWindow / 2) {
    move_window(bid.tick + (ask.tick - bid.tick) / 2 - kWindow / 2);
  }
}

void LadderBook::move_window(Tick base) {
  for (std::uint32_t i = bits_.up_from(0); i != TickBitmap::kNothing; i = bits_.up_from(i + 1)) {
    far_[at(side_of(base_ + i))][base_ + i] = ladder_[i];
    ladder_[i] = {};
  }
  bits_ = {};
  near_levels_ = 0;
  far_hits_ = 0;
  base_ = base;
  for (FarLevels& far : far_) {
    const auto begin = far.lower_bound(base);
    const auto end = far.lower_bound(base + kWindow);
    for (auto level = begin; level != end; ++level) {
      bits_.set(slot(level->first));
      ladder_[slot(level->first)] = level->second;
      near_levels_ += 1;
    }
    far.erase(begin, end);
  }
  for (const Side side : {Side::BUY, Side::SELL}) {
    Best& best = best_[at(side)];
    if (best.level != nullptr) best.level = find(best.tick);
  }
}
}  // namespace hft
