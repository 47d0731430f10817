#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include "app/engine.h"
#include "app/engine_pages.h"
#include "base/log.h"

namespace {
hft::Engine* g_engine = nullptr;
void on_stop(int) {
  if (g_engine != nullptr) g_engine->request_stop();
}
/// For the operator whose every other door is shut: kill -USR1.
void on_kill_switch(int) {
  if (g_engine != nullptr) g_engine->request_kill_switch();
}

void add_options(CLI::App& app, hft::EngineConfig& config, bool& allows_faults) {
  app.add_option("--data-dir", config.data_dir, "journal, event log and snapshots");
  app.add_option("--commands-endpoint", config.commands_endpoint);
  app.add_option("--feed-endpoint", config.feed_endpoint);
  app.add_option("--replay-endpoint", config.replay_endpoint);
  app.add_option("--http-host", config.http_host, "address of the health page");
  app.add_option("--http-port", config.http_port, "health and metrics; 0 = off");
  app.add_option("--tokens-file", config.tokens_file)->required();
  app.add_option("--ack-mode", config.ack_mode)->check(CLI::IsMember({"durable", "memory"}));
  app.add_option("--layout", config.layout)->check(CLI::IsMember({"compact", "split"}));
  app.add_option("--depth-interval-ms", config.depth_interval_ms, "0 = every change");
  app.add_option("--client-id-window-s", config.client_id_window_s, "fixed at the first start");
  app.add_option("--max-orders", config.max_orders, "live and remembered; fixed at first start");
  app.add_option("--snapshot-every", config.snapshot_every, "commands; 0 = only at the end");
  app.add_option("--segment-mb", config.segment_mb);
  app.add_option("--reserve-mb", config.reserve_mb, "free disk below which orders are refused");
  app.add_option("--test-fault", config.test_fault, "plant a bug for a checker's canary")
      ->check(CLI::IsMember({"skip-dedupe", "drop-event", "reduce-to-end"}));
  app.add_flag("--allow-test-faults", allows_faults);
}

bool may_plant_bugs(bool allows_faults) {
  const char* environment = std::getenv("NODE_ENV");
  return allows_faults && (environment == nullptr || std::string_view(environment) != "production");
}

int serve(const hft::EngineConfig& config) {
  hft::Engine engine(config, hft::read_tokens(config.tokens_file));
  g_engine = &engine;
  std::signal(SIGTERM, on_stop);
  std::signal(SIGINT, on_stop);
  std::signal(SIGUSR1, on_kill_switch);
  std::optional<hft::HttpServer> http;
  if (config.http_port != 0)
    http.emplace(config.http_host, config.http_port, hft::engine_pages(engine));
  const hft::Recovery& recovery = engine.recovery();
  hft::log::info("engine serves", {{"sessionId", hft::to_text(engine.session().id)},
                                   {"dataDir", config.data_dir.string()},
                                   {"commands", config.commands_endpoint},
                                   {"feed", config.feed_endpoint},
                                   {"replay", config.replay_endpoint},
                                   {"ackMode", config.ack_mode},
                                   {"layout", config.layout},
                                   {"testFault", config.test_fault},
                                   {"snapshotSequence", recovery.snapshot_sequence},
                                   {"replayedCommands", recovery.replayed_commands},
                                   {"regeneratedEvents", recovery.regenerated_events},
                                   {"hadTornTail", recovery.journal.is_torn ? "yes" : "no"}});
  const int code = engine.run();
  http.reset();
  g_engine = nullptr;
  hft::log::info("engine ended", {{"code", code}});
  return code;
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Matching engine: commands in, events out, nothing lost");
  hft::EngineConfig config;
  bool allows_faults = false;
  add_options(app, config, allows_faults);
  CLI11_PARSE(app, argc, argv);
  hft::log::start("hft_engine");
  int code = 1;
  try {
    if (!config.test_fault.empty() && !may_plant_bugs(allows_faults)) {
      throw std::runtime_error("--test-fault needs --allow-test-faults and no production");
    }
    code = serve(config);
  } catch (const std::exception& error) {
    hft::log::error("engine cannot start", {{"error", error.what()}});
  }
  hft::log::stop();
  return code;
}
