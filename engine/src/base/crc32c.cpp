#include "hft/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace hft {
namespace {
constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x82F63B78U : 0U);
    table[i] = crc;
  }
  return table;
}
constexpr auto kTable = make_table();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t by_hardware(std::uint32_t crc,
                                                            const std::uint8_t* at,
                                                            std::size_t size) {
  std::uint64_t wide = ~crc;
  for (; size >= 8; at += 8, size -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  auto narrow = static_cast<std::uint32_t>(wide);
  for (; size > 0; ++at, --size) narrow = _mm_crc32_u8(narrow, *at);
  return ~narrow;
}
const bool kHasHardware = __builtin_cpu_supports("sse4.2") != 0;
#endif
}  // namespace

std::uint32_t crc32c_by_table(std::uint32_t crc, const void* bytes, std::size_t size) {
  const auto* at = static_cast<const std::uint8_t*>(bytes);
  crc = ~crc;
  for (; size > 0; ++at, --size) crc = kTable[(crc ^ *at) & 0xFFU] ^ (crc >> 8U);
  return ~crc;
}

std::uint32_t crc32c(std::uint32_t crc, const void* bytes, std::size_t size) {
#if defined(__x86_64__)
  if (kHasHardware) return by_hardware(crc, static_cast<const std::uint8_t*>(bytes), size);
#endif
  return crc32c_by_table(crc, bytes, size);
}
}  // namespace hft
