// Struct layouts of the public "matching engine benchmark" C ABI (flash1-dev, MIT): what its
// harness hands to an engine and takes back. Declared anew; only the layout is theirs.
#pragma once
#include <cstdint>

namespace mb {
struct NewOrder {
  std::uint64_t order_id;
  std::uint64_t seq;
  std::int64_t price;  ///< ticks
  std::uint32_t qty;   ///< lots
  std::uint8_t side;   ///< 0 buy, 1 sell
  std::uint8_t ioc;
  std::uint8_t pad[2];
};
struct Cancel {
  std::uint64_t order_id;
  std::uint64_t seq;
};
struct Modify {
  std::uint64_t order_id;
  std::uint64_t seq;
  std::int64_t price;
  std::uint32_t qty;  ///< what shall be open
  std::uint8_t side;
  std::uint8_t pad[3];
};
struct Report {
  std::uint8_t type = 0;
  std::uint8_t side = 0;
  std::uint8_t pad[6]{};
  std::uint64_t seq = 0;
  std::uint64_t order_id = 0;
  std::int64_t price = 0;
  std::uint32_t qty = 0;
  std::uint32_t pad2 = 0;
  std::uint64_t maker = 0;
  std::uint64_t taker = 0;
  std::uint64_t pad3 = 0;
};
/// Where reports go; `push` answers 0 while its queue is full.
struct Transport {
  void* (*create)(std::uint32_t);
  int (*push)(void*, const Report*);
  std::uint32_t (*drain)(void*, Report*, std::uint32_t);
  void (*flush)(void*);
  void (*destroy)(void*);
};
enum ReportType : std::uint8_t {
  OrderAck,
  Trade,
  CancelAck,
  ModifyAck,
  CancelReject,
  ModifyReject
};

static_assert(sizeof(NewOrder) == 32 && sizeof(Cancel) == 16);
static_assert(sizeof(Modify) == 32 && sizeof(Report) == 64);
}  // namespace mb
