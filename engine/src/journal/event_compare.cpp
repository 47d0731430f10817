#include "journal/event_compare.h"

#include <algorithm>

namespace hft {
namespace {
bool is_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

/// An older schema wrote shorter blocks: what it wrote must be the same, what it did not know must
/// be empty. State hashes of another layout say nothing about this one.
bool is_same_event(const wire::MessageView& logged, const wire::MessageView& fresh) {
  if (logged.is<wire::StateHash>() && fresh.is<wire::StateHash>()) {
    const auto before = logged.as<wire::StateHash>();
    const auto now = fresh.as<wire::StateHash>();
    if (before.stateLayout != now.stateLayout) return before.sequence == now.sequence;
  }
  if (logged.header.version >= wire::kSchemaVersion) {
    return std::equal(logged.bytes.begin(), logged.bytes.end(), fresh.bytes.begin(),
                      fresh.bytes.end());
  }
  const std::size_t known = logged.header.blockLength;
  if (logged.header.templateId != fresh.header.templateId || known > fresh.body.size()) {
    return false;
  }
  return std::equal(logged.body.begin(), logged.body.begin() + static_cast<std::ptrdiff_t>(known),
                    fresh.body.begin()) &&
         is_zero(fresh.body.subspan(known));
}
}  // namespace

bool are_same_events(ByteView logged, ByteView fresh) {
  wire::MessageReader old_messages(logged);
  wire::MessageReader new_messages(fresh);
  while (const auto expected = old_messages.next()) {
    const auto message = new_messages.next();
    if (!message || !is_same_event(*expected, *message)) return false;
  }
  return !old_messages.is_malformed() && !new_messages.next();
}
}  // namespace hft
