#include "base/log.h"

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace hft::log {
namespace {
std::string g_service = "hft";
std::shared_ptr<spdlog::logger> g_logger;

void append_escaped(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  out += '"';
}

void write(spdlog::level::level_enum level, std::string_view sentence, Fields fields) {
  if (!g_logger) return;
  std::string line = R"("service":)";
  append_escaped(line, g_service);
  line += R"(,"msg":)";
  append_escaped(line, sentence);
  for (const Field& field : fields) {
    line += ',';
    append_escaped(line, field.key);
    line += ':';
    append_escaped(line, field.value);
  }
  g_logger->log(level, line);
}
}  // namespace

void start(std::string_view service) {
  g_service = service;
  spdlog::init_thread_pool(8192, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  // A full queue drops the oldest line: a slow terminal must not hold up trading.
  g_logger = std::make_shared<spdlog::async_logger>("hft", sink, spdlog::thread_pool(),
                                                    spdlog::async_overflow_policy::overrun_oldest);
  g_logger->set_pattern(R"({"level":"%l","at":"%Y-%m-%dT%H:%M:%S.%eZ",%v})",
                        spdlog::pattern_time_type::utc);
  g_logger->flush_on(spdlog::level::warn);
}
void stop() {
  g_logger.reset();
  spdlog::shutdown();
}
void info(std::string_view sentence, Fields fields) {
  write(spdlog::level::info, sentence, fields);
}
void warn(std::string_view sentence, Fields fields) {
  write(spdlog::level::warn, sentence, fields);
}
void error(std::string_view sentence, Fields fields) {
  write(spdlog::level::err, sentence, fields);
}
}  // namespace hft::log
