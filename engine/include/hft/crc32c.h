// CRC-32C (Castagnoli), as iSCSI and ext4 use it: SSE4.2 where the processor has it, a table
// elsewhere. Pure; safe from any thread.
#pragma once
#include <cstddef>
#include <cstdint>

namespace hft {
/// Continues `crc` (0 to begin) over `size` bytes.
std::uint32_t crc32c(std::uint32_t crc, const void* bytes, std::size_t size);
/// The table version, kept callable so a test can compare both.
std::uint32_t crc32c_by_table(std::uint32_t crc, const void* bytes, std::size_t size);
}  // namespace hft
