// Names of messages by template id, for people.
#pragma once
#include <string>

#include "hft/generated/wire.h"

namespace hft::tools {
template <class... Messages>
std::string find_name(std::uint16_t type) {
  std::string name = "template " + std::to_string(type);
  static_cast<void>(
      ((Messages::kTemplateId == type ? (name = Messages::kName, true) : false) || ...));
  return name;
}

inline std::string name_of(std::uint16_t type) {
  using namespace hft::wire;
  return find_name<NewOrder, CancelOrder, ReplaceOrder, MassCancel, UpsertInstrument, UpsertAccount,
                   Deposit, SetRiskLimits, SetTradingState, KillSwitch, ConnectionExpired,
                   SessionOpened, SessionClosed, OrderAccepted, OrderRejected, OrderTriggered, Fill,
                   OrderCanceled, OrderReplaced, ReplaceRejected, CancelRejected, OrderExpired,
                   BalanceChanged, AccountChanged, RiskLimitsChanged, AccountTradingStateChanged,
                   TradePrint, TradingStateChanged, InstrumentChanged, ReferencePxChanged,
                   SessionChanged, StateHash>(type);
}
}  // namespace hft::tools
