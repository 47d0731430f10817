// Reads a data directory: dump shows it, verify checks it, hash and replay decide it all again.
// Never writes; may be used beside a running engine (the end it sees is then a moment old).
#include <chrono>
#include <iostream>
#include <limits>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <CLI/CLI.hpp>
#pragma GCC diagnostic pop

#include "journal/event_compare.h"
#include "journal/recovery.h"
#include "tools/message_names.h"

namespace {
using namespace hft;

struct Options {
  std::filesystem::path data_dir = "data";
  std::uint64_t from = 1;
  std::uint64_t to = std::numeric_limits<std::uint64_t>::max();
  bool shows_bytes = false;
};

std::string to_hex(ByteView bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

void print_event(const wire::MessageView& event, bool shows_bytes) {
  std::uint64_t sequence = 0;
  std::memcpy(&sequence, event.body.data(), std::min(sizeof sequence, event.body.size()));
  std::cout << "  event " << sequence << ' ' << tools::name_of(event.header.templateId);
  if (shows_bytes) std::cout << ' ' << to_hex(event.bytes);
  std::cout << '\n';
}

/// The event log walked in step with the replayed commands.
class LogCheck {
 public:
  LogCheck(const Options& options, const Session& session)
      : reader_(event_directory(options.data_dir), session.id) {
    reader_.seek(1);
  }
  void take(std::uint64_t command, const Output& out) {
    if (out.event_count == 0 || is_at_end_) return;
    const auto entry = reader_.next();
    // A running or crashed engine may not have logged its last events yet.
    if (!entry) {
      is_at_end_ = true;
      return;
    }
    const bool is_same = entry->record.command_sequence == command &&
                         entry->record.first_sequence == out.first_sequence &&
                         are_same_events(entry->messages, out.events);
    if (!is_same) {
      throw JournalCorrupt("the event log differs from the replay at command " +
                           std::to_string(command) + ", sequence " +
                           std::to_string(out.first_sequence));
    }
    compared_ += out.event_count;
  }
  std::uint64_t compared() const { return compared_; }
  bool has_more() { return reader_.next().has_value(); }

 private:
  EventLogReader reader_;
  bool is_at_end_ = false;
  std::uint64_t compared_ = 0;
};

/// Decides every command again from the first one; `visit(record, output)` after each.
template <class Visit>
JournalTail decide_again(const Options& options, const Session& session, Core& core, Visit visit) {
  Output out;
  return read_journal(journal_directory(options.data_dir), session.id, 1,
                      [&](const JournalRecord& record, ByteView payload) {
                        const auto command = parse_command(record.sequence, true, payload);
                        if (!command) throw JournalCorrupt("a record holds no command");
                        core.apply(*command, out);
                        visit(record, *command, out);
                      });
}

void print_state(const Session& session, Core& core, const JournalTail& tail) {
  const Hash128 hash = core.state_hash();
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.hi),
                static_cast<unsigned long long>(hash.lo));
  std::cout << R"({"sessionId":")" << to_text(session.id) << R"(","stateHash":")" << text
            << R"(","lastCommandSequence":)" << tail.last_sequence << R"(,"lastSequence":)"
            << core.globals().last_sequence << R"(,"isTornTail":)"
            << (tail.is_torn ? "true" : "false");
}

int dump(const Options& options) {
  const Session session = read_session(options.data_dir);
  Core core(core_config(session));
  decide_again(options, session, core,
               [&](const JournalRecord& record, const Command& command, const Output& out) {
                 if (record.sequence < options.from || record.sequence > options.to) return;
                 std::cout << "command " << record.sequence << " at " << record.time_ns << ' '
                           << tools::name_of(record.type) << " by "
                           << command.envelope.principal.view();
                 if (options.shows_bytes) std::cout << ' ' << to_hex(command.message.bytes);
                 std::cout << '\n';
                 wire::MessageReader reader(out.events);
                 while (const auto event = reader.next()) print_event(*event, options.shows_bytes);
               });
  return 0;
}

int hash(const Options& options, bool is_verifying) {
  const Session session = read_session(options.data_dir);
  Core core(core_config(session));
  LogCheck check(options, session);
  const auto begin = std::chrono::steady_clock::now();
  const JournalTail tail = decide_again(
      options, session, core, [&](const JournalRecord& record, const Command&, const Output& out) {
        if (is_verifying) check.take(record.sequence, out);
      });
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  if (is_verifying && check.has_more()) {
    throw JournalCorrupt("the event log holds events the journal does not know");
  }
  print_state(session, core, tail);
  if (is_verifying) std::cout << R"(,"eventsCompared":)" << check.compared();
  std::cout << R"(,"commandsPerSecond":)"
            << static_cast<std::uint64_t>(static_cast<double>(tail.last_sequence) /
                                          std::max(elapsed.count(), 1e-9))
            << "}\n";
  return 0;
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Reads the engine's journal and event log");
  app.require_subcommand(1);
  Options options;
  app.add_option("--data-dir", options.data_dir)->required();
  app.fallthrough();
  CLI::App* dumps = app.add_subcommand("dump", "every command and the events it causes");
  dumps->add_option("--from", options.from, "first commandSequence");
  dumps->add_option("--to", options.to, "last commandSequence");
  dumps->add_flag("--bytes", options.shows_bytes, "with the messages in hex");
  const CLI::App* verifies =
      app.add_subcommand("verify", "chain of records, and event log = replay, byte for byte");
  const CLI::App* replays = app.add_subcommand("replay", "the same as hash, with its speed");
  app.add_subcommand("hash", "state hash after the last command");
  CLI11_PARSE(app, argc, argv);
  try {
    if (dumps->parsed()) return dump(options);
    return hash(options, verifies->parsed() || replays->parsed());
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
