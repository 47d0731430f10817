// What the gateway puts into the ring by itself: snapshot requests on their way to the core, the
// kill switch of a signal, the day's sessions and the end of silent connections.
#include <ctime>

#include "base/log.h"
#include "gateway/gateway.h"

namespace hft {
namespace {
constexpr TimeNs kTimerNs = 100'000'000;

std::uint32_t utc_date(TimeNs now_ns) {
  const auto seconds = static_cast<std::time_t>(now_ns / 1'000'000'000ULL);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return static_cast<std::uint32_t>((utc.tm_year + 1900) * 10'000 + (utc.tm_mon + 1) * 100 +
                                    utc.tm_mday);
}
}  // namespace

bool Gateway::take_tickets() {
  bool has_worked = false;
  while (const SnapshotTicket* ticket = tickets_.front()) {
    wire::CommandEnvelope envelope{};
    envelope.connectionId = ticket->ticket;
    if (!intake_.submit_own(envelope, ticket->request, false)) break;
    tickets_.pop();
    has_worked = true;
  }
  return has_worked;
}

/// Asked for by a signal: an administrator's command like any other from here on.
bool Gateway::take_kill_switch() {
  if (!progress_.is_kill_asked.load(std::memory_order_acquire)) return false;
  wire::CommandEnvelope envelope{};
  envelope.connectionRole = wire::ConnectionRole::ADMIN;
  envelope.principal = wire::Chars<32>::of("signal");
  wire::KillSwitch command{};
  command.isEngaged = wire::Bool::YES;
  command.reason = wire::Chars<64>::of("SIGUSR1");
  if (!intake_.submit_own(envelope, command, true)) return false;
  progress_.is_kill_asked.store(false, std::memory_order_release);
  log::warn("a signal engaged the kill switch");
  return true;
}

void Gateway::run_timers() {
  const TimeNs now = clock_.now();
  next_timer_ns_ = now + kTimerNs;
  if (progress_.is_draining.load(std::memory_order_acquire)) return;
  const std::uint32_t today = utc_date(now);
  if (always_day_.date != today || always_day_.is_open != wire::Bool::YES) roll_session(today);
  // Only with an empty socket: after a pause the clients' pings are still in it.
  if (now - watch_.empty_since() < 2 * kTimerNs) expire_silent();
}

void Gateway::roll_session(std::uint32_t today) {
  const auto calendar = wire::Chars<16>::of("ALWAYS");
  if (always_day_.is_open == wire::Bool::YES) {
    if (!intake_.submit_own({}, wire::SessionClosed{always_day_.date, calendar}, true)) return;
    always_day_.is_open = wire::Bool::NO;
  }
  if (!intake_.submit_own({}, wire::SessionOpened{today, calendar}, true)) return;
  always_day_ = {calendar, today, wire::Bool::YES, {}};
}

void Gateway::expire_silent() {
  const TimeNs now = clock_.now();
  for (const std::uint64_t id : connections_.silent_since(now - config_.silence_limit_ns)) {
    const Connection& connection = *connections_.find(id);
    wire::CommandEnvelope envelope{};
    envelope.connectionRole = connection.role;
    envelope.principal = connection.name;
    if (connection.is_canceling_on_disconnect) envelope.roles = kCancelOnDisconnect;
    if (!intake_.submit_own(envelope, wire::ConnectionExpired{id}, true)) return;
    connections_.remove(id);
    progress_.connections.store(connections_.size(), std::memory_order_relaxed);
  }
}
}  // namespace hft
