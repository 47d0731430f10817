#include "journal/record.h"

#include <cstdio>

namespace hft {
std::string to_text(const SessionId& id) {
  char text[37];
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx",
                static_cast<unsigned>(id.hi >> 32U), static_cast<unsigned>(id.hi >> 16U & 0xFFFFU),
                static_cast<unsigned>(id.hi & 0xFFFFU), static_cast<unsigned>(id.lo >> 48U),
                static_cast<unsigned long long>(id.lo & 0xFFFFFFFFFFFFULL));
  return text;
}

Bytes make_segment_header(const char (&magic)[8], SegmentHeader header) {
  std::memcpy(header.magic, magic, sizeof header.magic);
  header.crc32c = 0;
  header.crc32c = crc32c(0, &header, sizeof header);
  Bytes out(kSegmentHeaderBytes);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

bool read_segment_header(ByteView bytes, const char (&magic)[8], SegmentHeader& header) {
  if (bytes.size() < kSegmentHeaderBytes) return false;
  std::memcpy(&header, bytes.data(), sizeof header);
  SegmentHeader unsealed = header;
  unsealed.crc32c = 0;
  return std::memcmp(header.magic, magic, sizeof header.magic) == 0 &&
         header.format_version == kFormatVersion &&
         crc32c(0, &unsealed, sizeof unsealed) == header.crc32c;
}
}  // namespace hft
