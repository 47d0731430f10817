#include "app/engine.h"

#include <fcntl.h>
#include <poll.h>

#include <chrono>
#include <functional>

#include "base/log.h"

namespace hft {
namespace {
constexpr std::size_t kInputRingBytes = 16U << 20U;
constexpr std::size_t kOutputRingBytes = 16U << 20U;
constexpr std::size_t kReplyRingBytes = 8U << 20U;
constexpr TimeNs kLongestWaitNs = 50'000'000;
/// Between two syncs that nobody waits for: each takes processor time from replies.
constexpr auto kUnhurriedSync = std::chrono::milliseconds(1);
constexpr std::uint64_t kFarBehind = 256;  // commands: half of what one sync takes
constexpr auto kDrainLimit = std::chrono::seconds(10);

bool is_compact(const EngineConfig& config) { return config.layout != "split"; }
bool is_durable(const EngineConfig& config) { return config.ack_mode != "memory"; }

std::filesystem::path made(const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  return directory;
}

Session session_defaults(const EngineConfig& config) {
  Session session;
  session.client_id_window_s = config.client_id_window_s;
  session.max_orders = config.max_orders;
  return session;
}

RecoveryOptions recovery_options(const EngineConfig& config) {
  RecoveryOptions options;
  options.data_directory = config.data_dir;
  options.is_comparing = config.test_fault.empty();
  options.may_truncate_events = !is_durable(config);
  options.is_skipping_dedupe = config.test_fault == "skip-dedupe";
  options.is_reducing_to_end = config.test_fault == "reduce-to-end";
  return options;
}

Depth depth_of(const Core& core) {
  Depth depth(core.globals().last_command_sequence);
  for (const Symbol& symbol : core.symbols()) depth.know(symbol);
  std::vector<LevelChange> levels;
  core.describe_book({}, levels);
  for (const LevelChange& level : levels) depth.apply(level, core.globals().last_sequence);
  return depth;
}

/// The socket must have been found empty since its descriptor last spoke: it tells of news only
/// once (zmq_getsockopt(3), ZMQ_FD). zmq_poll() would look at each socket twice more.
void wait_on(zmq::socket_t* socket, const Wakeup& wakeup, TimeNs limit_ns) {
  std::array<pollfd, 2> sources{pollfd{wakeup.fd(), POLLIN, 0}, pollfd{-1, POLLIN, 0}};
  if (socket != nullptr) sources[1].fd = socket->get(zmq::sockopt::fd);
  ::poll(sources.data(), sources.size(), static_cast<int>((limit_ns + 999'999U) / 1'000'000U));
}
}  // namespace

Engine::Engine(EngineConfig config, Tokens tokens)
    : config_(std::move(config)),
      tokens_(std::move(tokens)),
      lock_(made(config_.data_dir)),
      session_(open_session(config_.data_dir, session_defaults(config_))),
      events_(event_directory(config_.data_dir), session_.id),
      recovery_(recover(recovery_options(config_), session_, events_)),
      clock_(recovery_.core->globals().now_ns),
      input_(kInputRingBytes, 2),
      output_(kOutputRingBytes, 1),
      replies_(kReplyRingBytes, 1),
      writer_({journal_directory(config_.data_dir), config_.segment_mb << 20U, true}, session_,
              recovery_.journal),
      snapshot_store_(snapshot_directory(config_.data_dir), session_.id),
      depth_(depth_of(*recovery_.core)) {
  const Globals& globals = recovery_.core->globals();
  progress_.decided_command.store(globals.last_command_sequence);
  progress_.durable_command.store(globals.last_command_sequence);
  progress_.snapshot_command.store(recovery_.snapshot_sequence);
  Wakeup& core_wakeup = is_compact(config_) ? gateway_wakeup_ : core_wakeup_;
  Wakeup& release_wakeup = is_compact(config_) ? gateway_wakeup_ : release_wakeup_;
  journal_ = std::make_unique<JournalAgent>(writer_, config_.data_dir, config_.reserve_mb << 20U,
                                            clock_, progress_, input_, *times_,
                                            is_durable(config_) ? &release_wakeup : nullptr);
  core_ = std::make_unique<CoreAgent>(*recovery_.core, clock_, progress_, input_, output_,
                                      snapshots_, config_.snapshot_every,
                                      recovery_.snapshot_sequence, release_wakeup);
  ReleaseConfig release;
  release.endpoint = config_.feed_endpoint;
  release.session = session_.id;
  release.is_durable = is_durable(config_);
  release.is_dropping_events = config_.test_fault == "drop-event";
  release.depth_interval_ns = config_.depth_interval_ms * 1'000'000U;
  release_ =
      std::make_unique<Release>(context_, release, clock_, progress_, events_, depth_, output_,
                                replies_, *times_, *answers_, gateway_wakeup_, replay_wakeup_);
  replay_ = std::make_unique<ReplayServer>(
      context_, config_.replay_endpoint, event_directory(config_.data_dir), session_.id, progress_,
      *tickets_, *answers_, gateway_wakeup_, replay_wakeup_);
  GatewayConfig gateway;
  gateway.endpoint = config_.commands_endpoint;
  gateway.session = session_.id;
  gateway.last_command_sequence = globals.last_command_sequence;
  gateway.always_day = recovery_.core->calendar_day("ALWAYS");
  gateway_ = std::make_unique<Gateway>(context_, gateway, tokens_, clock_, progress_, input_,
                                       replies_, *tickets_, journal_wakeup_, core_wakeup);
}

Engine::~Engine() { stop_threads(); }

int Engine::run() {
  start_threads();
  is_ready_.store(true, std::memory_order_release);
  while (!is_stop_requested_.load(std::memory_order_acquire) &&
         !progress_.is_halted.load(std::memory_order_acquire)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  is_ready_.store(false, std::memory_order_release);
  if (progress_.is_halted.load(std::memory_order_acquire)) {
    // Long enough to tell those who still ask that nothing more is taken.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop_threads();
    return 1;
  }
  drain();
  stop_threads();
  if (progress_.is_halted.load(std::memory_order_acquire)) return 1;
  save_snapshot(*core_->image());
  return 0;
}

void Engine::start_threads() {
  threads_.emplace_back([this] { guard([this] { run_journal(); }); });
  threads_.emplace_back([this] { guard([this] { replay_->run(is_stopping_); }); });
  threads_.emplace_back([this] { guard([this] { run_snapshots(); }); });
  if (is_compact(config_)) {
    threads_.emplace_back([this] { guard([this] { run_matching(); }); });
    return;
  }
  threads_.emplace_back([this] {
    guard([this] {
      run_agent([this] { return gateway_->poll(); }, gateway_wakeup_, &gateway_->socket(), false);
    });
  });
  threads_.emplace_back([this] {
    guard([this] { run_agent([this] { return core_->poll(); }, core_wakeup_, nullptr, false); });
  });
  threads_.emplace_back([this] {
    guard(
        [this] { run_agent([this] { return release_->poll(); }, release_wakeup_, nullptr, true); });
  });
}

/// A disk error of any agent halts the engine; it never guesses and never retries a sync.
void Engine::guard(const std::function<void()>& body) {
  try {
    body();
  } catch (const std::exception& error) {
    log::error("halted: the engine takes no more commands and ends", {{"error", error.what()}});
    progress_.is_halted.store(true, std::memory_order_release);
  }
}

void Engine::run_matching() {
  run_agent(
      [this] {
        bool has_worked = gateway_->poll();
        has_worked |= core_->poll();
        has_worked |= release_->poll();
        return has_worked;
      },
      gateway_wakeup_, &gateway_->socket(), true);
}

/// Sleeps as soon as there is nothing to do, until the socket, another thread or a timer calls. A
/// look at an empty socket is two system calls: who waits by looking takes the processor from those
/// who would bring the news.
void Engine::run_agent(const std::function<bool()>& poll, Wakeup& wakeup, zmq::socket_t* socket,
                       bool is_releasing) {
  while (!is_stopping_.load(std::memory_order_acquire)) {
    if (poll()) continue;
    wakeup.arm();
    if (!poll()) {
      const TimeNs now = clock_.now();
      const TimeNs due = is_releasing ? release_->next_due_ns() : now + kLongestWaitNs;
      wait_on(socket, wakeup, due > now ? std::min(due - now, kLongestWaitNs) : 0);
    }
    wakeup.clear();
  }
}

void Engine::run_journal() {
  while (!is_stopping_.load(std::memory_order_acquire)) {
    if (journal_->poll()) {
      if (is_unhurried()) std::this_thread::sleep_for(kUnhurriedSync);
      continue;
    }
    journal_wakeup_.arm();
    if (!journal_->poll()) wait_on(nullptr, journal_wakeup_, 2 * kLongestWaitNs);
    journal_wakeup_.clear();
  }
  while (journal_->poll()) {
  }
}

/// Whether the journal may rest a moment: nobody waits for it, and it is hardly behind.
bool Engine::is_unhurried() const {
  if (is_durable(config_)) return false;
  const std::uint64_t accepted = progress_.accepted_command.load(std::memory_order_relaxed);
  return accepted - progress_.durable_command.load(std::memory_order_relaxed) < kFarBehind;
}

/// Snapshots are written beside trading; the event log is durable through N before N is valid.
void Engine::run_snapshots() {
  while (!is_stopping_.load(std::memory_order_acquire)) {
    auto* image = snapshots_.front();
    if (image == nullptr ||
        progress_.released_command.load(std::memory_order_acquire) < (*image)->command_sequence) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      continue;
    }
    // Older segments were synced when they were left.
    const auto segments = event_segments(events_.directory());
    for (auto at = segments.rbegin(); at != segments.rend() && at->first > 0; ++at) {
      File(at->second, O_RDWR).sync();
      if (at->first <= (*image)->last_sequence) break;
    }
    const std::shared_ptr<SnapshotImage> taken = *image;
    snapshots_.pop();
    save_snapshot(*taken);
  }
}

void Engine::save_snapshot(const SnapshotImage& image) {
  if (image.command_sequence <= progress_.snapshot_command.load(std::memory_order_relaxed)) return;
  if (is_stopping_.load(std::memory_order_acquire)) events_.sync();
  snapshot_store_.save(image);
  progress_.snapshot_command.store(image.command_sequence, std::memory_order_relaxed);
  log::info("snapshot written", {{"commandSequence", image.command_sequence}});
}

bool Engine::is_drained() const {
  const std::uint64_t accepted = progress_.accepted_command.load(std::memory_order_acquire);
  return progress_.released_command.load(std::memory_order_acquire) >= accepted &&
         replies_.is_empty(0);
}

void Engine::drain() {
  progress_.is_draining.store(true, std::memory_order_release);
  const auto limit = std::chrono::steady_clock::now() + kDrainLimit;
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  while (!is_drained() && std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void Engine::stop_threads() {
  is_stopping_.store(true, std::memory_order_release);
  for (Wakeup* wakeup :
       {&gateway_wakeup_, &core_wakeup_, &release_wakeup_, &journal_wakeup_, &replay_wakeup_}) {
    wakeup->notify();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}
}  // namespace hft
