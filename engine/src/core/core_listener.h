// What the trading part tells while it decides, in order, at the moment it is true: whoever listens
// may read the rows. The engine writes wire events; the ladder benchmark writes its own reports.
#pragma once
#include "core/entities.h"

namespace hft {
struct FillReport {
  Qty qty;
  Px px;
  Money amount;  ///< qty x px
  std::uint64_t match_id;
  Money realized;  ///< result of this fill for the order's account
  wire::Liquidity liquidity;
};

/// Reports come by value: by reference they would have to lie in memory, although the call is
/// compiled into its caller where the listener is known.
class CoreListener {
 public:
  virtual ~CoreListener() = default;
  virtual void on_accepted(OrderIndex index, const Order& order) = 0;
  /// Maker before taker, then the print of both.
  virtual void on_fill(OrderIndex index, const Order& order, FillReport fill) = 0;
  /// One by one, because so many fit into registers.
  virtual void on_print(std::uint32_t instrument, Side aggressor, Qty qty, Px px,
                        std::uint64_t match_id) = 0;
  virtual void on_canceled(OrderIndex index, const Order& order, Qty canceled,
                           wire::CancelReason reason) = 0;
  virtual void on_expired(OrderIndex index, const Order& order, Qty expired) = 0;
  /// The new terms stand; fills that they cause come after.
  virtual void on_replaced(OrderIndex index, const Order& order) = 0;
};
}  // namespace hft
