#include "journal/session_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <random>

#include "base/file.h"
#include "base/hash128.h"

namespace hft {
namespace {
std::filesystem::path session_path(const std::filesystem::path& directory) {
  return directory / "session.json";
}

SessionId random_id() {
  std::random_device source;
  const auto word = [&] { return std::uint64_t{source()} << 32U | source(); };
  SessionId id{word(), word()};
  id.hi = (id.hi & ~std::uint64_t{0xF000}) | 0x4000U;                        // version 4
  id.lo = (id.lo & ~(std::uint64_t{3} << 62U)) | (std::uint64_t{2} << 62U);  // variant 1
  return id;
}
}  // namespace

Session read_session(const std::filesystem::path& directory) {
  const auto content = read_file(session_path(directory));
  if (!content) throw std::runtime_error("no session.json in " + directory.string());
  const auto json = nlohmann::json::parse(content->begin(), content->end());
  Session session;
  session.id.hi = std::stoull(json.at("sessionIdHi").get<std::string>());
  session.id.lo = std::stoull(json.at("sessionIdLo").get<std::string>());
  session.creation_second = json.at("creationSecond").get<std::uint32_t>();
  session.client_id_window_s = json.at("clientIdWindowS").get<std::uint64_t>();
  session.max_orders = json.at("maxOrders").get<std::uint64_t>();
  return session;
}

Session open_session(const std::filesystem::path& directory, const Session& defaults) {
  if (std::filesystem::exists(session_path(directory))) return read_session(directory);
  Session session = defaults;
  session.id = random_id();
  session.creation_second = static_cast<std::uint32_t>(time(nullptr));
  const nlohmann::json json = {{"sessionId", to_text(session.id)},
                               {"sessionIdHi", std::to_string(session.id.hi)},
                               {"sessionIdLo", std::to_string(session.id.lo)},
                               {"creationSecond", session.creation_second},
                               {"clientIdWindowS", session.client_id_window_s},
                               {"maxOrders", session.max_orders}};
  const std::string text = json.dump(2) + "\n";
  replace_file(session_path(directory),
               {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return session;
}

std::uint64_t config_hash(const Session& session) {
  const std::uint64_t settings[2] = {session.client_id_window_s, session.max_orders};
  return hash_bytes(99, settings, sizeof settings).lo;
}

DirectoryLock::DirectoryLock(const std::filesystem::path& directory) {
  const auto path = directory / "lock";
  fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd_ < 0) throw FileError("cannot open", path, errno);
  if (flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    close(fd_);
    throw std::runtime_error("another engine holds " + directory.string());
  }
}
DirectoryLock::~DirectoryLock() { close(fd_); }
}  // namespace hft
