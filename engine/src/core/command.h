// A command as the core and the journal see it: the gateway's envelope, then one command message.
// These bytes are the input ring's entry and the journal record's payload.
#pragma once
#include <array>
#include <optional>

#include "core/entities.h"
#include "hft/wire_io.h"

namespace hft {
inline constexpr std::size_t kMaxAccounts = 16;
/// Envelope bit set by the gateway: the connection asked for cancel on disconnect.
inline constexpr std::uint16_t kCancelOnDisconnect = 1U << 15U;

struct Command {
  std::uint64_t command_sequence = 0;
  bool is_journalled = true;
  wire::CommandEnvelope envelope;
  std::array<AccountId, kMaxAccounts> accounts;
  std::size_t account_count = 0;
  wire::MessageView message{};

  bool may_use(const AccountId& account) const {
    for (std::size_t i = 0; i < account_count; ++i) {
      if (accounts[i] == account) return true;
    }
    return false;
  }
};

/// Reads an envelope's accounts; false when the group is cut off or too long.
inline bool read_accounts(const wire::MessageView& envelope, Command& command) {
  command.account_count = 0;
  bool fits = true;
  const bool whole = wire::for_each_entry<wire::CommandEnvelopeAccounts>(
      envelope, [&](const wire::CommandEnvelopeAccounts& entry) {
        if (command.account_count == kMaxAccounts) {
          fits = false;
          return;
        }
        command.accounts[command.account_count++] = entry.accountId;
      });
  return whole && fits;
}

/// The payload of a ring entry or journal record. Views into `payload`.
inline std::optional<Command> parse_command(std::uint64_t sequence, bool is_journalled,
                                            ByteView payload) {
  Command command;
  command.command_sequence = sequence;
  command.is_journalled = is_journalled;
  wire::MessageReader reader(payload);
  const auto envelope = reader.next();
  if (!envelope || !envelope->is<wire::CommandEnvelope>()) return std::nullopt;
  command.envelope = envelope->as<wire::CommandEnvelope>();
  if (!read_accounts(*envelope, command)) return std::nullopt;
  const auto message = reader.next();
  if (!message) return std::nullopt;
  command.message = *message;
  return command;
}

/// Builds such a payload.
template <wire::Message M>
void append_command(Bytes& out, const wire::CommandEnvelope& envelope,
                    std::span<const AccountId> accounts, const M& message) {
  std::array<wire::CommandEnvelopeAccounts, kMaxAccounts> entries{};
  for (std::size_t i = 0; i < accounts.size(); ++i) entries[i].accountId = accounts[i];
  wire::append(out, envelope,
               std::span<const wire::CommandEnvelopeAccounts>(entries.data(), accounts.size()));
  wire::append(out, message);
}
}  // namespace hft
