// Generated from contracts/wire/trading.xml by contracts/wire/generate.ts. Do not edit.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hft::wire {
inline constexpr std::uint16_t kSchemaId = 1;
inline constexpr std::uint16_t kSchemaVersion = 4;
#pragma pack(push, 1)
/// Fixed-width text, padded with zero bytes.
template <std::size_t N>
struct Chars {
  char data[N]{};
  /// The text up to the first zero byte.
  std::string_view view() const { return {data, ::strnlen(data, N)}; }
  bool empty() const { return data[0] == 0; }
  /// Longer text is cut at N characters.
  static Chars of(std::string_view text) {
    Chars out;
    std::memcpy(out.data, text.data(), std::min(text.size(), N));
    return out;
  }
  friend bool operator==(const Chars& a, const Chars& b) {
    return std::memcmp(a.data, b.data, N) == 0;
  }
  friend bool operator<(const Chars& a, const Chars& b) {
    return std::memcmp(a.data, b.data, N) < 0;
  }
};
struct MessageHeader {
  std::uint16_t blockLength{}, templateId{}, schemaId{}, version{};
};
struct GroupSize {
  std::uint16_t blockLength{}, numInGroup{};
};
struct FrameHeader {
  std::uint64_t sessionIdHi{};
  std::uint64_t sessionIdLo{};
  std::uint64_t firstSequence{};
  std::uint16_t count{};
  std::uint16_t flags{};
  std::uint32_t crc32c{};
};
static_assert(sizeof(FrameHeader) == 32);

enum class Bool : std::uint8_t {
  NO = 0,
  YES = 1,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(Bool value) {
  switch (value) {
    case Bool::NO:
      return "NO";
    case Bool::YES:
      return "YES";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(Bool value) { return to_string(value) != "?"; }

enum class Side : std::uint8_t {
  BUY = 1,
  SELL = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(Side value) {
  switch (value) {
    case Side::BUY:
      return "BUY";
    case Side::SELL:
      return "SELL";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(Side value) { return to_string(value) != "?"; }

enum class OrdType : std::uint8_t {
  MARKET = 1,
  LIMIT = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(OrdType value) {
  switch (value) {
    case OrdType::MARKET:
      return "MARKET";
    case OrdType::LIMIT:
      return "LIMIT";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(OrdType value) { return to_string(value) != "?"; }

enum class TimeInForce : std::uint8_t {
  DAY = 0,
  GTC = 1,
  IOC = 3,
  FOK = 4,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(TimeInForce value) {
  switch (value) {
    case TimeInForce::DAY:
      return "DAY";
    case TimeInForce::GTC:
      return "GTC";
    case TimeInForce::IOC:
      return "IOC";
    case TimeInForce::FOK:
      return "FOK";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(TimeInForce value) { return to_string(value) != "?"; }

enum class OrdStatus : std::uint8_t {
  NEW = 0,
  PARTIALLY_FILLED = 1,
  FILLED = 2,
  DONE_FOR_DAY = 3,
  CANCELED = 4,
  PENDING_CANCEL = 6,
  REJECTED = 8,
  SUSPENDED = 9,
  PENDING_NEW = 10,
  EXPIRED = 12,
  PENDING_REPLACE = 14,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(OrdStatus value) {
  switch (value) {
    case OrdStatus::NEW:
      return "NEW";
    case OrdStatus::PARTIALLY_FILLED:
      return "PARTIALLY_FILLED";
    case OrdStatus::FILLED:
      return "FILLED";
    case OrdStatus::DONE_FOR_DAY:
      return "DONE_FOR_DAY";
    case OrdStatus::CANCELED:
      return "CANCELED";
    case OrdStatus::PENDING_CANCEL:
      return "PENDING_CANCEL";
    case OrdStatus::REJECTED:
      return "REJECTED";
    case OrdStatus::SUSPENDED:
      return "SUSPENDED";
    case OrdStatus::PENDING_NEW:
      return "PENDING_NEW";
    case OrdStatus::EXPIRED:
      return "EXPIRED";
    case OrdStatus::PENDING_REPLACE:
      return "PENDING_REPLACE";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(OrdStatus value) { return to_string(value) != "?"; }

enum class Liquidity : std::uint8_t {
  MAKER = 1,
  TAKER = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(Liquidity value) {
  switch (value) {
    case Liquidity::MAKER:
      return "MAKER";
    case Liquidity::TAKER:
      return "TAKER";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(Liquidity value) { return to_string(value) != "?"; }

enum class ConnectionRole : std::uint8_t {
  PLATFORM = 1,
  PARTICIPANT = 2,
  ADMIN = 3,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(ConnectionRole value) {
  switch (value) {
    case ConnectionRole::PLATFORM:
      return "PLATFORM";
    case ConnectionRole::PARTICIPANT:
      return "PARTICIPANT";
    case ConnectionRole::ADMIN:
      return "ADMIN";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(ConnectionRole value) { return to_string(value) != "?"; }

enum class AccountKind : std::uint8_t {
  CUSTOMER = 1,
  MARKET = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(AccountKind value) {
  switch (value) {
    case AccountKind::CUSTOMER:
      return "CUSTOMER";
    case AccountKind::MARKET:
      return "MARKET";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(AccountKind value) { return to_string(value) != "?"; }

enum class TradingState : std::uint8_t {
  ACTIVE = 0,
  REDUCING = 1,
  HALTED = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(TradingState value) {
  switch (value) {
    case TradingState::ACTIVE:
      return "ACTIVE";
    case TradingState::REDUCING:
      return "REDUCING";
    case TradingState::HALTED:
      return "HALTED";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(TradingState value) { return to_string(value) != "?"; }

enum class TradingScope : std::uint8_t {
  GLOBAL = 1,
  ACCOUNT = 2,
  SYMBOL = 3,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(TradingScope value) {
  switch (value) {
    case TradingScope::GLOBAL:
      return "GLOBAL";
    case TradingScope::ACCOUNT:
      return "ACCOUNT";
    case TradingScope::SYMBOL:
      return "SYMBOL";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(TradingScope value) { return to_string(value) != "?"; }

enum class QueryKind : std::uint8_t {
  ORDER_BY_CLIENT_ID = 1,
  ORDER_BY_ID = 2,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(QueryKind value) {
  switch (value) {
    case QueryKind::ORDER_BY_CLIENT_ID:
      return "ORDER_BY_CLIENT_ID";
    case QueryKind::ORDER_BY_ID:
      return "ORDER_BY_ID";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(QueryKind value) { return to_string(value) != "?"; }

enum class Outcome : std::uint8_t {
  ACCEPTED = 1,
  REJECTED = 2,
  NOT_FOUND = 3,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(Outcome value) {
  switch (value) {
    case Outcome::ACCEPTED:
      return "ACCEPTED";
    case Outcome::REJECTED:
      return "REJECTED";
    case Outcome::NOT_FOUND:
      return "NOT_FOUND";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(Outcome value) { return to_string(value) != "?"; }

enum class CancelReason : std::uint8_t {
  NONE = 0,
  USER = 1,
  MASS_CANCEL = 2,
  IOC_REMAINDER = 3,
  FOK_NOT_FILLABLE = 4,
  MARKET_REMAINDER = 5,
  CANCEL_ON_DISCONNECT = 6,
  KILL_SWITCH = 7,
  SELF_TRADE_PREVENTED = 8,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(CancelReason value) {
  switch (value) {
    case CancelReason::NONE:
      return "NONE";
    case CancelReason::USER:
      return "USER";
    case CancelReason::MASS_CANCEL:
      return "MASS_CANCEL";
    case CancelReason::IOC_REMAINDER:
      return "IOC_REMAINDER";
    case CancelReason::FOK_NOT_FILLABLE:
      return "FOK_NOT_FILLABLE";
    case CancelReason::MARKET_REMAINDER:
      return "MARKET_REMAINDER";
    case CancelReason::CANCEL_ON_DISCONNECT:
      return "CANCEL_ON_DISCONNECT";
    case CancelReason::KILL_SWITCH:
      return "KILL_SWITCH";
    case CancelReason::SELF_TRADE_PREVENTED:
      return "SELF_TRADE_PREVENTED";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(CancelReason value) { return to_string(value) != "?"; }

enum class RejectReason : std::uint16_t {
  NONE = 0,
  TRADING_HALTED = 1,
  TRADING_REDUCING = 2,
  MARKET_CLOSED = 3,
  KILL_SWITCH_ACTIVE = 4,
  UNKNOWN_ACCOUNT = 5,
  ACCOUNT_DISABLED = 6,
  UNKNOWN_SYMBOL = 7,
  SYMBOL_RESTRICTED = 8,
  NOT_SHORTABLE = 9,
  INVALID_QTY = 10,
  INVALID_PRICE = 11,
  INVALID_TICK = 12,
  INVALID_LOT = 13,
  UNSUPPORTED_TIF = 14,
  UNSUPPORTED_ORD_TYPE = 15,
  NOTIONAL_OVERFLOW = 16,
  INVALID_CLIENT_ORDER_ID = 17,
  DUPLICATE_CLIENT_ORDER_ID = 18,
  RATE_LIMIT_EXCEEDED = 19,
  DUPLICATE_ORDER_SUSPECTED = 20,
  MAX_ORDER_QTY = 21,
  MAX_ORDER_NOTIONAL = 22,
  PRICE_COLLAR = 23,
  STALE_REFERENCE_PRICE = 24,
  NO_REFERENCE_PRICE = 25,
  LULD_BAND = 26,
  CIRCUIT_BREAKER = 27,
  INSUFFICIENT_BUYING_POWER = 28,
  INSUFFICIENT_POSITION = 29,
  POSITION_LIMIT = 30,
  GROSS_EXPOSURE_LIMIT = 31,
  NET_EXPOSURE_LIMIT = 32,
  MAX_OPEN_ORDERS = 33,
  DAILY_LOSS_LIMIT = 34,
  CAPACITY_EXHAUSTED = 35,
  UNKNOWN_ORDER = 36,
  TOO_LATE_TO_CANCEL = 37,
  NOT_LOGGED_ON = 38,
  NOT_AUTHORIZED = 39,
  DEADLINE_EXPIRED = 40,
  MALFORMED = 41,
  UNSUPPORTED_COMMAND = 42,
  JOURNAL_UNAVAILABLE = 43,
  ENGINE_BUSY = 44,
  INVALID_INSTRUMENT = 45,
  INVALID_ACCOUNT = 46,
  INVALID_AMOUNT = 47,
  INVALID_LIMITS = 48,
  DUPLICATE_REPLACE_ID = 49,
};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(RejectReason value) {
  switch (value) {
    case RejectReason::NONE:
      return "NONE";
    case RejectReason::TRADING_HALTED:
      return "TRADING_HALTED";
    case RejectReason::TRADING_REDUCING:
      return "TRADING_REDUCING";
    case RejectReason::MARKET_CLOSED:
      return "MARKET_CLOSED";
    case RejectReason::KILL_SWITCH_ACTIVE:
      return "KILL_SWITCH_ACTIVE";
    case RejectReason::UNKNOWN_ACCOUNT:
      return "UNKNOWN_ACCOUNT";
    case RejectReason::ACCOUNT_DISABLED:
      return "ACCOUNT_DISABLED";
    case RejectReason::UNKNOWN_SYMBOL:
      return "UNKNOWN_SYMBOL";
    case RejectReason::SYMBOL_RESTRICTED:
      return "SYMBOL_RESTRICTED";
    case RejectReason::NOT_SHORTABLE:
      return "NOT_SHORTABLE";
    case RejectReason::INVALID_QTY:
      return "INVALID_QTY";
    case RejectReason::INVALID_PRICE:
      return "INVALID_PRICE";
    case RejectReason::INVALID_TICK:
      return "INVALID_TICK";
    case RejectReason::INVALID_LOT:
      return "INVALID_LOT";
    case RejectReason::UNSUPPORTED_TIF:
      return "UNSUPPORTED_TIF";
    case RejectReason::UNSUPPORTED_ORD_TYPE:
      return "UNSUPPORTED_ORD_TYPE";
    case RejectReason::NOTIONAL_OVERFLOW:
      return "NOTIONAL_OVERFLOW";
    case RejectReason::INVALID_CLIENT_ORDER_ID:
      return "INVALID_CLIENT_ORDER_ID";
    case RejectReason::DUPLICATE_CLIENT_ORDER_ID:
      return "DUPLICATE_CLIENT_ORDER_ID";
    case RejectReason::RATE_LIMIT_EXCEEDED:
      return "RATE_LIMIT_EXCEEDED";
    case RejectReason::DUPLICATE_ORDER_SUSPECTED:
      return "DUPLICATE_ORDER_SUSPECTED";
    case RejectReason::MAX_ORDER_QTY:
      return "MAX_ORDER_QTY";
    case RejectReason::MAX_ORDER_NOTIONAL:
      return "MAX_ORDER_NOTIONAL";
    case RejectReason::PRICE_COLLAR:
      return "PRICE_COLLAR";
    case RejectReason::STALE_REFERENCE_PRICE:
      return "STALE_REFERENCE_PRICE";
    case RejectReason::NO_REFERENCE_PRICE:
      return "NO_REFERENCE_PRICE";
    case RejectReason::LULD_BAND:
      return "LULD_BAND";
    case RejectReason::CIRCUIT_BREAKER:
      return "CIRCUIT_BREAKER";
    case RejectReason::INSUFFICIENT_BUYING_POWER:
      return "INSUFFICIENT_BUYING_POWER";
    case RejectReason::INSUFFICIENT_POSITION:
      return "INSUFFICIENT_POSITION";
    case RejectReason::POSITION_LIMIT:
      return "POSITION_LIMIT";
    case RejectReason::GROSS_EXPOSURE_LIMIT:
      return "GROSS_EXPOSURE_LIMIT";
    case RejectReason::NET_EXPOSURE_LIMIT:
      return "NET_EXPOSURE_LIMIT";
    case RejectReason::MAX_OPEN_ORDERS:
      return "MAX_OPEN_ORDERS";
    case RejectReason::DAILY_LOSS_LIMIT:
      return "DAILY_LOSS_LIMIT";
    case RejectReason::CAPACITY_EXHAUSTED:
      return "CAPACITY_EXHAUSTED";
    case RejectReason::UNKNOWN_ORDER:
      return "UNKNOWN_ORDER";
    case RejectReason::TOO_LATE_TO_CANCEL:
      return "TOO_LATE_TO_CANCEL";
    case RejectReason::NOT_LOGGED_ON:
      return "NOT_LOGGED_ON";
    case RejectReason::NOT_AUTHORIZED:
      return "NOT_AUTHORIZED";
    case RejectReason::DEADLINE_EXPIRED:
      return "DEADLINE_EXPIRED";
    case RejectReason::MALFORMED:
      return "MALFORMED";
    case RejectReason::UNSUPPORTED_COMMAND:
      return "UNSUPPORTED_COMMAND";
    case RejectReason::JOURNAL_UNAVAILABLE:
      return "JOURNAL_UNAVAILABLE";
    case RejectReason::ENGINE_BUSY:
      return "ENGINE_BUSY";
    case RejectReason::INVALID_INSTRUMENT:
      return "INVALID_INSTRUMENT";
    case RejectReason::INVALID_ACCOUNT:
      return "INVALID_ACCOUNT";
    case RejectReason::INVALID_AMOUNT:
      return "INVALID_AMOUNT";
    case RejectReason::INVALID_LIMITS:
      return "INVALID_LIMITS";
    case RejectReason::DUPLICATE_REPLACE_ID:
      return "DUPLICATE_REPLACE_ID";
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(RejectReason value) { return to_string(value) != "?"; }

/// First message of a connection on 5555
struct Logon {
  static constexpr std::uint16_t kTemplateId = 1;
  static constexpr std::uint16_t kBlockLength = 98;
  static constexpr std::string_view kName = "Logon";
  ConnectionRole role{ConnectionRole::PLATFORM};
  Bool cancelOnDisconnect{Bool::NO};
  Chars<64> token{};
  Chars<32> name{};
};
static_assert(sizeof(Logon) == 98);

/// Accepted, or why not
struct LogonReply {
  static constexpr std::uint16_t kTemplateId = 2;
  static constexpr std::uint16_t kBlockLength = 107;
  static constexpr std::string_view kName = "LogonReply";
  std::uint64_t sessionIdHi{};
  std::uint64_t sessionIdLo{};
  std::uint64_t connectionId{};
  std::uint64_t lastSequence{};
  std::uint64_t lastCommandSequence{};
  RejectReason rejectReason{RejectReason::NONE};
  Bool accepted{Bool::NO};
  Chars<64> text{};
};
static_assert(sizeof(LogonReply) == 107);

struct CommandEnvelopeAccounts {
  Chars<16> accountId{};
};
static_assert(sizeof(CommandEnvelopeAccounts) == 16);
/// Stands before commands of a frame and covers all that follow up to the next envelope; the k-th of them has requestId + k. The gateway overwrites connectionId, ingressTimeNs, deadlineNs and connectionRole. roles: bit 0 viewer, 1 trader, 2 risk, 3 admin, 4 integrator. ttlMs 0 = no deadline
struct CommandEnvelope {
  static constexpr std::uint16_t kTemplateId = 3;
  static constexpr std::uint16_t kBlockLength = 126;
  static constexpr std::string_view kName = "CommandEnvelope";
  std::uint64_t requestId{};
  std::uint64_t connectionId{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t deadlineNs{};
  std::uint32_t ttlMs{};
  std::uint16_t roles{};
  ConnectionRole connectionRole{ConnectionRole::PLATFORM};
  Chars<32> principal{};
  Chars<55> traceparent{};
};
static_assert(sizeof(CommandEnvelope) == 126);

/// Released when durable; the order as it stands after the command. isDuplicate: the client order id stood already and nothing happened
struct CommandReply {
  static constexpr std::uint16_t kTemplateId = 4;
  static constexpr std::uint16_t kBlockLength = 285;
  static constexpr std::string_view kName = "CommandReply";
  std::uint64_t requestId{};
  std::uint64_t commandSequence{};
  std::uint64_t lastSequence{};
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  std::int64_t cumQty{};
  std::int64_t leavesQty{};
  std::int64_t cumCost{};
  std::uint64_t orderIngressTimeNs{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t journalledTimeNs{};
  std::uint64_t decidedTimeNs{};
  std::uint64_t durableTimeNs{};
  std::uint64_t releasedTimeNs{};
  std::uint32_t affectedCount{};
  RejectReason rejectReason{RejectReason::NONE};
  Outcome outcome{Outcome::ACCEPTED};
  Bool isDuplicate{Bool::NO};
  Bool isDurable{Bool::NO};
  OrdStatus ordStatus{OrdStatus::NEW};
  OrdType ordType{OrdType::MARKET};
  TimeInForce timeInForce{TimeInForce::DAY};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  Chars<64> text{};
};
static_assert(sizeof(CommandReply) == 285);

/// FIX D. limitPx 0 with MARKET
struct NewOrder {
  static constexpr std::uint16_t kTemplateId = 5;
  static constexpr std::uint16_t kBlockLength = 163;
  static constexpr std::string_view kName = "NewOrder";
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  OrdType ordType{OrdType::MARKET};
  TimeInForce timeInForce{TimeInForce::DAY};
  Chars<64> text{};
};
static_assert(sizeof(NewOrder) == 163);

/// FIX F. By orderId, or by clientOrderId where orderId is 0
struct CancelOrder {
  static constexpr std::uint16_t kTemplateId = 6;
  static constexpr std::uint16_t kBlockLength = 72;
  static constexpr std::string_view kName = "CancelOrder";
  std::uint64_t orderId{};
  Chars<16> accountId{};
  Chars<48> clientOrderId{};
};
static_assert(sizeof(CancelOrder) == 72);

/// FIX G. Keeps the orderId; replaceId is the idempotency key
struct ReplaceOrder {
  static constexpr std::uint16_t kTemplateId = 7;
  static constexpr std::uint16_t kBlockLength = 88;
  static constexpr std::string_view kName = "ReplaceOrder";
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  Chars<16> accountId{};
  Chars<48> replaceId{};
};
static_assert(sizeof(ReplaceOrder) == 88);

/// FIX q. Empty accountId = all accounts (risk or admin only); empty symbol = all symbols; isAnySide YES ignores side
struct MassCancel {
  static constexpr std::uint16_t kTemplateId = 8;
  static constexpr std::uint16_t kBlockLength = 34;
  static constexpr std::string_view kName = "MassCancel";
  Chars<16> accountId{};
  Chars<16> symbol{};
  Side side{Side::BUY};
  Bool isAnySide{Bool::NO};
};
static_assert(sizeof(MassCancel) == 34);

/// tickPx x lotQty must be a whole 1e-8
struct UpsertInstrument {
  static constexpr std::uint16_t kTemplateId = 9;
  static constexpr std::uint16_t kBlockLength = 93;
  static constexpr std::string_view kName = "UpsertInstrument";
  std::int64_t tickPx{};
  std::int64_t lotQty{};
  std::int64_t minQty{};
  std::int64_t maxQty{};
  std::uint32_t collarBps{};
  Bool isShortable{Bool::NO};
  Chars<16> symbol{};
  Chars<16> calendar{};
  Chars<8> currency{};
  Chars<16> venue{};
};
static_assert(sizeof(UpsertInstrument) == 93);

/// Same content makes no event
struct UpsertAccount {
  static constexpr std::uint16_t kTemplateId = 10;
  static constexpr std::uint16_t kBlockLength = 51;
  static constexpr std::string_view kName = "UpsertAccount";
  Chars<16> accountId{};
  AccountKind kind{AccountKind::CUSTOMER};
  Bool isShortAllowed{Bool::NO};
  Bool isEnabled{Bool::NO};
  Chars<32> owner{};
};
static_assert(sizeof(UpsertAccount) == 51);

/// A repeated depositId has no effect; negative = withdrawal
struct Deposit {
  static constexpr std::uint16_t kTemplateId = 11;
  static constexpr std::uint16_t kBlockLength = 72;
  static constexpr std::string_view kName = "Deposit";
  std::int64_t amount{};
  Chars<16> accountId{};
  Chars<48> depositId{};
};
static_assert(sizeof(Deposit) == 72);

/// 0 = no limit
struct SetRiskLimits {
  static constexpr std::uint16_t kTemplateId = 12;
  static constexpr std::uint16_t kBlockLength = 112;
  static constexpr std::string_view kName = "SetRiskLimits";
  std::int64_t maxOrderQty{};
  std::int64_t maxOrderNotional{};
  std::int64_t maxPositionQty{};
  std::uint32_t maxOpenOrders{};
  std::uint32_t ordersPerSecond{};
  Chars<16> accountId{};
  Chars<64> reason{};
};
static_assert(sizeof(SetRiskLimits) == 112);

/// FIX 340 by scope
struct SetTradingState {
  static constexpr std::uint16_t kTemplateId = 13;
  static constexpr std::uint16_t kBlockLength = 98;
  static constexpr std::string_view kName = "SetTradingState";
  TradingScope scope{TradingScope::GLOBAL};
  TradingState state{TradingState::ACTIVE};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<64> reason{};
};
static_assert(sizeof(SetTradingState) == 98);

/// Engaged: cancels every open order of the account (empty = all) and refuses new ones
struct KillSwitch {
  static constexpr std::uint16_t kTemplateId = 14;
  static constexpr std::uint16_t kBlockLength = 81;
  static constexpr std::string_view kName = "KillSwitch";
  Bool isEngaged{Bool::NO};
  Chars<16> accountId{};
  Chars<64> reason{};
};
static_assert(sizeof(KillSwitch) == 81);

/// Journalled by the gateway when a connection has been silent for 3 s
struct ConnectionExpired {
  static constexpr std::uint16_t kTemplateId = 15;
  static constexpr std::uint16_t kBlockLength = 8;
  static constexpr std::string_view kName = "ConnectionExpired";
  std::uint64_t connectionId{};
};
static_assert(sizeof(ConnectionExpired) == 8);

/// Journalled by the gateway's timer
struct SessionOpened {
  static constexpr std::uint16_t kTemplateId = 16;
  static constexpr std::uint16_t kBlockLength = 20;
  static constexpr std::string_view kName = "SessionOpened";
  std::uint32_t date{};
  Chars<16> calendar{};
};
static_assert(sizeof(SessionOpened) == 20);

/// Journalled by the gateway's timer; DAY orders end
struct SessionClosed {
  static constexpr std::uint16_t kTemplateId = 17;
  static constexpr std::uint16_t kBlockLength = 20;
  static constexpr std::string_view kName = "SessionClosed";
  std::uint32_t date{};
  Chars<16> calendar{};
};
static_assert(sizeof(SessionClosed) == 20);

/// Not journalled; ordered through the same ring
struct Query {
  static constexpr std::uint16_t kTemplateId = 18;
  static constexpr std::uint16_t kBlockLength = 73;
  static constexpr std::string_view kName = "Query";
  std::uint64_t orderId{};
  QueryKind kind{QueryKind::ORDER_BY_CLIENT_ID};
  Chars<16> accountId{};
  Chars<48> clientOrderId{};
};
static_assert(sizeof(Query) == 73);

/// Keeps a connection alive and measures the clock offset
struct Ping {
  static constexpr std::uint16_t kTemplateId = 19;
  static constexpr std::uint16_t kBlockLength = 8;
  static constexpr std::string_view kName = "Ping";
  std::uint64_t clientTimeNs{};
};
static_assert(sizeof(Ping) == 8);

/// Four stamps with the receiver's own
struct Pong {
  static constexpr std::uint16_t kTemplateId = 20;
  static constexpr std::uint16_t kBlockLength = 40;
  static constexpr std::string_view kName = "Pong";
  std::uint64_t requestId{};
  std::uint64_t clientTimeNs{};
  std::uint64_t engineReceivedTimeNs{};
  std::uint64_t engineSentTimeNs{};
  std::uint64_t lastSequence{};
};
static_assert(sizeof(Pong) == 40);

/// FIX 8, ExecType 0. reserved: the account's whole reservation after it
struct OrderAccepted {
  static constexpr std::uint16_t kTemplateId = 40;
  static constexpr std::uint16_t kBlockLength = 251;
  static constexpr std::string_view kName = "OrderAccepted";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  std::int64_t leavesQty{};
  std::int64_t reserved{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  OrdType ordType{OrdType::MARKET};
  TimeInForce timeInForce{TimeInForce::DAY};
  Chars<32> principal{};
  Chars<64> text{};
};
static_assert(sizeof(OrderAccepted) == 251);

/// FIX 8, ExecType 8
struct OrderRejected {
  static constexpr std::uint16_t kTemplateId = 41;
  static constexpr std::uint16_t kBlockLength = 237;
  static constexpr std::string_view kName = "OrderRejected";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  RejectReason rejectReason{RejectReason::NONE};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  OrdType ordType{OrdType::MARKET};
  TimeInForce timeInForce{TimeInForce::DAY};
  Chars<32> principal{};
  Chars<64> text{};
};
static_assert(sizeof(OrderRejected) == 237);

/// FIX 8, ExecType L
struct OrderTriggered {
  static constexpr std::uint16_t kTemplateId = 42;
  static constexpr std::uint16_t kBlockLength = 121;
  static constexpr std::string_view kName = "OrderTriggered";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
};
static_assert(sizeof(OrderTriggered) == 121);

/// FIX 8, ExecType F. cumCost: sum of lastPx x lastQty of the order; positionCost, realizedPnl: the position's, average cost; lastRealizedPnl: this fill's part
struct Fill {
  static constexpr std::uint16_t kTemplateId = 43;
  static constexpr std::uint16_t kBlockLength = 219;
  static constexpr std::string_view kName = "Fill";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::uint64_t matchId{};
  std::int64_t lastQty{};
  std::int64_t lastPx{};
  std::int64_t cumQty{};
  std::int64_t leavesQty{};
  std::int64_t cumCost{};
  std::int64_t positionQty{};
  std::int64_t positionCost{};
  std::int64_t realizedPnl{};
  std::int64_t lastRealizedPnl{};
  std::int64_t cash{};
  std::int64_t reserved{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  Liquidity liquidity{Liquidity::MAKER};
  OrdStatus ordStatus{OrdStatus::NEW};
};
static_assert(sizeof(Fill) == 219);

/// FIX 8, ExecType 4
struct OrderCanceled {
  static constexpr std::uint16_t kTemplateId = 44;
  static constexpr std::uint16_t kBlockLength = 146;
  static constexpr std::string_view kName = "OrderCanceled";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::int64_t cumQty{};
  std::int64_t canceledQty{};
  std::int64_t reserved{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  CancelReason cancelReason{CancelReason::NONE};
};
static_assert(sizeof(OrderCanceled) == 146);

/// FIX 8, ExecType 5
struct OrderReplaced {
  static constexpr std::uint16_t kTemplateId = 45;
  static constexpr std::uint16_t kBlockLength = 210;
  static constexpr std::string_view kName = "OrderReplaced";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  std::int64_t cumQty{};
  std::int64_t leavesQty{};
  std::int64_t reserved{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  OrdStatus ordStatus{OrdStatus::NEW};
  Chars<48> replaceId{};
};
static_assert(sizeof(OrderReplaced) == 210);

/// FIX 9
struct ReplaceRejected {
  static constexpr std::uint16_t kTemplateId = 46;
  static constexpr std::uint16_t kBlockLength = 154;
  static constexpr std::string_view kName = "ReplaceRejected";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  RejectReason rejectReason{RejectReason::NONE};
  Chars<16> accountId{};
  Chars<48> clientOrderId{};
  Chars<48> replaceId{};
};
static_assert(sizeof(ReplaceRejected) == 154);

/// FIX 9
struct CancelRejected {
  static constexpr std::uint16_t kTemplateId = 47;
  static constexpr std::uint16_t kBlockLength = 106;
  static constexpr std::string_view kName = "CancelRejected";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  RejectReason rejectReason{RejectReason::NONE};
  Chars<16> accountId{};
  Chars<48> clientOrderId{};
};
static_assert(sizeof(CancelRejected) == 106);

/// FIX 8, ExecType C
struct OrderExpired {
  static constexpr std::uint16_t kTemplateId = 48;
  static constexpr std::uint16_t kBlockLength = 145;
  static constexpr std::string_view kName = "OrderExpired";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t orderId{};
  std::int64_t cumQty{};
  std::int64_t expiredQty{};
  std::int64_t reserved{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
};
static_assert(sizeof(OrderExpired) == 145);

/// A deposit or withdrawal
struct BalanceChanged {
  static constexpr std::uint16_t kTemplateId = 49;
  static constexpr std::uint16_t kBlockLength = 120;
  static constexpr std::string_view kName = "BalanceChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::int64_t cash{};
  std::int64_t reserved{};
  std::int64_t delta{};
  Chars<16> accountId{};
  Chars<48> depositId{};
};
static_assert(sizeof(BalanceChanged) == 120);

/// AccountChanged
struct AccountChanged {
  static constexpr std::uint16_t kTemplateId = 50;
  static constexpr std::uint16_t kBlockLength = 51;
  static constexpr std::string_view kName = "AccountChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  Chars<16> accountId{};
  AccountKind kind{AccountKind::CUSTOMER};
  Bool isShortAllowed{Bool::NO};
  Bool isEnabled{Bool::NO};
};
static_assert(sizeof(AccountChanged) == 51);

/// RiskLimitsChanged
struct RiskLimitsChanged {
  static constexpr std::uint16_t kTemplateId = 51;
  static constexpr std::uint16_t kBlockLength = 176;
  static constexpr std::string_view kName = "RiskLimitsChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::int64_t maxOrderQty{};
  std::int64_t maxOrderNotional{};
  std::int64_t maxPositionQty{};
  std::uint32_t maxOpenOrders{};
  std::uint32_t ordersPerSecond{};
  Chars<16> accountId{};
  Chars<32> principal{};
  Chars<64> reason{};
};
static_assert(sizeof(RiskLimitsChanged) == 176);

/// AccountTradingStateChanged
struct AccountTradingStateChanged {
  static constexpr std::uint16_t kTemplateId = 52;
  static constexpr std::uint16_t kBlockLength = 146;
  static constexpr std::string_view kName = "AccountTradingStateChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  Chars<16> accountId{};
  TradingState state{TradingState::ACTIVE};
  Bool isKillSwitchEngaged{Bool::NO};
  Chars<32> principal{};
  Chars<64> reason{};
};
static_assert(sizeof(AccountTradingStateChanged) == 146);

/// Anonymous, after the two fills of a match
struct TradePrint {
  static constexpr std::uint16_t kTemplateId = 60;
  static constexpr std::uint16_t kBlockLength = 73;
  static constexpr std::string_view kName = "TradePrint";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t matchId{};
  std::int64_t lastPx{};
  std::int64_t lastQty{};
  Chars<16> symbol{};
  Side aggressorSide{Side::BUY};
};
static_assert(sizeof(TradePrint) == 73);

/// Of the engine (GLOBAL) or a symbol
struct TradingStateChanged {
  static constexpr std::uint16_t kTemplateId = 61;
  static constexpr std::uint16_t kBlockLength = 147;
  static constexpr std::string_view kName = "TradingStateChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  TradingScope scope{TradingScope::GLOBAL};
  TradingState state{TradingState::ACTIVE};
  Bool isKillSwitchEngaged{Bool::NO};
  Chars<16> symbol{};
  Chars<32> principal{};
  Chars<64> reason{};
};
static_assert(sizeof(TradingStateChanged) == 147);

/// The instrument after the change; also its snapshot
struct InstrumentChanged {
  static constexpr std::uint16_t kTemplateId = 62;
  static constexpr std::uint16_t kBlockLength = 125;
  static constexpr std::string_view kName = "InstrumentChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::int64_t tickPx{};
  std::int64_t lotQty{};
  std::int64_t minQty{};
  std::int64_t maxQty{};
  std::uint32_t collarBps{};
  Bool isShortable{Bool::NO};
  Chars<16> symbol{};
  Chars<16> calendar{};
  Chars<8> currency{};
  Chars<16> venue{};
};
static_assert(sizeof(InstrumentChanged) == 125);

/// ReferencePxChanged
struct ReferencePxChanged {
  static constexpr std::uint16_t kTemplateId = 63;
  static constexpr std::uint16_t kBlockLength = 56;
  static constexpr std::string_view kName = "ReferencePxChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::int64_t referencePx{};
  Chars<16> symbol{};
};
static_assert(sizeof(ReferencePxChanged) == 56);

/// SessionChanged
struct SessionChanged {
  static constexpr std::uint16_t kTemplateId = 64;
  static constexpr std::uint16_t kBlockLength = 53;
  static constexpr std::string_view kName = "SessionChanged";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint32_t date{};
  Bool isOpen{Bool::NO};
  Chars<16> calendar{};
};
static_assert(sizeof(SessionChanged) == 53);

/// Of the core's whole state, each 4,096 commands
struct StateHash {
  static constexpr std::uint16_t kTemplateId = 65;
  static constexpr std::uint16_t kBlockLength = 50;
  static constexpr std::string_view kName = "StateHash";
  std::uint64_t sequence{};
  std::uint64_t commandSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  std::uint64_t stateHashHi{};
  std::uint64_t stateHashLo{};
  std::uint16_t stateLayout{};
};
static_assert(sizeof(StateHash) == 50);

struct BookDeltaLevels {
  std::int64_t px{};
  std::int64_t qty{};
  std::uint32_t orderCount{};
  Side side{Side::BUY};
};
static_assert(sizeof(BookDeltaLevels) == 21);
/// Changed levels; qty 0 = level gone
struct BookDelta {
  static constexpr std::uint16_t kTemplateId = 80;
  static constexpr std::uint16_t kBlockLength = 33;
  static constexpr std::string_view kName = "BookDelta";
  std::uint64_t bookSequence{};
  std::uint64_t asOfSequence{};
  Chars<16> symbol{};
  Bool isSnapshot{Bool::NO};
};
static_assert(sizeof(BookDelta) == 33);

/// Best bid and ask; px 0 = side empty
struct BookTop {
  static constexpr std::uint16_t kTemplateId = 81;
  static constexpr std::uint16_t kBlockLength = 64;
  static constexpr std::string_view kName = "BookTop";
  std::uint64_t bookSequence{};
  std::uint64_t asOfSequence{};
  std::int64_t bidPx{};
  std::int64_t bidQty{};
  std::int64_t askPx{};
  std::int64_t askQty{};
  Chars<16> symbol{};
};
static_assert(sizeof(BookTop) == 64);

/// Measurements of one command; never replayed
struct HopTimes {
  static constexpr std::uint16_t kTemplateId = 82;
  static constexpr std::uint16_t kBlockLength = 56;
  static constexpr std::string_view kName = "HopTimes";
  std::uint64_t commandSequence{};
  std::uint64_t lastSequence{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t journalledTimeNs{};
  std::uint64_t decidedTimeNs{};
  std::uint64_t durableTimeNs{};
  std::uint64_t releasedTimeNs{};
};
static_assert(sizeof(HopTimes) == 56);

/// Events from..to, both included; to 0 = up to the last durable
struct ReplayRequest {
  static constexpr std::uint16_t kTemplateId = 90;
  static constexpr std::uint16_t kBlockLength = 24;
  static constexpr std::string_view kName = "ReplayRequest";
  std::uint64_t requestId{};
  std::uint64_t from{};
  std::uint64_t to{};
};
static_assert(sizeof(ReplayRequest) == 24);

/// Stands before count event messages in one frame
struct ReplayChunk {
  static constexpr std::uint16_t kTemplateId = 91;
  static constexpr std::uint16_t kBlockLength = 45;
  static constexpr std::string_view kName = "ReplayChunk";
  std::uint64_t requestId{};
  std::uint64_t sessionIdHi{};
  std::uint64_t sessionIdLo{};
  std::uint64_t firstSequence{};
  std::uint64_t lastSequence{};
  std::uint32_t count{};
  Bool isLast{Bool::NO};
};
static_assert(sizeof(ReplayChunk) == 45);

/// kinds: bit 0 open orders, 1 accounts, 2 positions, 3 instruments, 4 book, 5 trading states; all at one sequence. Empty symbol = all
struct SnapshotRequest {
  static constexpr std::uint16_t kTemplateId = 92;
  static constexpr std::uint16_t kBlockLength = 26;
  static constexpr std::string_view kName = "SnapshotRequest";
  std::uint64_t requestId{};
  std::uint16_t kinds{};
  Chars<16> symbol{};
};
static_assert(sizeof(SnapshotRequest) == 26);

/// Stands before count state messages in one frame
struct SnapshotChunk {
  static constexpr std::uint16_t kTemplateId = 93;
  static constexpr std::uint16_t kBlockLength = 37;
  static constexpr std::string_view kName = "SnapshotChunk";
  std::uint64_t requestId{};
  std::uint64_t sessionIdHi{};
  std::uint64_t sessionIdLo{};
  std::uint64_t asOfSequence{};
  std::uint32_t count{};
  Bool isLast{Bool::NO};
};
static_assert(sizeof(SnapshotChunk) == 37);

/// The asked range is older than what is kept
struct SnapshotRequired {
  static constexpr std::uint16_t kTemplateId = 94;
  static constexpr std::uint16_t kBlockLength = 16;
  static constexpr std::string_view kName = "SnapshotRequired";
  std::uint64_t requestId{};
  std::uint64_t oldestSequence{};
};
static_assert(sizeof(SnapshotRequired) == 16);

/// An open order
struct OrderState {
  static constexpr std::uint16_t kTemplateId = 95;
  static constexpr std::uint16_t kBlockLength = 220;
  static constexpr std::string_view kName = "OrderState";
  std::uint64_t sequence{};
  std::uint64_t orderId{};
  std::int64_t orderQty{};
  std::int64_t limitPx{};
  std::int64_t cumQty{};
  std::int64_t leavesQty{};
  std::int64_t cumCost{};
  std::uint64_t ingressTimeNs{};
  std::uint64_t transactTimeNs{};
  Chars<16> accountId{};
  Chars<16> symbol{};
  Chars<48> clientOrderId{};
  Side side{Side::BUY};
  OrdType ordType{OrdType::MARKET};
  TimeInForce timeInForce{TimeInForce::DAY};
  OrdStatus ordStatus{OrdStatus::NEW};
  Chars<64> text{};
};
static_assert(sizeof(OrderState) == 220);

/// AccountState
struct AccountState {
  static constexpr std::uint16_t kTemplateId = 96;
  static constexpr std::uint16_t kBlockLength = 69;
  static constexpr std::string_view kName = "AccountState";
  std::int64_t cash{};
  std::int64_t reserved{};
  std::int64_t maxOrderQty{};
  std::int64_t maxOrderNotional{};
  std::int64_t maxPositionQty{};
  std::uint32_t maxOpenOrders{};
  std::uint32_t ordersPerSecond{};
  Chars<16> accountId{};
  AccountKind kind{AccountKind::CUSTOMER};
  Bool isShortAllowed{Bool::NO};
  Bool isEnabled{Bool::NO};
  TradingState state{TradingState::ACTIVE};
  Bool isKillSwitchEngaged{Bool::NO};
};
static_assert(sizeof(AccountState) == 69);

/// PositionState
struct PositionState {
  static constexpr std::uint16_t kTemplateId = 97;
  static constexpr std::uint16_t kBlockLength = 56;
  static constexpr std::string_view kName = "PositionState";
  std::int64_t quantity{};
  std::int64_t cost{};
  std::int64_t realizedPnl{};
  Chars<16> accountId{};
  Chars<16> symbol{};
};
static_assert(sizeof(PositionState) == 56);

/// Answer to a request on 5557 that could not be read
struct RequestRejected {
  static constexpr std::uint16_t kTemplateId = 98;
  static constexpr std::uint16_t kBlockLength = 74;
  static constexpr std::string_view kName = "RequestRejected";
  std::uint64_t requestId{};
  RejectReason rejectReason{RejectReason::NONE};
  Chars<64> text{};
};
static_assert(sizeof(RequestRejected) == 74);

/// Every delivery up to sequence is acknowledged by Kafka
struct Checkpoint {
  static constexpr std::uint16_t kTemplateId = 110;
  static constexpr std::uint16_t kBlockLength = 32;
  static constexpr std::string_view kName = "Checkpoint";
  std::uint64_t sessionIdHi{};
  std::uint64_t sessionIdLo{};
  std::uint64_t sequence{};
  std::uint64_t timeNs{};
};
static_assert(sizeof(Checkpoint) == 32);
#pragma pack(pop)
}  // namespace hft::wire
