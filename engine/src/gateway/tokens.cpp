#include "gateway/tokens.h"

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "core/command.h"

namespace hft {
namespace {
/// Takes the same time wherever the first difference is.
bool is_equal(std::string_view expected, std::string_view given) {
  if (expected.empty() || expected.size() != given.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    difference |= static_cast<unsigned>(expected[i] ^ given[i]);
  }
  return difference == 0;
}
}  // namespace

std::optional<std::vector<AccountId>> Tokens::authorize(wire::ConnectionRole role,
                                                        std::string_view token) const {
  switch (role) {
    case wire::ConnectionRole::PLATFORM:
      if (is_equal(platform, token)) return std::vector<AccountId>{};
      break;
    case wire::ConnectionRole::ADMIN:
      if (is_equal(admin, token)) return std::vector<AccountId>{};
      break;
    case wire::ConnectionRole::PARTICIPANT:
      for (const Participant& participant : participants) {
        if (is_equal(participant.token, token)) return participant.accounts;
      }
      break;
  }
  return std::nullopt;
}

Tokens read_tokens(const std::filesystem::path& path) {
  const auto content = read_file(path);
  if (!content) throw std::runtime_error("no tokens file at " + path.string());
  const auto json = nlohmann::json::parse(content->begin(), content->end());
  Tokens tokens;
  tokens.platform = json.at("platform").get<std::string>();
  tokens.admin = json.at("admin").get<std::string>();
  if (!json.contains("participant")) return tokens;
  for (const auto& [name, entry] : json.at("participant").items()) {
    Tokens::Participant participant;
    participant.token = entry.at("token").get<std::string>();
    for (const auto& account : entry.at("accounts")) {
      participant.accounts.push_back(AccountId::of(account.get<std::string>()));
    }
    if (participant.accounts.size() > kMaxAccounts) {
      throw std::runtime_error("participant " + name + " has more than 16 accounts");
    }
    tokens.participants.push_back(std::move(participant));
  }
  return tokens;
}
}  // namespace hft
