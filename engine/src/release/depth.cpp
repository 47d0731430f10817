#include "release/depth.h"

#include <algorithm>

namespace hft {
namespace {
/// A group counts its entries in 16 bits; a longer delta goes out in parts of this size.
constexpr std::size_t kLevelsPerMessage = 10'000;
}  // namespace

Depth::SymbolBook& Depth::book_of(const Symbol& symbol) {
  const auto [found, is_new] = by_symbol_.try_emplace(symbol, books_.size());
  if (is_new) {
    books_.emplace_back();
    books_.back().symbol = symbol;
    books_.back().book_sequence = base_;
  }
  return books_[found->second];
}

void Depth::apply(const LevelChange& change, std::uint64_t as_of_sequence) {
  SymbolBook& book = book_of(change.symbol);
  auto& side = change.side == wire::Side::BUY ? book.bids : book.asks;
  const Px px = change.px;
  if (change.qty == 0) {
    side.erase(px);
  } else {
    side[px] = {change.qty, change.order_count};
  }
  const auto known = std::find_if(book.changes.begin(), book.changes.end(), [&](const auto& entry) {
    return entry.px == px && entry.side == change.side;
  });
  const wire::BookDeltaLevels entry{px, change.qty, change.order_count, change.side};
  if (known == book.changes.end()) {
    book.changes.push_back(entry);
  } else {
    *known = entry;
  }
  book.as_of_sequence = as_of_sequence;
  if (!book.is_changed) changed_.push_back(by_symbol_.at(change.symbol));
  book.is_changed = true;
}

wire::BookTop Depth::top_of(const SymbolBook& book) {
  wire::BookTop top{};
  top.symbol = book.symbol;
  if (!book.bids.empty()) {
    top.bidPx = book.bids.rbegin()->first;
    top.bidQty = book.bids.rbegin()->second.qty;
  }
  if (!book.asks.empty()) {
    top.askPx = book.asks.begin()->first;
    top.askQty = book.asks.begin()->second.qty;
  }
  return top;
}

std::uint32_t Depth::take_changes(Bytes& messages) {
  std::uint32_t count = 0;
  for (const std::size_t index : changed_) {
    SymbolBook& book = books_[index];
    const std::span<const wire::BookDeltaLevels> all(book.changes);
    for (std::size_t at = 0; at < all.size(); at += kLevelsPerMessage) {
      const wire::BookDelta delta{++book.book_sequence, book.as_of_sequence, book.symbol,
                                  wire::Bool::NO};
      wire::append(messages, delta, all.subspan(at, std::min(kLevelsPerMessage, all.size() - at)));
      ++count;
    }
    wire::BookTop top = top_of(book);
    const bool is_moved = top.bidPx != book.top.bidPx || top.bidQty != book.top.bidQty ||
                          top.askPx != book.top.askPx || top.askQty != book.top.askQty;
    top.bookSequence = book.book_sequence;
    top.asOfSequence = book.as_of_sequence;
    if (is_moved) {
      wire::append(messages, top);
      ++count;
    }
    book.top = top;
    book.changes.clear();
    book.is_changed = false;
  }
  changed_.clear();
  return count;
}

std::uint32_t Depth::describe(const Symbol& symbol, Bytes& messages) const {
  std::uint32_t count = 0;
  for (const SymbolBook& book : books_) {
    if (!symbol.empty() && book.symbol != symbol) continue;
    std::vector<wire::BookDeltaLevels> levels;
    for (auto at = book.bids.rbegin(); at != book.bids.rend(); ++at) {
      levels.push_back({at->first, at->second.qty, at->second.order_count, wire::Side::BUY});
    }
    for (const auto& [px, level] : book.asks) {
      levels.push_back({px, level.qty, level.order_count, wire::Side::SELL});
    }
    levels.resize(std::min<std::size_t>(levels.size(), UINT16_MAX));
    const wire::BookDelta whole{book.book_sequence, book.as_of_sequence, book.symbol,
                                wire::Bool::YES};
    wire::append(messages, whole, std::span<const wire::BookDeltaLevels>(levels));
    ++count;
  }
  return count;
}
}  // namespace hft
