// The golden vectors tie this codec to the TypeScript one: equal bytes in both directions.
#include <gtest/gtest.h>

#include <string>

#include "hft/wire_io.h"

namespace hft::wire {
namespace {
std::string to_hex(ByteView bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}
Bytes from_hex(std::string_view hex) {
  Bytes out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return out;
}

template <class M>
void check(std::string_view hex, const M& expected) {
  Bytes bytes;
  append(bytes, expected);
  EXPECT_EQ(to_hex(ByteView(bytes).subspan(4)), hex) << M::kName;
  const Bytes golden = from_hex(hex);
  const auto view = view_of(golden);
  ASSERT_TRUE(view && view->is<M>()) << M::kName;
  const M decoded = view->as<M>();
  EXPECT_EQ(std::memcmp(&decoded, &expected, sizeof expected), 0) << M::kName;
}

template <class M, class G>
void check_group(std::string_view hex, const M& expected, std::span<const G> entries) {
  Bytes bytes;
  append(bytes, expected, entries);
  EXPECT_EQ(to_hex(ByteView(bytes).subspan(4)), hex) << M::kName;
  const Bytes golden = from_hex(hex);
  const auto view = view_of(golden);
  ASSERT_TRUE(view && view->is<M>()) << M::kName;
  std::size_t i = 0;
  EXPECT_TRUE(for_each_entry<G>(*view, [&](const G& entry) {
    EXPECT_EQ(std::memcmp(&entry, &entries[i++], sizeof entry), 0) << M::kName;
  }));
  EXPECT_EQ(i, entries.size());
}

TEST(WireGolden, EveryMessageEncodesAndDecodesTheSharedVectors) {
#define GOLDEN(Type, hex, ...) \
  {                            \
    Type m{};                  \
    __VA_ARGS__                \
    check(hex, m);             \
  }
#define GOLDEN_GROUP(Type, Entry, hex, fill, ...)      \
  {                                                    \
    Type m{};                                          \
    fill Entry g[2]{};                                 \
    __VA_ARGS__                                        \
    check_group(hex, m, std::span<const Entry>(g, 2)); \
  }
#include "generated/wire_golden.inc"
#undef GOLDEN
#undef GOLDEN_GROUP
}
}  // namespace
}  // namespace hft::wire
