// The slow and obvious book: a sorted map of prices to lists of orders. The oracle for every
// faster one.
#include "book/reference_book.h"

#include <absl/container/flat_hash_map.h>

#include <list>
#include <map>

namespace hft {
namespace {
struct Resting {
  OrderIndex order;
  Qty qty;
};
struct Level {
  Qty qty = 0;
  std::list<Resting> queue;
};
/// Best price first on both sides.
struct BestFirst {
  Side side;
  bool operator()(Tick a, Tick b) const { return side == Side::BUY ? a > b : a < b; }
};
using Levels = std::map<Tick, Level, BestFirst>;
struct Place {
  Side side;
  Tick tick;
  std::list<Resting>::iterator at;
};

class ReferenceBook final : public Book {
 public:
  ReferenceBook() : Book(BookKind::REFERENCE) {}

  void add(OrderIndex order, Order& row) override {
    Level& level = levels(row.side)[row.work_tick];
    level.qty += row.leaves_qty;
    level.queue.push_back({order, row.leaves_qty});
    places_[order] = {row.side, row.work_tick, std::prev(level.queue.end())};
  }

  void reduce(OrderIndex order, const Order&, Qty by) override {
    const Place& place = places_.at(order);
    levels(place.side).at(place.tick).qty -= by;
    place.at->qty -= by;
  }

  void remove(OrderIndex order, const Order&) override {
    const Place place = places_.at(order);
    places_.erase(order);
    const auto found = levels(place.side).find(place.tick);
    found->second.qty -= place.at->qty;
    found->second.queue.erase(place.at);
    if (found->second.queue.empty()) levels(place.side).erase(found);
  }

  void remove_front(OrderIndex order, const Order& row) override { remove(order, row); }

  OrderIndex front(Side side, Tick limit) const override {
    const Levels& all = levels(side);
    const bool is_match = !all.empty() && is_marketable(opposite(side), limit, all.begin()->first);
    return is_match ? all.begin()->second.queue.front().order : kNoOrder;
  }

  std::optional<BookLevel> best(Side side) const override {
    const Levels& all = levels(side);
    if (all.empty()) return std::nullopt;
    return describe(*all.begin());
  }

  BookLevel level(Side side, Tick tick) const override {
    const auto found = levels(side).find(tick);
    return found == levels(side).end() ? BookLevel{tick, 0, 0} : describe(*found);
  }

  Qty available(Side side, Tick limit, Qty wanted) const override {
    Qty sum = 0;
    for (const auto& [tick, level] : levels(opposite(side))) {
      if (sum >= wanted || !is_marketable(side, limit, tick)) break;
      sum += std::min(level.qty, wanted - sum);
    }
    return sum;
  }

  void for_each_level(Side side,
                      const std::function<bool(const BookLevel&)>& visit) const override {
    for (const auto& entry : levels(side)) {
      if (!visit(describe(entry))) return;
    }
  }

  void for_each_order(Side side, Tick tick,
                      const std::function<void(OrderIndex, Qty)>& visit) const override {
    const auto found = levels(side).find(tick);
    if (found == levels(side).end()) return;
    for (const Resting& resting : found->second.queue) visit(resting.order, resting.qty);
  }

 private:
  static BookLevel describe(const Levels::value_type& entry) {
    return {entry.first, entry.second.qty, static_cast<std::uint32_t>(entry.second.queue.size())};
  }
  Levels& levels(Side side) { return side == Side::BUY ? bids_ : asks_; }
  const Levels& levels(Side side) const { return side == Side::BUY ? bids_ : asks_; }

  Levels bids_{BestFirst{Side::BUY}};
  Levels asks_{BestFirst{Side::SELL}};
  absl::flat_hash_map<OrderIndex, Place> places_;
};
}  // namespace

std::unique_ptr<Book> make_reference_book() { return std::make_unique<ReferenceBook>(); }
}  // namespace hft
