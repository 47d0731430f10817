// The adapter answers as its harness expects, and checks before it trades.
#include <gtest/gtest.h>

#include <vector>

#include "mebench_abi.h"

extern "C" {
void engine_init(std::uint64_t, const mb::Transport*, void*);
void engine_shutdown();
void engine_on_new_order(const mb::NewOrder*);
void engine_on_cancel(const mb::Cancel*);
void engine_on_modify(const mb::Modify*);
void engine_flush();
std::int64_t engine_query_best_bid();
std::uint64_t engine_query_depth_at(std::int64_t, std::uint8_t);
std::uint64_t engine_checks_done(std::uint32_t);
}

namespace {
using Reports = std::vector<mb::Report>;
int push(void* sink, const mb::Report* report) {
  static_cast<Reports*>(sink)->push_back(*report);
  return 1;
}

class MebenchAdapter : public ::testing::Test {
 protected:
  MebenchAdapter() { engine_init(0, &transport_, &reports); }
  ~MebenchAdapter() override { engine_shutdown(); }
  std::vector<int> types() const {
    std::vector<int> found;
    for (const mb::Report& report : reports) found.push_back(report.type);
    return found;
  }
  Reports reports;

 private:
  const mb::Transport transport_{nullptr, push, nullptr, nullptr, nullptr};
};

TEST_F(MebenchAdapter, AnswersEachMessageInTheHarnesssWords) {
  const mb::NewOrder bid{1, 10, 20'000, 5, 0, 0, {}};
  const mb::NewOrder take{2, 11, 19'999, 8, 1, 1, {}};
  engine_on_new_order(&bid);
  EXPECT_EQ(engine_query_best_bid(), 20'000);
  const mb::Modify more{1, 12, 20'001, 6, 0, {}};
  engine_on_modify(&more);
  EXPECT_EQ(engine_query_depth_at(20'001, 0), 6U);
  engine_on_new_order(&take);
  const mb::Cancel late{1, 13};
  engine_on_cancel(&late);
  engine_flush();
  EXPECT_EQ(types(), (std::vector<int>{mb::OrderAck, mb::ModifyAck, mb::OrderAck, mb::Trade,
                                       mb::CancelAck, mb::CancelReject}));
  EXPECT_EQ(reports[3].price, 20'001);
  EXPECT_EQ(reports[3].qty, 6U);
  EXPECT_EQ(reports[3].maker, 1U);
  EXPECT_EQ(reports[3].taker, 2U);
  EXPECT_EQ(reports[4].qty, 2U) << "what the taker could not get";
}

TEST_F(MebenchAdapter, DecidesInTurnWhatWaitsForOthers) {
  for (std::uint64_t id = 1; id <= 6; ++id) {
    const mb::NewOrder bid{id, id, 20'000, 1, 0, 0, {}};
    engine_on_new_order(&bid);
  }
  EXPECT_EQ(reports.size(), 3U) << "three wait";
  const mb::Cancel first{1, 7};
  const mb::Cancel again{1, 8};
  const mb::NewOrder take{7, 9, 20'000, 1, 1, 1, {}};
  engine_on_cancel(&first);
  engine_on_cancel(&again);
  engine_on_new_order(&take);
  engine_flush();
  EXPECT_EQ(types(), (std::vector<int>{mb::OrderAck, mb::OrderAck, mb::OrderAck, mb::OrderAck,
                                       mb::OrderAck, mb::OrderAck, mb::CancelAck, mb::CancelReject,
                                       mb::OrderAck, mb::Trade}));
  EXPECT_EQ(reports.back().maker, 2U) << "the first of those that are left";
  EXPECT_EQ(engine_query_depth_at(20'000, 0), 4U);
}

TEST_F(MebenchAdapter, DoesEveryCheckForEveryOrder) {
  const mb::NewOrder order{1, 10, 20'000, 5, 0, 0, {}};
  engine_on_new_order(&order);
  for (const std::uint32_t number : {1U, 2U, 3U, 4U, 5U, 7U, 9U, 12U}) {
    EXPECT_EQ(engine_checks_done(number), 1U) << "check " << number;
  }
}
}  // namespace
