#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <optional>
#include <sstream>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include "app/http_server.h"
#include "base/log.h"
#include "bridge/bridge.h"

namespace {
using hft::bridge::Bridge;
using hft::bridge::BridgeStatus;

std::atomic<bool> g_is_stopping{false};
void on_signal(int) { g_is_stopping.store(true, std::memory_order_release); }

std::string status_json(const BridgeStatus& status) {
  std::ostringstream out;
  out << R"({"name":"hft_kafka_bridge","isReady":)" << (status.is_ready.load() ? "true" : "false")
      << R"(,"pid":)" << getpid() << R"(,"version":")" HFT_VERSION << R"(","announcedSequence":)"
      << status.announced_sequence.load() << R"(,"lastSequence":)"
      << status.produced_sequence.load() << R"(,"acknowledgedSequence":)"
      << status.acknowledged_sequence.load() << R"(,"checkpointSequence":)"
      << status.checkpoint_sequence.load() << '}';
  return out.str();
}

std::string metrics_text(const BridgeStatus& status) {
  std::ostringstream out;
  const auto line = [&](const char* name, std::uint64_t value) {
    out << "# TYPE " << name << " gauge\n" << name << ' ' << value << '\n';
  };
  line("hft_bridge_announced_sequence", status.announced_sequence.load());
  line("hft_bridge_produced_sequence", status.produced_sequence.load());
  line("hft_bridge_acknowledged_sequence", status.acknowledged_sequence.load());
  line("hft_bridge_checkpoint_sequence", status.checkpoint_sequence.load());
  return out.str();
}

void serve(const hft::bridge::BridgeConfig& config) {
  Bridge bridge(config);
  const BridgeStatus& status = bridge.status();
  std::optional<hft::HttpServer> http;
  if (config.http_port != 0) {
    http.emplace(
        config.http_host, config.http_port,
        hft::HttpPages{[&] { return status.is_ready.load(); }, [&] { return status_json(status); },
                       [&] { return metrics_text(status); }});
  }
  bridge.run(g_is_stopping);
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Carries the engine's events into Kafka");
  hft::bridge::BridgeConfig config;
  app.add_option("--replay-endpoint", config.replay_endpoint);
  app.add_option("--feed-endpoint", config.feed_endpoint);
  app.add_option("--brokers", config.brokers);
  app.add_option("--http-host", config.http_host, "address of the health page");
  app.add_option("--http-port", config.http_port, "health and metrics; 0 = off");
  CLI11_PARSE(app, argc, argv);
  const char* accepts = std::getenv("ACCEPT_NEW_SESSION");
  config.accepts_new_session = accepts != nullptr && std::string_view(accepts) == "true";
  std::signal(SIGTERM, on_signal);
  std::signal(SIGINT, on_signal);
  hft::log::start("hft_kafka_bridge");
  int code = 0;
  try {
    serve(config);
  } catch (const std::exception& error) {
    hft::log::error("bridge stopped", {{"error", error.what()}});
    code = 1;
  }
  hft::log::stop();
  return code;
}
