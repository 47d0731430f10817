// The one decider: accounts, instruments, orders, books, positions and buying power, changed only
// by apply(). Same commands in, same bytes out, on every machine. This class knows names: it finds
// accounts, symbols and orders, answers retries, and writes replies; Trading does the trading.
//
// Thread safety: none; owned by the matching thread. Pure: no clock, no system call, no lock, no
// floating point, no iteration over hash tables.
// Invariants: sequences are dense from 1; an order that is stored can be found by its id and by its
// client's id until it is forgotten.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <deque>
#include <vector>

#include "core/command.h"
#include "core/core_state.h"
#include "core/event_writer.h"
#include "core/output.h"
#include "core/trading.h"

namespace hft {
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

  /// A command that waits, and what is known so far of the order it is about.
  struct Expected {
    ByteView payload;  ///< envelope and message, as parse_command() reads them; stays until apply()
    wire::MessageView message{};
    OrderIndex order = kNone;
    std::size_t step = 0;
  };
  static constexpr std::size_t kExpectSteps = 3;
  /// One step of bringing near what the command will need; kExpectSteps have an effect, best with
  /// another command decided after each. Changes nothing that is decided.
  void expect(Expected& waiting) const;
  /// Answers a SnapshotRequest: state messages at the current sequence, without books.
  void describe(const wire::SnapshotRequest& request, Bytes& messages, std::uint32_t& count) const;
  void describe_book(const Symbol& symbol, std::vector<LevelChange>& levels) const;
  /// Of every instrument, also of those in whose book nothing rests.
  std::vector<Symbol> symbols() const;

  Hash128 state_hash() { return state_.hash(); }
  void save(Bytes& out) const;
  /// False when the bytes are not a snapshot of this version. Only on a new core.
  bool load(ByteView bytes);

  const Globals& globals() const { return state_.globals; }
  /// The last day told to a calendar; date 0 = never.
  CalendarDay calendar_day(std::string_view calendar) const;
  std::size_t order_count() const { return order_by_id_.size(); }
  /// Every other row is remembered as closed.
  std::size_t live_count() const { return order_count() - closed_.size(); }
  const PreTrade& risk() const { return trading_.risk(); }

 private:
  struct Closed {
    TimeNs at_ns;
    std::uint32_t index;
  };
  using Reason = wire::RejectReason;

  // Roles that a PLATFORM connection may name.
  static constexpr std::uint16_t kTraderBits = 0b11110;  // all but a mere viewer
  static constexpr std::uint16_t kRiskBits = 0b1100;     // risk, admin
  static constexpr std::uint16_t kAdminBits = 0b1000;    // admin

  // core.cpp
  void dispatch();
  bool is_past_deadline() const;
  void query(const wire::Query& query);
  void evict();
  void forget();
  void erase_order(std::uint32_t index);
  void finish_levels();
  void emit_state_hash();
  void reply(wire::Outcome outcome, Reason reason, std::uint32_t order = kNone,
             bool is_duplicate = false, std::uint32_t affected = 0);
  bool has_role(std::uint16_t bits) const;
  std::uint32_t find_account(const AccountId& id) const;
  /// Known and inside the envelope; kNone otherwise.
  std::uint32_t own_account(const AccountId& id) const;
  std::uint32_t find_instrument(const Symbol& symbol) const;
  std::uint32_t find_order(std::uint64_t order_id) const;
  /// By the id that the request names it by.
  std::uint32_t find_order(std::uint32_t account, const wire::CancelOrder& request) const;

  // core_expect.cpp
  void expect_names(Expected& waiting) const;
  void expect_rows(Expected& waiting) const;

  // core_orders.cpp
  void place(const wire::NewOrder& request);
  bool answer_duplicate(std::uint32_t account, const wire::NewOrder& request);
  void cancel(const wire::CancelOrder& request);
  void replace(const wire::ReplaceOrder& request);
  bool answer_repeated_replace(std::uint32_t account, const wire::ReplaceOrder& request,
                               std::uint32_t order);
  Reason check_replace(std::uint32_t index, const wire::ReplaceOrder& request);
  void remember(std::uint32_t index);

  // core_mass.cpp
  template <class Keep>
  std::vector<std::uint32_t> live_where(Keep keep) const;
  void mass_cancel(const wire::MassCancel& request);
  void connection_expired(const wire::ConnectionExpired& request);
  void kill_switch(const wire::KillSwitch& request);
  void session_changed(const wire::Chars<16>& calendar, std::uint32_t date, bool is_open);

  // core_accounts.cpp
  void upsert_instrument(const wire::UpsertInstrument& request);
  bool fits_grid(std::uint32_t instrument, Qty lot_qty) const;
  void upsert_account(const wire::UpsertAccount& request);
  void reopen(const Account& account, const wire::Chars<32>& owner);
  void deposit(const wire::Deposit& request);
  void set_limits(const wire::SetRiskLimits& request);
  void set_trading_state(const wire::SetTradingState& request);
  void emit_account_state(const Account& account, const wire::Chars<64>& reason);
  void emit_trading_state(const Symbol& symbol, wire::TradingState state,
                          const wire::Chars<64>& reason);

  // core_snapshot.cpp
  void put_orders(Bytes& out) const;
  bool get_orders(ByteView& in);
  void index_order(std::uint32_t index);

  CoreState state_;
  EventWriter writer_;
  Trading trading_;

  // Derived from the state; rebuilt by load().
  std::deque<Closed> closed_;
  std::deque<Closed> old_replaces_;
  absl::flat_hash_map<AccountId, std::uint32_t> account_by_id_;
  absl::flat_hash_map<Symbol, std::uint32_t> instrument_by_symbol_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> order_by_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> order_by_client_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> replace_by_id_;
  absl::flat_hash_map<ClientKey, std::uint32_t> deposit_by_id_;

  // Of the command being decided.
  std::vector<TouchedLevel> told_;
  const Command* command_ = nullptr;
  Output* out_ = nullptr;
};
}  // namespace hft
