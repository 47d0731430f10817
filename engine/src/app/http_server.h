// Small HTTP page for health and metrics; used by engine and bridge.
//
// Thread safety: the callbacks run on the server's own threads and must only read atomics.
#pragma once
#include <functional>
#include <memory>
#include <string>

namespace hft {
struct HttpPages {
  std::function<bool()> is_ready;
  std::function<std::string()> status_json;
  std::function<std::string()> metrics_text;
};

class HttpServer {
 public:
  /// Throws when the port is taken or the address is not one of this machine.
  HttpServer(const std::string& host, int port, HttpPages pages);
  ~HttpServer();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
}  // namespace hft
