// Whether the event log says what deciding again says: for recovery and for hft_journal verify.
//
// Thread safety: values only.
#pragma once
#include "hft/wire_io.h"

namespace hft {
/// True when both hold the same events: byte for byte, except that an event of an older schema
/// counts as the same where all that its writer knew is the same and the rest is empty.
bool are_same_events(ByteView logged, ByteView fresh);
}  // namespace hft
