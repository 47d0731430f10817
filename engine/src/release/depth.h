// Market depth as the world may see it: built only from released commands, conflated, numbered per
// symbol. Depth is state, not events: whoever misses a number asks for a snapshot.
//
// Thread safety: none; owned by the releasing thread.
// Invariants: bookSequence of a symbol is dense within a run and larger than in any earlier run;
// applying every BookDelta to an empty book gives this book.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <map>
#include <vector>

#include "core/output.h"

namespace hft {
class Depth {
 public:
  /// `base`: number the first delta of every symbol follows (the commandSequence at start).
  explicit Depth(std::uint64_t base) : base_(base) {}

  /// A book that snapshots name also while it is empty: a reader may have had levels of it from an
  /// earlier run.
  void know(const Symbol& symbol) { book_of(symbol); }
  void apply(const LevelChange& change, std::uint64_t as_of_sequence);
  bool has_changes() const { return !changed_.empty(); }
  /// Appends BookDelta and BookTop of every changed symbol; answers the number of messages.
  std::uint32_t take_changes(Bytes& messages);
  /// Appends whole books. Take the changes first: the snapshot carries the last delta's number.
  std::uint32_t describe(const Symbol& symbol, Bytes& messages) const;

 private:
  struct Level {
    Qty qty = 0;
    std::uint32_t order_count = 0;
  };
  struct SymbolBook {
    Symbol symbol;
    std::map<Px, Level> bids;
    std::map<Px, Level> asks;
    std::vector<wire::BookDeltaLevels> changes;
    wire::BookTop top{};
    std::uint64_t book_sequence = 0;
    std::uint64_t as_of_sequence = 0;
    bool is_changed = false;
  };
  static wire::BookTop top_of(const SymbolBook& book);
  SymbolBook& book_of(const Symbol& symbol);

  const std::uint64_t base_;
  std::vector<SymbolBook> books_;
  absl::flat_hash_map<Symbol, std::size_t> by_symbol_;
  std::vector<std::size_t> changed_;
};
}  // namespace hft
