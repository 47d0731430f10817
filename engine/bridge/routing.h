// Which topic and key an event goes to. The topics themselves are declared and made from
// contracts/kafka/topics.ts; this is the one place in C++ that names them. Pure.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "hft/wire_io.h"

namespace hft::bridge {
enum class Topic : std::size_t { ORDERS, EXECUTIONS, MARKET, SYSTEM };
inline constexpr std::array<const char*, 4> kTopicNames = {"hft.orders.v1", "hft.executions.v1",
                                                           "hft.market.v1", "hft.system.v1"};
inline const char* name_of(Topic topic) { return kTopicNames[static_cast<std::size_t>(topic)]; }

struct Route {
  std::array<Topic, 2> topics{};
  std::size_t count = 0;  ///< 0: not an event we know
  wire::Chars<16> key;    ///< account or symbol; empty on the single partition of SYSTEM
};
Route route_of(const wire::MessageView& event);
}  // namespace hft::bridge
