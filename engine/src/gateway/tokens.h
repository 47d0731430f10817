// Who may log on: the secrets of --tokens-file. Read once at start; never logged.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/entities.h"

namespace hft {
struct Tokens {
  struct Participant {
    std::string token;
    std::vector<AccountId> accounts;
  };
  std::string platform;
  std::string admin;
  std::vector<Participant> participants;

  /// The accounts the token is bound to (none for PLATFORM and ADMIN), or nothing when it is wrong.
  std::optional<std::vector<AccountId>> authorize(wire::ConnectionRole role,
                                                  std::string_view token) const;
};
/// {"platform": "..", "admin": "..", "participant": {"market": {"token": "..", "accounts": [..]}}}
Tokens read_tokens(const std::filesystem::path& path);
}  // namespace hft
