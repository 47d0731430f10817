// A participant for tests: a DEALER that speaks the wire as any client would.
#pragma once
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "core/entities.h"
#include "hft/wire_io.h"

namespace hft::testing {
inline constexpr std::int64_t kOne = 100'000'000;

class TestClient {
 public:
  TestClient(zmq::context_t& context, const std::string& endpoint)
      : socket_(context, zmq::socket_type::dealer) {
    socket_.set(zmq::sockopt::linger, 0);
    socket_.connect(endpoint);
  }

  void send(const Bytes& frame) { socket_.send(zmq::buffer(frame), zmq::send_flags::none); }

  /// The next message of any frame, or nothing after `limit`.
  std::optional<wire::MessageView> receive(int limit_ms = 5000) {
    while (true) {
      if (reader_) {
        if (auto message = reader_->next()) return message;
      }
      zmq::pollitem_t item{socket_.handle(), 0, ZMQ_POLLIN, 0};
      if (zmq::poll(&item, 1, std::chrono::milliseconds(limit_ms)) == 0) return std::nullopt;
      zmq::message_t part;
      [[maybe_unused]] const auto size = socket_.recv(part, zmq::recv_flags::none);
      const auto* at = static_cast<const std::uint8_t*>(part.data());
      frame_.assign(at, at + part.size());
      reader_.emplace(ByteView(frame_));
    }
  }
  template <wire::Message M>
  M expect(int limit_ms = 5000) {
    while (auto message = receive(limit_ms)) {
      if (message->is<M>()) return message->as<M>();
    }
    throw std::runtime_error("no " + std::string(M::kName) + " arrived");
  }

  wire::LogonReply logon(wire::ConnectionRole role, std::string_view token,
                         bool cancel_on_disconnect = false) {
    Bytes frame;
    wire::append(frame, wire::Logon{role, cancel_on_disconnect ? wire::Bool::YES : wire::Bool::NO,
                                    wire::Chars<64>::of(token), wire::Chars<32>::of("test")});
    send(frame);
    return expect<wire::LogonReply>();
  }

  wire::CommandEnvelope envelope() {
    wire::CommandEnvelope out{};
    out.requestId = ++request_;
    out.roles = 0b1110;
    out.principal = wire::Chars<32>::of("tester");
    return out;
  }
  template <wire::Message M>
  void append(Bytes& frame, const M& command) {
    std::vector<wire::CommandEnvelopeAccounts> entries;
    for (const auto& account : accounts) entries.push_back({AccountId::of(account)});
    wire::append(frame, envelope(), std::span<const wire::CommandEnvelopeAccounts>(entries));
    wire::append(frame, command);
  }
  template <wire::Message M>
  wire::CommandReply ask(const M& command) {
    Bytes frame;
    append(frame, command);
    send(frame);
    return expect<wire::CommandReply>();
  }

  std::vector<std::string> accounts = {"alice", "bob", "mm1"};

 private:
  zmq::socket_t socket_;
  Bytes frame_;
  std::optional<wire::MessageReader> reader_;
  std::uint64_t request_ = 0;
};

inline wire::UpsertInstrument instrument(std::string_view symbol) {
  wire::UpsertInstrument out{};
  out.tickPx = kOne / 100;
  out.lotQty = kOne;
  out.minQty = kOne;
  out.maxQty = 1'000'000 * kOne;
  out.collarBps = 500;
  out.isShortable = wire::Bool::YES;
  out.symbol = wire::Chars<16>::of(symbol);
  out.calendar = wire::Chars<16>::of("ALWAYS");
  out.currency = wire::Chars<8>::of("USD");
  out.venue = wire::Chars<16>::of("internal");
  return out;
}
inline wire::UpsertAccount account(std::string_view id,
                                   wire::AccountKind kind = wire::AccountKind::CUSTOMER,
                                   bool is_short_allowed = false) {
  return {wire::Chars<16>::of(id), kind, is_short_allowed ? wire::Bool::YES : wire::Bool::NO,
          wire::Bool::YES};
}
inline wire::Deposit deposit(std::string_view id, std::int64_t amount, std::string_view key) {
  return {amount, wire::Chars<16>::of(id), wire::Chars<48>::of(key)};
}
inline wire::NewOrder limit(std::string_view id, std::string_view symbol, Side side,
                            std::int64_t qty, std::int64_t px_cents, std::string_view client_id,
                            wire::TimeInForce tif = wire::TimeInForce::GTC) {
  wire::NewOrder out{};
  out.orderQty = qty * kOne;
  out.limitPx = px_cents * (kOne / 100);
  out.accountId = wire::Chars<16>::of(id);
  out.symbol = wire::Chars<16>::of(symbol);
  out.clientOrderId = wire::Chars<48>::of(client_id);
  out.side = side;
  out.ordType = wire::OrdType::LIMIT;
  out.timeInForce = tif;
  return out;
}
inline wire::NewOrder market(std::string_view id, std::string_view symbol, Side side,
                             std::int64_t qty, std::string_view client_id,
                             wire::TimeInForce tif = wire::TimeInForce::DAY) {
  auto out = limit(id, symbol, side, qty, 0, client_id, tif);
  out.ordType = wire::OrdType::MARKET;
  return out;
}
}  // namespace hft::testing
