// Log lines as JSON on stderr, written by spdlog's own thread. The message is a constant sentence,
// values are fields. Never called from core/ or book/.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace hft::log {
struct Field {
  std::string_view key;
  std::string value;
  Field(std::string_view name, std::string_view text) : key(name), value(text) {}
  Field(std::string_view name, const char* text) : key(name), value(text) {}
  Field(std::string_view name, const std::string& text) : key(name), value(text) {}
  template <class Number>
  requires std::is_arithmetic_v<Number> Field(std::string_view name, Number number)
      : key(name), value(std::to_string(number)) {}
};
using Fields = std::initializer_list<Field>;

/// Starts the writer thread; `service` stands in every line.
void start(std::string_view service);
/// Writes what is queued and stops the thread.
void stop();
void info(std::string_view sentence, Fields fields = {});
void warn(std::string_view sentence, Fields fields = {});
void error(std::string_view sentence, Fields fields = {});
}  // namespace hft::log
