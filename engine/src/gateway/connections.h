// Who is logged on, by ZeroMQ identity and by our own connection id.
//
// Thread safety: none; owned by the gateway thread. Bounded by kMaxConnections.
#pragma once
#include <absl/container/flat_hash_map.h>

#include <string>
#include <vector>

#include "core/entities.h"

namespace hft {
struct Connection {
  std::string identity;
  std::uint64_t id = 0;
  wire::ConnectionRole role = wire::ConnectionRole::PLATFORM;
  bool is_canceling_on_disconnect = false;
  std::vector<AccountId> accounts;  ///< PARTICIPANT only
  wire::Chars<32> name;
  TimeNs heard_ns = 0;
};

class Connections {
 public:
  static constexpr std::size_t kMaxConnections = 10'000;

  Connection* find(const std::string& identity) {
    const auto found = id_by_identity_.find(identity);
    return found == id_by_identity_.end() ? nullptr : find(found->second);
  }
  Connection* find(std::uint64_t id) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &found->second;
  }
  bool is_full() const { return by_id_.size() >= kMaxConnections; }
  std::size_t size() const { return by_id_.size(); }
  Connection& add(Connection connection) {
    const std::uint64_t id = connection.id;
    id_by_identity_[connection.identity] = id;
    return by_id_[id] = std::move(connection);
  }
  void remove(std::uint64_t id) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    id_by_identity_.erase(found->second.identity);
    by_id_.erase(found);
  }
  /// Ids silent since before `deadline`, smallest first.
  std::vector<std::uint64_t> silent_since(TimeNs deadline) const {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, connection] : by_id_) {
      if (connection.heard_ns < deadline) ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  absl::flat_hash_map<std::string, std::uint64_t> id_by_identity_;
  absl::flat_hash_map<std::uint64_t, Connection> by_id_;
};
}  // namespace hft
