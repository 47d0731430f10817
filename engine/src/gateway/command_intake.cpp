#include "gateway/command_intake.h"

#include <algorithm>

#include "base/ring_entries.h"

namespace hft {
bool CommandIntake::submit(const Command& command, ByteView message, std::uint16_t type,
                           bool is_journalled) {
  Command stamped = command;
  stamped.envelope.ingressTimeNs = std::max(clock_.now(), last_ingress_ns_);
  std::array<wire::CommandEnvelopeAccounts, kMaxAccounts> accounts{};
  for (std::size_t i = 0; i < command.account_count; ++i) {
    accounts[i].accountId = command.accounts[i];
  }
  scratch_.resize(sizeof(InputHead));
  wire::append(
      scratch_, stamped.envelope,
      std::span<const wire::CommandEnvelopeAccounts>(accounts.data(), command.account_count));
  const auto length = static_cast<std::uint32_t>(message.size());
  std::uint8_t* at = wire::detail::grow(scratch_, sizeof length + message.size());
  std::memcpy(at, &length, sizeof length);
  std::memcpy(at + sizeof length, message.data(), message.size());
  const InputHead head{is_journalled ? last_command_ + 1 : last_command_,
                       stamped.envelope.ingressTimeNs,
                       type,
                       static_cast<std::uint8_t>(is_journalled ? 1 : 0),
                       {}};
  std::memcpy(scratch_.data(), &head, sizeof head);
  if (!input_.push(scratch_)) return false;
  has_news_ = true;
  last_ingress_ns_ = stamped.envelope.ingressTimeNs;
  if (is_journalled) {
    progress_.accepted_command.store(++last_command_, std::memory_order_release);
  }
  return true;
}
}  // namespace hft
