// One seed for a random test: printed, so a failure can be run again with HFT_SEED=<seed>.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace hft::testing {
inline std::uint64_t printed_seed() {
  const char* given = std::getenv("HFT_SEED");
  const std::uint64_t value =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::uint64_t{std::random_device{}()};
  std::printf("seed %llu\n", static_cast<unsigned long long>(value));
  return value;
}
}  // namespace hft::testing
