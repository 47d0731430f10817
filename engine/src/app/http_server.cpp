#include "app/http_server.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <httplib.h>
#pragma GCC diagnostic pop

#include <thread>

namespace hft {
struct HttpServer::Impl {
  httplib::Server server;
  std::thread thread;
};

HttpServer::HttpServer(const std::string& host, int port, HttpPages pages)
    : impl_(std::make_unique<Impl>()) {
  httplib::Server& server = impl_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(2); };
  server.set_keep_alive_max_count(1);
  server.Get("/healthz", [pages](const httplib::Request&, httplib::Response& response) {
    response.set_content(pages.status_json(), "application/json");
  });
  server.Get("/readyz", [pages](const httplib::Request&, httplib::Response& response) {
    response.status = pages.is_ready() ? 200 : 503;
    response.set_content(pages.status_json(), "application/json");
  });
  server.Get("/metrics", [pages](const httplib::Request&, httplib::Response& response) {
    response.set_content(pages.metrics_text(), "text/plain; version=0.0.4");
  });
  if (!server.bind_to_port(host, port)) {
    throw std::runtime_error("cannot listen on " + host + ":" + std::to_string(port));
  }
  impl_->thread = std::thread([this] { impl_->server.listen_after_bind(); });
}

HttpServer::~HttpServer() {
  impl_->server.stop();
  impl_->thread.join();
}
}  // namespace hft
