// Framing of wire messages by hand: everywhere a message is preceded by its length (u32), so a
// reader can skip what it does not know. The only code that turns bytes into messages and back.
//
// Thread safety: values only; a MessageView points into the caller's bytes.
// Invariant: no function here reads past the bytes it was given, whatever they hold.
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "hft/generated/wire.h"

namespace hft {
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
}  // namespace hft

namespace hft::wire {

template <class M>
concept Message = requires {
  M::kTemplateId;
  M::kBlockLength;
};

/// More than any message we send needs, small enough to bound what a stranger can make us hold.
inline constexpr std::size_t kMaxMessageBytes = 1U << 20U;

namespace detail {
inline std::uint8_t* grow(Bytes& out, std::size_t count) {
  const std::size_t at = out.size();
  out.resize(at + count);
  return out.data() + at;
}
}  // namespace detail

/// Appends length, header and block.
template <Message M>
void append(Bytes& out, const M& message) {
  static_assert(sizeof(M) == M::kBlockLength);
  const MessageHeader header{M::kBlockLength, M::kTemplateId, kSchemaId, kSchemaVersion};
  const auto length = static_cast<std::uint32_t>(sizeof header + sizeof message);
  std::uint8_t* at = detail::grow(out, sizeof length + length);
  std::memcpy(at, &length, sizeof length);
  std::memcpy(at + sizeof length, &header, sizeof header);
  std::memcpy(at + sizeof length + sizeof header, &message, sizeof message);
}

/// Appends length, header, block and one repeating group.
template <Message M, class G>
void append(Bytes& out, const M& message, std::span<const G> entries) {
  const MessageHeader header{M::kBlockLength, M::kTemplateId, kSchemaId, kSchemaVersion};
  const GroupSize group{sizeof(G), static_cast<std::uint16_t>(entries.size())};
  const auto length = static_cast<std::uint32_t>(sizeof header + sizeof message + sizeof group +
                                                 entries.size_bytes());
  std::uint8_t* at = detail::grow(out, sizeof length + length);
  std::memcpy(at, &length, sizeof length);
  at += sizeof length;
  std::memcpy(at, &header, sizeof header);
  at += sizeof header;
  std::memcpy(at, &message, sizeof message);
  at += sizeof message;
  std::memcpy(at, &group, sizeof group);
  if (!entries.empty()) std::memcpy(at + sizeof group, entries.data(), entries.size_bytes());
}

/// One message inside somebody else's bytes.
struct MessageView {
  MessageHeader header;
  ByteView bytes;  ///< header + block [+ group]: what Kafka carries as a value
  ByteView body;   ///< after the header

  template <Message M>
  bool is() const {
    return header.templateId == M::kTemplateId;
  }
  /// Copies the block: a shorter one leaves the rest zero, a longer one is cut.
  template <Message M>
  M as() const {
    M out{};
    const std::size_t count = std::min<std::size_t>(header.blockLength, sizeof(M));
    std::memcpy(&out, body.data(), count);
    return out;
  }
};

/// Calls `visit(const G&)` for each entry of the group after the block; false when it is cut off.
template <class G, class Visit>
bool for_each_entry(const MessageView& view, Visit visit) {
  ByteView rest = view.body.subspan(view.header.blockLength);
  GroupSize group;
  if (rest.size() < sizeof group) return false;
  std::memcpy(&group, rest.data(), sizeof group);
  rest = rest.subspan(sizeof group);
  if (rest.size() < std::size_t{group.blockLength} * group.numInGroup) return false;
  for (std::size_t i = 0; i < group.numInGroup; ++i) {
    G entry{};
    std::memcpy(&entry, rest.data() + i * group.blockLength,
                std::min<std::size_t>(group.blockLength, sizeof entry));
    visit(entry);
  }
  return true;
}

/// Reads header and block of one message without the length before it.
inline std::optional<MessageView> view_of(ByteView bytes) {
  MessageView view{};
  if (bytes.size() < sizeof view.header) return std::nullopt;
  std::memcpy(&view.header, bytes.data(), sizeof view.header);
  view.bytes = bytes;
  view.body = bytes.subspan(sizeof view.header);
  if (view.header.schemaId != kSchemaId || view.header.blockLength > view.body.size()) {
    return std::nullopt;
  }
  return view;
}

/// Walks the length-prefixed messages of a frame. After next() gave nothing, is_malformed() tells
/// a clean end from bytes that are not messages.
class MessageReader {
 public:
  explicit MessageReader(ByteView bytes) : rest_(bytes) {}

  std::optional<MessageView> next() {
    if (rest_.empty()) return std::nullopt;
    std::uint32_t length = 0;
    if (rest_.size() < sizeof length) return fail();
    std::memcpy(&length, rest_.data(), sizeof length);
    if (length > kMaxMessageBytes || length > rest_.size() - sizeof length) return fail();
    auto view = view_of(rest_.subspan(sizeof length, length));
    if (!view) return fail();
    rest_ = rest_.subspan(sizeof length + length);
    return view;
  }
  bool is_malformed() const { return is_malformed_; }

 private:
  std::optional<MessageView> fail() {
    is_malformed_ = true;
    rest_ = {};
    return std::nullopt;
  }
  ByteView rest_;
  bool is_malformed_ = false;
};

/// Printable ASCII up to the first zero byte and only zeros after it: text that may enter events,
/// tables and screens as it is.
template <std::size_t N>
bool is_clean(const Chars<N>& text) {
  std::size_t i = 0;
  for (; i < N && text.data[i] != 0; ++i) {
    if (text.data[i] < 0x20 || text.data[i] > 0x7e) return false;
  }
  for (; i < N; ++i) {
    if (text.data[i] != 0) return false;
  }
  return true;
}

}  // namespace hft::wire
