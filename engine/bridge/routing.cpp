#include "bridge/routing.h"

namespace hft::bridge {
namespace {
template <class... Events>
bool account_key(const wire::MessageView& event, wire::Chars<16>& key) {
  return ((event.is<Events>() ? (key = event.as<Events>().accountId, true) : false) || ...);
}
template <class... Events>
bool is_any(const wire::MessageView& event) {
  return (event.is<Events>() || ...);
}
}  // namespace

Route route_of(const wire::MessageView& event) {
  Route route;
  const bool is_account_event =
      account_key<wire::OrderAccepted, wire::OrderRejected, wire::OrderTriggered, wire::Fill,
                  wire::OrderCanceled, wire::OrderReplaced, wire::ReplaceRejected,
                  wire::CancelRejected, wire::OrderExpired, wire::BalanceChanged,
                  wire::AccountChanged, wire::RiskLimitsChanged, wire::AccountTradingStateChanged>(
          event, route.key);
  if (is_account_event) {
    route.topics = {Topic::ORDERS, Topic::EXECUTIONS};
    route.count = event.is<wire::Fill>() ? 2 : 1;
  } else if (event.is<wire::TradePrint>()) {
    route.topics[0] = Topic::MARKET;
    route.count = 1;
    route.key = event.as<wire::TradePrint>().symbol;
  } else if (is_any<wire::TradingStateChanged, wire::InstrumentChanged, wire::ReferencePxChanged,
                    wire::SessionChanged, wire::StateHash>(event)) {
    route.topics[0] = Topic::SYSTEM;
    route.count = 1;
  }
  return route;
}
}  // namespace hft::bridge
