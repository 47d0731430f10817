// The engine's trading core behind the public "matching engine benchmark" C ABI, so that it runs in
// any driver of that harness beside other engines. Measured is what decides: matching, the checks,
// reservations, positions and cash. Names, idempotency and what is kept only to be told
// (OrderReport, OrderDetail, wire events) are not; instead the harness's own reports are written.
// Built once more with HFT_KEEP_REPORTS, it keeps the OrderReports as the engine does; with
// HFT_ALONE no message waits for another (waiting.h).
// The checks before trading are on and counted; engine_checks_done() tells how often each was done.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "core/trading.h"
#include "mebench_abi.h"
#include "waiting.h"

namespace {
using namespace hft;

constexpr std::uint32_t kAccounts = 16;
constexpr Px kTickPx = 1'000'000;     // 0.01
constexpr Qty kLotQty = 100'000'000;  // 1
constexpr Money kCash = Money{1} << 60;
#ifdef HFT_KEEP_REPORTS
constexpr bool kKeepsReports = true;
#else
constexpr bool kKeepsReports = false;
#endif
#ifdef HFT_ALONE
constexpr bool kIsAlone = true;
#else
constexpr bool kIsAlone = false;
#endif
constexpr std::size_t kMaxIds = std::size_t{1} << 24U;

/// Turns what the core tells into the harness's reports.
class Reporter final : public CoreListener {
 public:
  Reporter(CoreState& state, const mb::Transport& transport, void* sink)
      : state_(state), transport_(transport), sink_(sink) {}

  /// The message that is answered now.
  void begin(std::uint64_t seq) { answer_.seq = trade_.seq = seq; }

  void on_accepted(OrderIndex index, const Order& order) override {
    told(index);
    report(mb::OrderAck, order, order.leaves_qty);
  }
  void on_fill(OrderIndex index, const Order& order, FillReport fill) override {
    told(index, fill.amount);
    (fill.liquidity == wire::Liquidity::MAKER ? trade_.maker : trade_.taker) = order.order_id;
  }
  void on_print(std::uint32_t, Side aggressor, Qty qty, Px px, std::uint64_t) override {
    trade_.side = side_number(aggressor);
    trade_.order_id = trade_.taker;
    trade_.price = ticks(px);
    trade_.qty = lots(qty);
    push(trade_);
  }
  void on_canceled(OrderIndex index, const Order& order, Qty canceled,
                   wire::CancelReason) override {
    told(index);
    report(mb::CancelAck, order, canceled);
  }
  void on_expired(OrderIndex, const Order&, Qty) override {}
  void on_replaced(OrderIndex, const Order&) override {}

  void report(mb::ReportType type, const Order& order, Qty qty) {
    send(type, order.order_id, side_number(order.side), order.work_tick, lots(qty));
  }
  void send(mb::ReportType type, std::uint64_t id, std::uint8_t side, std::int64_t price,
            std::uint32_t qty) {
    answer_.type = type;
    answer_.side = side;
    answer_.order_id = id;
    answer_.price = price;
    answer_.qty = qty;
    push(answer_);
  }

 private:
  void told(OrderIndex index, Money more_cost = 0) {
    if constexpr (kKeepsReports) {
      OrderReport& report = state_.reports.edit(index);
      report.cum_cost += more_cost;
      report.transact_ns = state_.globals.now_ns;
    }
  }
  static std::uint8_t side_number(Side side) { return static_cast<std::uint8_t>(at(side)); }
  // Never negative, and to divide is quicker when that is known.
  static std::int64_t ticks(Px px) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(px) / kTickPx);
  }
  static std::uint32_t lots(Qty qty) {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(qty) / kLotQty);
  }
  void push(const mb::Report& out) {
    while (transport_.push(sink_, &out) == 0) __builtin_ia32_pause();
  }
  CoreState& state_;
  const mb::Transport transport_;
  void* const sink_;
  // Filled in again and again: most of a report stays as it is.
  mb::Report answer_;
  mb::Report trade_{.type = mb::Trade};
};

/// One symbol and sixteen customers with cash, margin for shorts and limits that are checked.
class Adapter {
 public:
  Adapter(const mb::Transport& transport, void* sink)
      : reporter_(state_, transport, sink), trading_(state_, reporter_), slots_(kMaxIds) {
    state_.globals.now_ns = 1'700'000'000'000'000'000;
    Instrument instrument{};
    instrument.tick_px = kTickPx;
    instrument.lot_qty = kLotQty;
    instrument.symbol = Symbol::of("BENCH");
    instrument.is_shortable = wire::Bool::YES;
    state_.list_instrument(state_.instruments.insert(instrument));
    for (std::uint32_t i = 0; i < kAccounts; ++i) {
      Account account{};
      account.cash = kCash;
      account.is_short_allowed = wire::Bool::YES;
      account.orders_per_second = 1'000'000'000;
      account.max_order_qty = 1'000'000 * kLotQty;
      account.max_order_notional = kMaxNotional;
      account.max_position_qty = Qty{1} << 60;
      account.max_open_orders = 2'000'000;
      state_.list_account(state_.accounts.insert(account));
    }
  }

  // Flat: a call of the harness is one piece of code, as it is in the engines it is compared with.
  [[gnu::flatten]] void decide(const mb::NewOrder& order) {
    begin(order.seq);
    state_.globals.order_counter = order.order_id - 1;  // the harness's ids are the engine's
    const OrderTerms terms{static_cast<std::uint32_t>(order.order_id % kAccounts),
                           0,
                           order.qty * kLotQty,
                           order.price * kTickPx,
                           order.side == 0 ? Side::BUY : Side::SELL,
                           wire::OrdType::LIMIT,
                           order.ioc != 0 ? wire::TimeInForce::IOC : wire::TimeInForce::DAY};
    const Party party = party_of(state_, terms);
    Admission found;
    if (trading_.check(party, terms, found) != wire::RejectReason::NONE) __builtin_trap();
    const Hand hand = trading_.draft(party, terms, found);
    slots_[order.order_id] = hand.index + 1;
    if constexpr (kKeepsReports) state_.open_report(hand.index, terms.qty, terms.limit_px);
    trading_.enter(hand, terms, found.held);
    forget_closed();
  }
  [[gnu::flatten]] void decide(const mb::Cancel& request) {
    const std::uint32_t slot = slots_[request.order_id];
    begin(request.seq);
    if (slot == 0) return reporter_.send(mb::CancelReject, request.order_id, 0, 0, 0);
    trading_.cancel(slot - 1, wire::CancelReason::USER);
    forget_closed();
  }
  [[gnu::flatten]] void decide(const mb::Modify& request) {
    const std::uint32_t slot = slots_[request.order_id];
    begin(request.seq);
    if (slot == 0) {
      return reporter_.send(mb::ModifyReject, request.order_id, request.side, request.price,
                            request.qty);
    }
    const Order& order = state_.orders[slot - 1];
    const auto side = static_cast<std::uint8_t>(at(order.side));
    // The harness counts what shall be open, the engine what was asked for in all.
    const Qty qty = request.qty * kLotQty + order.cum_qty;
    const Px px = request.price * kTickPx;
    if (trading_.check_replace(slot - 1, qty, px) != wire::RejectReason::NONE) __builtin_trap();
    trading_.replace(slot - 1, qty, px);
    reporter_.send(mb::ModifyAck, request.order_id, side, request.price, request.qty);
    forget_closed();
  }
  // The steps of looking ahead, in this order.
  void expect_place(std::uint64_t id) const { __builtin_prefetch(&slots_[id], 1); }
  void expect_row(std::uint64_t id) const {
    const std::uint32_t slot = slots_[id];
    if (slot == 0) return;
    state_.orders.expect(slot - 1);
    if constexpr (kKeepsReports) state_.reports.expect(slot - 1);
  }
  void expect_leave(std::uint64_t id) const {
    if (const std::uint32_t slot = slots_[id]) trading_.expect_leave(slot - 1);
  }
  std::int64_t best(Side side, std::int64_t none) const {
    const auto level = state_.listings[0].book->best(side);
    return level ? level->tick : none;
  }
  std::uint64_t depth_at(std::int64_t price, std::uint8_t side) const {
    const Side of = side == 0 ? Side::BUY : Side::SELL;
    return static_cast<std::uint64_t>(state_.listings[0].book->level(of, price).qty / kLotQty);
  }
  std::uint64_t checks_done(std::uint32_t number) const {
    return number < PreTrade::kChecks ? trading_.risk().done()[number] : 0;
  }

 private:
  void begin(std::uint64_t seq) {
    // Time goes on, as it would by the gateway's stamp.
    state_.globals.now_ns += 1'000;
    reporter_.begin(seq);
    trading_.clear();
  }
  void forget_closed() {
    for (const OrderIndex index : trading_.closed()) {
      slots_[state_.orders[index].order_id] = 0;
      state_.orders.erase(index);
      if constexpr (kKeepsReports) state_.reports.clear(index);
    }
  }

  CoreState state_{CoreConfig{}};
  Reporter reporter_;
  Trading trading_;
  ZeroedArray<std::uint32_t> slots_;  ///< harness id -> index + 1
};

/// What the harness talks to. What it asks for is said as of all it has sent.
class Harness {
 public:
  Harness(const mb::Transport& transport, void* sink) : adapter_(transport, sink) {}
  void send(const auto& message) { waiting_.add(message); }
  Adapter& settled() {
    waiting_.drain();
    return adapter_;
  }

 private:
  Adapter adapter_;
  mb::Waiting<Adapter, kIsAlone> waiting_{adapter_};
};

std::unique_ptr<Harness> g_harness;
}  // namespace

#pragma GCC visibility push(default)
extern "C" {
void engine_init(std::uint64_t, const mb::Transport* transport, void* sink) {
  g_harness = std::make_unique<Harness>(*transport, sink);
}
void engine_shutdown() { g_harness.reset(); }
void engine_on_new_order(const mb::NewOrder* order) { g_harness->send(*order); }
void engine_on_cancel(const mb::Cancel* request) { g_harness->send(*request); }
void engine_on_modify(const mb::Modify* request) { g_harness->send(*request); }
/// Counts the checks for people when HFT_BENCH_CHECKS is set.
void engine_flush() {
  const Adapter& adapter = g_harness->settled();
  if (std::getenv("HFT_BENCH_CHECKS") == nullptr) return;
  std::fprintf(stderr, "checks done:");
  for (std::uint32_t number = 0; number < PreTrade::kChecks; ++number) {
    const std::uint64_t count = adapter.checks_done(number);
    if (count != 0)
      std::fprintf(stderr, " %u×%llu", number, static_cast<unsigned long long>(count));
  }
  std::fprintf(stderr, "\n");
}
std::int64_t engine_query_best_bid() { return g_harness->settled().best(Side::BUY, INT64_MIN); }
std::int64_t engine_query_best_ask() { return g_harness->settled().best(Side::SELL, INT64_MAX); }
std::uint64_t engine_query_depth_at(std::int64_t price, std::uint8_t side) {
  return g_harness->settled().depth_at(price, side);
}
/// Not of the harness: how often check `number` of the risk table was done.
std::uint64_t engine_checks_done(std::uint32_t number) {
  return g_harness->settled().checks_done(number);
}
}
#pragma GCC visibility pop
