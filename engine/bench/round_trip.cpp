// One order in flight: how long from a client's send to its reply, beside a bare libzmq echo of the
// same frame sizes. Echo and engines are processes of their own; rounds alternate, so that noise of
// the machine hits all of them.
//
//   hft_round_trip --engine <hft_engine> [--rounds 5] [--orders 2000]
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include "base/clock.h"
#include "test_client.h"

namespace {
using namespace hft;
using namespace hft::testing;

constexpr std::size_t kWarmUp = 200;
constexpr const char* kToken = "round-trip";

/// A child that ends with us.
template <class Body>
pid_t spawn(Body body) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  body();
  _exit(1);
}

/// Answers each frame with one of the size of a reply.
[[noreturn]] void echo(const std::string& endpoint, std::size_t reply_bytes) {
  zmq::context_t context(1);
  zmq::socket_t socket(context, zmq::socket_type::router);
  socket.bind(endpoint);
  const Bytes reply(reply_bytes);
  while (true) {
    zmq::message_t identity;
    zmq::message_t body;
    if (!socket.recv(identity) || !socket.recv(body)) continue;
    socket.send(identity, zmq::send_flags::sndmore);
    socket.send(zmq::buffer(reply), zmq::send_flags::none);
  }
}

struct Engine {
  std::string mode;
  std::filesystem::path directory;
  std::string endpoint;
  pid_t pid = 0;
};

void start(Engine& engine, const std::string& binary) {
  const auto tokens = engine.directory / "tokens.json";
  std::filesystem::create_directories(engine.directory);
  std::ofstream(tokens) << R"({"platform":")" << kToken << R"(","admin":"x-)" << kToken << R"("})";
  const auto ipc = [&](const char* name) { return "ipc://" + (engine.directory / name).string(); };
  engine.endpoint = "tcp://127.0.0.1:" +
                    std::to_string(20'000 + getpid() % 20'000 + (engine.mode == "memory" ? 1 : 2));
  engine.pid = spawn([&] {
    freopen((engine.directory / "log").c_str(), "w", stdout);
    execl(binary.c_str(), binary.c_str(), "--data-dir", (engine.directory / "data").c_str(),
          "--tokens-file", tokens.c_str(), "--commands-endpoint", engine.endpoint.c_str(),
          "--feed-endpoint", ipc("feed").c_str(), "--replay-endpoint", ipc("replay").c_str(),
          "--ack-mode", engine.mode.c_str(), nullptr);
  });
}

/// Times of one round in nanoseconds, ascending; `once(i)` sends and waits.
template <class Once>
std::vector<TimeNs> round(std::size_t count, Once once) {
  std::vector<TimeNs> times;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    once(i);
    const auto end = std::chrono::steady_clock::now();
    if (i >= kWarmUp) times.push_back(static_cast<TimeNs>((end - begin).count()));
  }
  std::sort(times.begin(), times.end());
  return times;
}

/// Orders that rest a moment and are gone: each is an IOC that finds nobody.
struct Trader {
  TestClient client;
  std::uint64_t count = 0;

  Trader(zmq::context_t& context, const Engine& engine) : client(context, engine.endpoint) {
    client.logon(wire::ConnectionRole::PLATFORM, kToken);
    client.accounts = {"alice"};
    client.ask(instrument("BENCH"));
    client.ask(account("alice"));
    client.ask(deposit("alice", 1'000'000 * kOne, "start"));
  }
  void once() {
    const auto reply = client.ask(limit("alice", "BENCH", Side::BUY, 1, 100,
                                        "o" + std::to_string(++count), wire::TimeInForce::IOC));
    if (reply.outcome != wire::Outcome::ACCEPTED) throw std::runtime_error("order refused");
  }
};

double median_us(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}
double at_us(const std::vector<TimeNs>& times, double share) {
  const auto index = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
  return static_cast<double>(times[index]) / 1'000;
}

struct Series {
  const char* name;
  std::vector<double> p50;
  std::vector<double> p99;
  void add(const std::vector<TimeNs>& times) {
    p50.push_back(at_us(times, 0.5));
    p99.push_back(at_us(times, 0.99));
  }
};

std::array<Series, 3> measure(const std::string& binary, std::size_t rounds, std::size_t orders) {
  const auto root =
      std::filesystem::temp_directory_path() / ("hft-round-trip-" + std::to_string(getpid()));
  std::array<Engine, 2> engines{Engine{"memory", root / "memory", {}, 0},
                                Engine{"durable", root / "durable", {}, 0}};
  for (Engine& engine : engines) start(engine, binary);
  const std::string endpoint = "tcp://127.0.0.1:" + std::to_string(20'000 + getpid() % 20'000);
  const pid_t echo_pid = spawn([&] { echo(endpoint, sizeof(wire::CommandReply) + 12); });
  std::array<Series, 3> all{Series{"libzmq echo", {}, {}}, Series{"memory", {}, {}},
                            Series{"durable", {}, {}}};
  {
    zmq::context_t context(1);
    zmq::socket_t plain(context, zmq::socket_type::dealer);
    plain.connect(endpoint);
    const Bytes frame(sizeof(wire::CommandEnvelope) + sizeof(wire::NewOrder) + 44);
    std::array<Trader, 2> traders{Trader(context, engines[0]), Trader(context, engines[1])};
    for (std::size_t i = 0; i < rounds; ++i) {
      all[0].add(round(orders, [&](std::size_t) {
        plain.send(zmq::buffer(frame), zmq::send_flags::none);
        zmq::message_t reply;
        [[maybe_unused]] const auto size = plain.recv(reply);
      }));
      all[1].add(round(orders, [&](std::size_t) { traders[0].once(); }));
      all[2].add(round(orders / 4, [&](std::size_t) { traders[1].once(); }));
    }
    plain.set(zmq::sockopt::linger, 0);
  }
  for (const pid_t pid : {echo_pid, engines[0].pid, engines[1].pid}) {
    kill(pid, SIGTERM);
    waitpid(pid, nullptr, 0);
  }
  std::filesystem::remove_all(root);
  return all;
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Round trip of one order beside a bare libzmq echo");
  std::string binary;
  std::size_t rounds = 5;
  std::size_t orders = 2'000;
  app.add_option("--engine", binary, "hft_engine to start")->required();
  app.add_option("--rounds", rounds)->check(CLI::PositiveNumber);
  app.add_option("--orders", orders, "per round; a quarter of it in durable mode");
  CLI11_PARSE(app, argc, argv);
  try {
    for (const Series& series : measure(binary, rounds, orders)) {
      std::cout << R"({"name":")" << series.name << R"(","p50Us":)" << median_us(series.p50)
                << R"(,"p99Us":)" << median_us(series.p99) << "}\n";
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
