#include "app/engine_pages.h"

#include <unistd.h>

#include <sstream>

namespace hft {
namespace {
std::uint64_t read(const Progress::Counter& counter) {
  return counter.load(std::memory_order_acquire);
}
const char* text(bool value) { return value ? "true" : "false"; }

bool is_ready(const Engine& engine) {
  return engine.is_ready() && !engine.progress().is_halted.load(std::memory_order_acquire);
}

std::string status(const Engine& engine) {
  const Progress& progress = engine.progress();
  std::ostringstream out;
  out << R"({"name":"hft_engine","isReady":)" << text(is_ready(engine)) << R"(,"pid":)" << getpid()
      << R"(,"version":")" HFT_VERSION << R"(","sessionId":")" << to_text(engine.session().id)
      << R"(","lastSequence":)" << read(progress.released_sequence) << R"(,"lastCommandSequence":)"
      << read(progress.accepted_command) << R"(,"decidedCommandSequence":)"
      << read(progress.decided_command) << R"(,"durableCommandSequence":)"
      << read(progress.durable_command) << R"(,"releasedCommandSequence":)"
      << read(progress.released_command) << R"(,"snapshotCommandSequence":)"
      << read(progress.snapshot_command) << R"(,"connections":)" << read(progress.connections)
      << R"(,"liveOrders":)" << read(progress.live_orders) << R"(,"ackMode":")"
      << engine.config().ack_mode << R"(","layout":")" << engine.config().layout
      << R"(","isReserveOnly":)" << text(progress.is_reserve_only.load(std::memory_order_relaxed))
      << R"(,"testFault":")" << engine.config().test_fault << "\"}";
  return out.str();
}

std::string metrics(const Engine& engine) {
  const Progress& progress = engine.progress();
  std::ostringstream out;
  const auto line = [&](const char* name, const char* type, std::uint64_t value) {
    out << "# TYPE " << name << ' ' << type << '\n' << name << ' ' << value << '\n';
  };
  line("hft_engine_accepted_command_sequence", "gauge", read(progress.accepted_command));
  line("hft_engine_durable_command_sequence", "gauge", read(progress.durable_command));
  line("hft_engine_released_command_sequence", "gauge", read(progress.released_command));
  line("hft_engine_last_sequence", "gauge", read(progress.released_sequence));
  line("hft_engine_connections", "gauge", read(progress.connections));
  line("hft_engine_live_orders", "gauge", read(progress.live_orders));
  line("hft_engine_remembered_orders", "gauge", read(progress.remembered_orders));
  line("hft_engine_frames_received_total", "counter", read(progress.frames_received));
  line("hft_engine_frames_malformed_total", "counter", read(progress.frames_malformed));
  line("hft_engine_commands_refused_total", "counter", read(progress.commands_refused));
  line("hft_engine_journal_commits_total", "counter", read(progress.journal_commits));
  line("hft_engine_journal_commit_ns_total", "counter", read(progress.journal_commit_ns));
  line("hft_engine_journal_bytes_total", "counter", read(progress.journal_bytes));
  line("hft_engine_events_published_total", "counter", read(progress.events_published));
  line("hft_engine_feed_frames_total", "counter", read(progress.feed_frames));
  line("hft_engine_replay_requests_total", "counter", read(progress.replay_requests));
  line("hft_engine_snapshot_requests_total", "counter", read(progress.snapshot_requests));
  return out.str();
}
}  // namespace

HttpPages engine_pages(const Engine& engine) {
  return {[&engine] { return is_ready(engine); }, [&engine] { return status(engine); },
          [&engine] { return metrics(engine); }};
}
}  // namespace hft
