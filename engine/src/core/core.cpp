#include "core/core.h"

#include <algorithm>

namespace hft {
using wire::Bool;
using wire::Outcome;
using wire::RejectReason;

namespace {
/// Closed ids dropped per command at most: bounds the work one command can cause.
constexpr int kEvictionsPerCommand = 4;
}  // namespace

Core::Core(const CoreConfig& config) : state_(config), writer_(state_), trading_(state_, writer_) {}

void Core::apply(const Command& command, Output& out) {
  out.clear();
  command_ = &command;
  out_ = &out;
  writer_.begin(command, out);
  trading_.clear();
  if (command.is_journalled) {
    state_.globals.last_command_sequence = command.command_sequence;
    state_.globals.now_ns = command.envelope.ingressTimeNs;
    evict();
  }
  dispatch();
  forget();
  if (command.is_journalled && command.command_sequence % kStateHashInterval == 0) {
    emit_state_hash();
  }
  finish_levels();
}

void Core::dispatch() {
  const wire::MessageView& message = command_->message;
  switch (message.header.templateId) {
    case wire::NewOrder::kTemplateId:
      return place(message.as<wire::NewOrder>());
    case wire::CancelOrder::kTemplateId:
      return cancel(message.as<wire::CancelOrder>());
    case wire::ReplaceOrder::kTemplateId:
      return replace(message.as<wire::ReplaceOrder>());
    case wire::MassCancel::kTemplateId:
      return mass_cancel(message.as<wire::MassCancel>());
    case wire::UpsertInstrument::kTemplateId:
      if (!has_role(kAdminBits)) break;
      return upsert_instrument(message.as<wire::UpsertInstrument>());
    case wire::UpsertAccount::kTemplateId:
      if (!has_role(kAdminBits)) break;
      return upsert_account(message.as<wire::UpsertAccount>());
    case wire::Deposit::kTemplateId:
      if (!has_role(kAdminBits)) break;
      return deposit(message.as<wire::Deposit>());
    case wire::SetRiskLimits::kTemplateId:
      if (!has_role(kRiskBits)) break;
      return set_limits(message.as<wire::SetRiskLimits>());
    case wire::SetTradingState::kTemplateId:
      if (!has_role(kRiskBits)) break;
      return set_trading_state(message.as<wire::SetTradingState>());
    case wire::KillSwitch::kTemplateId:
      if (!has_role(kRiskBits)) break;
      return kill_switch(message.as<wire::KillSwitch>());
    case wire::ConnectionExpired::kTemplateId:
      return connection_expired(message.as<wire::ConnectionExpired>());
    case wire::SessionOpened::kTemplateId: {
      const auto opened = message.as<wire::SessionOpened>();
      return session_changed(opened.calendar, opened.date, true);
    }
    case wire::SessionClosed::kTemplateId: {
      const auto closed = message.as<wire::SessionClosed>();
      return session_changed(closed.calendar, closed.date, false);
    }
    case wire::Query::kTemplateId:
      return query(message.as<wire::Query>());
    default:
      return reply(Outcome::REJECTED, RejectReason::UNSUPPORTED_COMMAND);
  }
  reply(Outcome::REJECTED, RejectReason::NOT_AUTHORIZED);
}

void Core::query(const wire::Query& query) {
  const std::uint32_t account = own_account(query.accountId);
  if (account == kNone) return reply(Outcome::REJECTED, RejectReason::UNKNOWN_ACCOUNT);
  std::uint32_t index = kNone;
  if (query.kind == wire::QueryKind::ORDER_BY_ID) {
    index = find_order(query.orderId);
  } else {
    const auto found = order_by_client_id_.find({account, query.clientOrderId});
    if (found != order_by_client_id_.end()) index = found->second;
  }
  if (index == kNone || state_.details[index].account != account) {
    return reply(Outcome::NOT_FOUND, RejectReason::UNKNOWN_ORDER);
  }
  const Order& order = state_.orders[index];
  const bool was_rejected = order.status == wire::OrdStatus::REJECTED;
  reply(was_rejected ? Outcome::REJECTED : Outcome::ACCEPTED, state_.reports[index].reject_reason,
        index);
}

/// Forgets closed orders and replaces whose window of journalled time is over, oldest first.
void Core::evict() {
  const auto is_over = [&](const std::deque<Closed>& queue) {
    return !queue.empty() &&
           queue.front().at_ns + state_.config.client_id_window_ns < state_.globals.now_ns;
  };
  for (int i = 0; i < kEvictionsPerCommand && is_over(closed_); ++i) {
    erase_order(closed_.front().index);
    closed_.pop_front();
  }
  for (int i = 0; i < kEvictionsPerCommand && is_over(old_replaces_); ++i) {
    const std::uint32_t index = old_replaces_.front().index;
    old_replaces_.pop_front();
    const ReplaceRecord& record = state_.replaces[index];
    replace_by_id_.erase({record.account, record.replace_id});
    state_.replaces.erase(index);
  }
}

/// After the reply is written: until then a closed order that nobody remembers can still be read.
void Core::forget() {
  for (const std::uint32_t index : trading_.closed()) {
    const Account& account = state_.accounts[state_.details[index].account];
    // Replayed flow would fill the table with ids nobody asks for again.
    if (account.kind == wire::AccountKind::MARKET) {
      erase_order(index);
    } else {
      closed_.push_back({state_.globals.now_ns, index});
    }
  }
}

void Core::erase_order(std::uint32_t index) {
  const OrderDetail& detail = state_.details[index];
  order_by_client_id_.erase({detail.account, detail.client_order_id});
  order_by_id_.erase(state_.orders[index].order_id);
  state_.orders.erase(index);
  state_.reports.clear(index);
  state_.details.clear(index);
}

void Core::finish_levels() {
  const auto touched = trading_.touched();
  told_.assign(touched.begin(), touched.end());
  std::sort(told_.begin(), told_.end());
  told_.erase(std::unique(told_.begin(), told_.end()), told_.end());
  for (const TouchedLevel& touched : told_) {
    const BookLevel level =
        state_.listings[touched.instrument].book->level(touched.side, touched.tick);
    const Instrument& instrument = state_.instruments[touched.instrument];
    out_->levels.push_back({instrument.symbol, touched.tick * instrument.tick_px, level.qty,
                            level.order_count, touched.side});
  }
}

/// Globals are hashed before the StateHash event takes its own sequence.
void Core::emit_state_hash() {
  const Hash128 hash = state_.hash();
  auto out = writer_.event<wire::StateHash>(state_.globals.now_ns);
  out.stateHashHi = hash.hi;
  out.stateHashLo = hash.lo;
  out.stateLayout = kStateLayout;
  writer_.emit(out);
}

void Core::reply(Outcome outcome, Reason reason, std::uint32_t index, bool is_duplicate,
                 std::uint32_t affected) {
  wire::CommandReply out{};
  out.requestId = command_->envelope.requestId;
  out.commandSequence = command_->command_sequence;
  out.lastSequence = state_.globals.last_sequence;
  out.ingressTimeNs = command_->envelope.ingressTimeNs;
  out.transactTimeNs = state_.globals.now_ns;
  out.affectedCount = affected;
  out.rejectReason = reason;
  out.outcome = outcome;
  out.isDuplicate = is_duplicate ? Bool::YES : Bool::NO;
  if (index != kNone) {
    const Order& order = state_.orders[index];
    const OrderReport& report = state_.reports[index];
    const OrderDetail& detail = state_.details[index];
    out.orderId = order.order_id;
    out.orderQty = report.order_qty;
    out.limitPx = report.limit_px;
    out.cumQty = order.cum_qty;
    out.leavesQty = order.leaves_qty;
    out.cumCost = report.cum_cost;
    out.orderIngressTimeNs = detail.ingress_ns;
    out.transactTimeNs = report.transact_ns;
    out.ordStatus = order.status;
    out.ordType = detail.ord_type;
    out.timeInForce = detail.time_in_force;
    out.accountId = state_.accounts[detail.account].account_id;
    out.symbol = detail.symbol;
    out.clientOrderId = detail.client_order_id;
    out.side = order.side;
    out.text = detail.text;
  }
  wire::append(out_->reply, out);
}

bool Core::is_past_deadline() const {
  const wire::CommandEnvelope& envelope = command_->envelope;
  return envelope.deadlineNs != 0 && envelope.deadlineNs < envelope.ingressTimeNs;
}

bool Core::has_role(std::uint16_t bits) const {
  const wire::CommandEnvelope& envelope = command_->envelope;
  if (envelope.connectionRole == wire::ConnectionRole::ADMIN) return true;
  return envelope.connectionRole == wire::ConnectionRole::PLATFORM && (envelope.roles & bits) != 0;
}

std::uint32_t Core::find_account(const AccountId& id) const {
  const auto found = account_by_id_.find(id);
  return found == account_by_id_.end() ? kNone : found->second;
}
std::uint32_t Core::own_account(const AccountId& id) const {
  return command_->may_use(id) ? find_account(id) : kNone;
}
std::uint32_t Core::find_instrument(const Symbol& symbol) const {
  const auto found = instrument_by_symbol_.find(symbol);
  return found == instrument_by_symbol_.end() ? kNone : found->second;
}
std::uint32_t Core::find_order(std::uint64_t order_id) const {
  const auto found = order_by_id_.find(order_id);
  return found == order_by_id_.end() ? kNone : found->second;
}
std::uint32_t Core::find_order(std::uint32_t account, const wire::CancelOrder& request) const {
  if (request.orderId != 0) return find_order(request.orderId);
  const auto found = order_by_client_id_.find({account, request.clientOrderId});
  return found == order_by_client_id_.end() ? kNone : found->second;
}

CalendarDay Core::calendar_day(std::string_view calendar) const {
  CalendarDay day{};
  state_.calendars.for_each([&](std::uint32_t, const CalendarDay& row) {
    if (row.calendar.view() == calendar) day = row;
  });
  return day;
}
}  // namespace hft
