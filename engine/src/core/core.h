// The one decider: accounts, instruments, orders, books, positions and buying power, changed only
// by apply(). Same commands in, same bytes out, on every machine.
//
// Thread safety: none; owned by the matching thread. Pure: no clock, no system call, no lock, no
// floating point, no iteration over hash tables.
// Invariants: sequences are dense from 1; reserved of an account = sum over its open orders;
// cumQty + leavesQty = orderQty while an order is live; no book is crossed between commands.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <memory>
#include <vector>

#include "core/command.h"
#include "core/entities.h"
#include "core/order_states.h"
#include "core/output.h"
#include "core/table.h"

namespace hft {
struct CoreConfig {
  std::uint32_t creation_second = 0;  ///< high half of every orderId
  std::uint64_t client_id_window_ns = 86'400ULL * 1'000'000'000ULL;
  std::size_t max_orders = 4'000'000;  ///< live and remembered; more are rejected, never dropped
  bool skip_dedupe = false;            ///< planted bug for the checkers' canary
  bool reduce_to_end = false;          ///< planted bug: a reduced order loses its place
};

/// (account, client's id): the idempotency key.
struct ClientKey {
  std::uint32_t account;
  ClientOrderId id;
  friend bool operator==(const ClientKey&, const ClientKey&) = default;
  template <class H>
  friend H AbslHashValue(H state, const ClientKey& key) {
    return H::combine(std::move(state), key.account, key.id);
  }
};

class Core {
 public:
  static constexpr std::uint64_t kStateHashInterval = 4096;

  explicit Core(const CoreConfig& config);

  /// Decides one command; `out` is cleared first.
  void apply(const Command& command, Output& out);
  /// Answers a SnapshotRequest: state messages at the current sequence, without books.
  void describe(const wire::SnapshotRequest& request, Bytes& messages, std::uint32_t& count) const;
  void describe_book(const Symbol& symbol, std::vector<LevelChange>& levels) const;

  Hash128 state_hash();
  void save(Bytes& out) const;
  /// False when the bytes are not a snapshot of this version. Only on a new core.
  bool load(ByteView bytes);

  const Globals& globals() const { return globals_; }
  /// The last day told to a calendar; date 0 = never.
  CalendarDay calendar_day(std::string_view calendar) const;
  std::size_t order_count() const { return orders_.size(); }
  std::size_t live_count() const { return live_.size(); }

 private:
  friend class CoreProbe;  // tests look inside
  struct Listing {
    std::unique_ptr<Book> book;
  };
  struct Closed {
    TimeNs at_ns;
    std::uint32_t index;
  };
  using Reason = wire::RejectReason;

  // core.cpp
  void dispatch();
  void query(const wire::Query& query);
  void evict();
  void forget();
  void finish_levels();
  void emit_state_hash();
  template <class Event>
  Event event(TimeNs ingress_ns);
  template <class Event>
  void emit(const Event& event);
  template <class Event>
  Event order_event(const Order& order);
  void touch(std::uint32_t instrument, Side side, Px px);
  void reply(wire::Outcome outcome, Reason reason, const Order* order = nullptr,
             bool is_duplicate = false, std::uint32_t affected = 0);
  bool has_role(std::uint16_t bits) const;
  std::uint32_t find_account(const AccountId& id) const;
  /// Known and inside the envelope; kNone otherwise.
  std::uint32_t own_account(const AccountId& id) const;
  std::uint32_t find_instrument(const Symbol& symbol) const;
  std::uint32_t find_order(std::uint64_t order_id) const;

  // orders.cpp
  void place(const wire::NewOrder& request);
  bool answer_duplicate(std::uint32_t account, const wire::NewOrder& request);
  Order draft(std::uint32_t account, const wire::NewOrder& request);
  void accept(Order order);
  void reject(Order order, Reason reason);
  void cancel(const wire::CancelOrder& request);
  void replace(const wire::ReplaceOrder& request);
  Reason check_replace(std::uint32_t index, const wire::ReplaceOrder& request);
  void apply_replace(std::uint32_t index, const wire::ReplaceOrder& request);
  void mass_cancel(const wire::MassCancel& request);
  template <class Keep>
  std::vector<std::uint32_t> live_where(Keep keep) const;
  void cancel_order(std::uint32_t index, wire::CancelReason reason);
  void expire_order(std::uint32_t index);
  void rest(std::uint32_t index);
  void take_off_book(std::uint32_t index);
  void open_order(std::uint32_t index);
  void close_order(std::uint32_t index, wire::OrdStatus status);
  void set_leaves(std::uint32_t index, Qty leaves);
  void remember_client_id(std::uint32_t index);

  // matching.cpp
  void match(std::uint32_t taker);
  void trade(std::uint32_t maker, std::uint32_t taker, Qty qty, Px px);
  void fill(std::uint32_t index, Qty qty, Px px, std::uint64_t match_id, wire::Liquidity liquidity);

  // risk/pre_trade.cpp
  Reason check(Order& order);
  Reason check_trading(const Account& account, const Instrument& instrument) const;
  Reason check_form(const Order& order, const Instrument& instrument) const;
  Reason price_market_order(Order& order, const Instrument& instrument) const;
  Reason check_rate(std::uint32_t account);
  Reason check_limits(const Order& order, const Account& account, const Position& position) const;
  Reason check_funds(Order& order, const Account& account, const Instrument& instrument,
                     const Position& position, Money released) const;
  bool is_reducing(const Order& order, const Position& position) const;

  // accounts.cpp
  void upsert_instrument(const wire::UpsertInstrument& request);
  void upsert_account(const wire::UpsertAccount& request);
  void deposit(const wire::Deposit& request);
  void set_limits(const wire::SetRiskLimits& request);
  void set_trading_state(const wire::SetTradingState& request);
  void kill_switch(const wire::KillSwitch& request);
  void emit_account_state(const Account& account, const wire::Chars<64>& reason);
  void emit_trading_state(const Symbol& symbol, wire::TradingState state,
                          const wire::Chars<64>& reason);
  void session_changed(const wire::Chars<16>& calendar, std::uint32_t date, bool is_open);
  void connection_expired(const wire::ConnectionExpired& request);
  std::uint32_t position_index(std::uint32_t account, std::uint32_t instrument);
  const Position& position_of(std::uint32_t account, std::uint32_t instrument) const;
  bool is_calendar_open(const wire::Chars<16>& calendar) const;

  // snapshot.cpp
  void index_order(std::uint32_t index);

  CoreConfig config_;
  Globals globals_{};
  Table<Order> orders_{1};
  Table<Account> accounts_{2};
  Table<Instrument> instruments_{3};
  Table<Position> positions_{4};
  Table<ReplaceRecord> replaces_{5};
  Table<DepositRecord> deposits_{6};
  Table<CalendarDay> calendars_{7};

  // Derived from the tables above; rebuilt by load().
  std::vector<Listing> listings_;
  std::vector<std::uint32_t> live_;
  std::vector<std::uint32_t> live_at_;  // order index -> place in live_
  std::deque<Closed> closed_;
  std::deque<Closed> old_replaces_;
  absl::flat_hash_map<AccountId, std::uint32_t> account_by_id_;
  absl::flat_hash_map<Symbol, std::uint32_t> instrument_by_symbol_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> order_by_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> order_by_client_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> replace_by_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> deposit_by_id_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> position_by_key_;

  // Of the command being decided.
  struct Touched {
    std::uint32_t instrument;
    Side side;
    Px px;
  };
  const Command* command_ = nullptr;
  Output* out_ = nullptr;
  std::vector<Touched> touched_;
  std::vector<std::uint32_t> forgotten_;  // closed orders nobody has to remember
};
}  // namespace hft

#include "core/core_events.h"
