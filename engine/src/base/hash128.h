// 128-bit hash of one entity's bytes, and sums of such hashes. A sum does not depend on order, so
// the state hash can be kept up to date by subtracting an entity's old hash and adding the new.
// Not cryptographic: it finds divergence, not forgery. Pure and the same on every machine.
#pragma once
#include <cstdint>
#include <cstring>

#include "base/units.h"

namespace hft {
struct Hash128 {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  Hash128& operator+=(const Hash128& other) {
    hi += other.hi;
    lo += other.lo;
    return *this;
  }
  Hash128& operator-=(const Hash128& other) {
    hi -= other.hi;
    lo -= other.lo;
    return *this;
  }
  friend bool operator==(const Hash128&, const Hash128&) = default;
};

inline std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 32U;
  x *= 0xd6e8feb86659fd93ULL;
  x ^= x >> 32U;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32U);
}

/// Both halves of a 128-bit product folded into one word.
inline std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = Wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// `kind` keeps equal bytes of different tables apart. Two independent lanes of sixteen bytes each,
/// so that a row costs a few nanoseconds.
inline Hash128 hash_bytes(std::uint64_t kind, const void* bytes, std::size_t size) {
  const auto* at = static_cast<const std::uint8_t*>(bytes);
  std::uint64_t a = mix64(kind + 0x9e3779b97f4a7c15ULL);
  std::uint64_t b = mix64(kind ^ 0xc2b2ae3d27d4eb4fULL) + size;
  while (size > 0) {
    std::uint64_t words[4]{};
    const std::size_t count = size < sizeof words ? size : sizeof words;
    std::memcpy(words, at, count);
    a = fold(a ^ words[0], words[1] ^ 0x9fb21c651e98df25ULL) + words[2];
    b = fold(b ^ words[2], words[3] ^ 0xa0761d6478bd642fULL) + words[0];
    at += count;
    size -= count;
  }
  return {mix64(a), mix64(b ^ a)};
}
}  // namespace hft
