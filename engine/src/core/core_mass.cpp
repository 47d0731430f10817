// Commands that end many orders at once: mass cancel, a lost connection, the kill switch, the end
// of a session.
#include <algorithm>

#include "core/core.h"

namespace hft {
using wire::Bool;
using wire::CancelReason;
using wire::Outcome;
using wire::RejectReason;
using wire::TimeInForce;

/// Live orders in the order they were placed: the same on every machine and after every restart.
template <class Keep>
std::vector<std::uint32_t> Core::live_where(Keep keep) const {
  std::vector<std::uint32_t> chosen;
  state_.for_each_live([&](std::uint32_t index) {
    const Order& order = state_.orders[index];
    if (keep(order, state_.positions[order.position], state_.details[index])) {
      chosen.push_back(index);
    }
  });
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.orders[a].order_id < state_.orders[b].order_id;
  });
  return chosen;
}

void Core::mass_cancel(const wire::MassCancel& request) {
  const bool is_privileged = has_role(kRiskBits);
  std::uint32_t account = kNone;
  if (request.accountId.empty()) {
    if (!is_privileged) return reply(Outcome::REJECTED, RejectReason::NOT_AUTHORIZED);
  } else {
    account = is_privileged ? find_account(request.accountId) : own_account(request.accountId);
    if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  }
  if (request.isAnySide != Bool::YES && !is_valid(request.side)) {
    return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  }
  const std::uint32_t instrument = find_instrument(request.symbol);
  // "Nothing was open" would be a dangerous answer to a mistyped symbol.
  if (!request.symbol.empty() && instrument == kNone) {
    return reply(Outcome::REJECTED, RejectReason::UNKNOWN_SYMBOL);
  }
  const auto chosen = live_where([&](const Order& order, const Position& position, const auto&) {
    return (account == kNone || position.account == account) &&
           (request.symbol.empty() || position.instrument == instrument) &&
           (request.isAnySide == Bool::YES || order.side == request.side);
  });
  for (const std::uint32_t index : chosen) trading_.cancel(index, CancelReason::MASS_CANCEL);
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, false,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::connection_expired(const wire::ConnectionExpired& request) {
  if ((command_->envelope.roles & kCancelOnDisconnect) == 0) return;
  const auto chosen = live_where([&](const Order&, const Position&, const auto& detail) {
    return detail.connection_id == request.connectionId;
  });
  for (const std::uint32_t index : chosen) {
    trading_.cancel(index, CancelReason::CANCEL_ON_DISCONNECT);
  }
}

void Core::kill_switch(const wire::KillSwitch& request) {
  if (!is_valid(request.isEngaged)) return reply(Outcome::REJECTED, RejectReason::MALFORMED);
  const bool is_global = request.accountId.empty();
  const std::uint32_t account = is_global ? kNone : find_account(request.accountId);
  if (!is_global && account == kNone) {
    return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  }
  const Bool before =
      is_global ? state_.globals.is_kill_switch : state_.accounts[account].is_kill_switch;
  if (before != request.isEngaged) {
    if (is_global) {
      state_.globals.is_kill_switch = request.isEngaged;
      state_.refresh_listings();
      emit_trading_state({}, state_.globals.state, request.reason);
    } else {
      state_.accounts.edit(account).is_kill_switch = request.isEngaged;
      state_.list_account(account);
      emit_account_state(state_.accounts[account], request.reason);
    }
  }
  std::vector<std::uint32_t> chosen;
  if (request.isEngaged == Bool::YES) {
    chosen = live_where([&](const Order&, const Position& position, const auto&) {
      return is_global || position.account == account;
    });
  }
  for (const std::uint32_t index : chosen) trading_.cancel(index, CancelReason::KILL_SWITCH);
  reply(Outcome::ACCEPTED, RejectReason::NONE, kNone, before == request.isEngaged,
        static_cast<std::uint32_t>(chosen.size()));
}

void Core::session_changed(const wire::Chars<16>& calendar, std::uint32_t date, bool is_open) {
  std::uint32_t found = kNone;
  state_.calendars.for_each([&](std::uint32_t index, const CalendarDay& row) {
    if (row.calendar == calendar) found = index;
  });
  if (found == kNone) found = state_.calendars.insert({calendar, 0, Bool::NO, {}});
  CalendarDay& day = state_.calendars.edit(found);
  const Bool open = is_open ? Bool::YES : Bool::NO;
  if (day.date == date && day.is_open == open) return;
  day.date = date;
  day.is_open = open;
  state_.refresh_calendar(calendar);
  auto out = writer_.event<wire::SessionChanged>(state_.globals.now_ns);
  out.date = date;
  out.isOpen = open;
  out.calendar = calendar;
  writer_.emit(out);
  if (is_open) return;
  const auto ending = live_where([&](const Order&, const Position& position, const auto& detail) {
    return detail.time_in_force == TimeInForce::DAY &&
           state_.instruments[position.instrument].calendar == calendar;
  });
  for (const std::uint32_t index : ending) trading_.expire(index);
}
}  // namespace hft
