// The core alone, fed like the gateway would, with its outputs decoded.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/core.h"
#include "test_client.h"

namespace hft::testing {
class CoreHarness {
 public:
  explicit CoreHarness(CoreConfig config = {}) : config_(config) {
    config_.creation_second = 1'700'000'000;
    core = std::make_unique<Core>(config_);
  }

  /// Sends as an administrator of the platform who may use all `accounts`.
  template <wire::Message M>
  wire::CommandReply send(const M& message) {
    Bytes payload;
    std::vector<AccountId> ids;
    for (const auto& id : accounts) ids.push_back(AccountId::of(id));
    envelope.ingressTimeNs = now_ns += 1000;
    envelope.requestId += 1;
    append_command(payload, envelope, ids, message);
    journal.push_back(payload);
    return apply(payload, journal.size());
  }
  wire::CommandReply apply(const Bytes& payload, std::uint64_t sequence) {
    const auto command = parse_command(sequence, true, payload);
    EXPECT_TRUE(command);
    core->apply(*command, out);
    all_events.insert(all_events.end(), out.events.begin(), out.events.end());
    wire::MessageReader reader(out.reply);
    const auto reply = reader.next();
    return reply ? reply->as<wire::CommandReply>() : wire::CommandReply{};
  }
  /// Events of the last command of one type.
  template <wire::Message M>
  std::vector<M> events() const {
    std::vector<M> found;
    wire::MessageReader reader(out.events);
    while (const auto message = reader.next()) {
      if (message->is<M>()) found.push_back(message->as<M>());
    }
    return found;
  }
  std::vector<std::uint16_t> event_types() const {
    std::vector<std::uint16_t> types;
    wire::MessageReader reader(out.events);
    while (const auto message = reader.next()) types.push_back(message->header.templateId);
    return types;
  }
  template <wire::Message M>
  std::vector<M> states(int bit) const {
    wire::SnapshotRequest request{};
    request.kinds = static_cast<std::uint16_t>(1U << static_cast<unsigned>(bit));
    Bytes messages;
    std::uint32_t count = 0;
    core->describe(request, messages, count);
    std::vector<M> found;
    wire::MessageReader reader(messages);
    while (const auto message = reader.next()) {
      if (message->is<M>()) found.push_back(message->as<M>());
    }
    return found;
  }
  wire::AccountState account_state(std::string_view id) const {
    for (const auto& state : states<wire::AccountState>(1)) {
      if (state.accountId.view() == id) return state;
    }
    return {};
  }
  wire::PositionState position(std::string_view id, std::string_view symbol) const {
    for (const auto& state : states<wire::PositionState>(2)) {
      if (state.accountId.view() == id && state.symbol.view() == symbol) return state;
    }
    return {};
  }
  std::vector<LevelChange> levels(std::string_view symbol, Side side) const {
    std::vector<LevelChange> all, found;
    core->describe_book(Symbol::of(symbol), all);
    for (const auto& level : all) {
      if (level.side == side) found.push_back(level);
    }
    return found;
  }
  /// alice and bob with cash, mm1 of kind MARKET, and two instruments.
  void set_up() {
    send(instrument("TESTA"));
    send(instrument("SPY"));
    send(account("alice"));
    send(account("bob"));
    send(account("shorty", wire::AccountKind::CUSTOMER, true));
    send(account("mm1", wire::AccountKind::MARKET, true));
    for (const char* id : {"alice", "bob", "shorty"}) send(deposit(id, 100'000 * kOne, "start"));
  }

  std::vector<std::string> accounts = {"alice", "bob", "shorty", "mm1", "nobody"};
  wire::CommandEnvelope envelope = admin();
  TimeNs now_ns = 1'700'000'000'000'000'000;
  std::unique_ptr<Core> core;
  Output out;
  std::vector<Bytes> journal;
  Bytes all_events;

 private:
  static wire::CommandEnvelope admin() {
    wire::CommandEnvelope envelope{};
    envelope.connectionRole = wire::ConnectionRole::PLATFORM;
    envelope.roles = 0b1110;
    envelope.connectionId = 1;
    envelope.principal = wire::Chars<32>::of("tester");
    return envelope;
  }
  CoreConfig config_;
};
}  // namespace hft::testing
