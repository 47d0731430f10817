// Small HTTP page on 127.0.0.1 for health and metrics; used by engine and bridge.
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
  /// Throws when the port is taken.
  HttpServer(int port, HttpPages pages);
  ~HttpServer();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};
}  // namespace hft
