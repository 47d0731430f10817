// Everything a run of the engine can be told, printed at start (without secrets).
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace hft {
struct EngineConfig {
  std::filesystem::path data_dir = "data";
  std::string commands_endpoint = "tcp://127.0.0.1:5555";
  std::string feed_endpoint = "tcp://127.0.0.1:5556";
  std::string replay_endpoint = "tcp://127.0.0.1:5557";
  std::string http_host = "127.0.0.1";
  int http_port = 0;  ///< 0 = no health page
  std::filesystem::path tokens_file;
  std::string ack_mode = "durable";  ///< or memory: replies do not wait for the disk
  std::string layout = "compact";    ///< one thread + journal; split: a thread for each agent
  std::uint64_t depth_interval_ms = 10;
  std::uint64_t client_id_window_s = 86'400;
  std::uint64_t max_orders = 4'000'000;
  std::uint64_t snapshot_every = 500'000;  ///< commands; 0 = only at the end
  std::uint64_t segment_mb = 64;
  std::uint64_t reserve_mb = 64;  ///< free disk below which new orders are refused
  std::string test_fault;         ///< a planted bug: skip-dedupe, drop-event, reduce-to-end
};
}  // namespace hft
