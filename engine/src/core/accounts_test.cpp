// Who may open and change accounts and instruments, and what then still fits.
#include <gtest/gtest.h>

#include "core_harness.h"

namespace hft {
namespace {
using namespace hft::testing;
using wire::Outcome;
using wire::RejectReason;

class Accounts : public ::testing::Test {
 protected:
  Accounts() { h.set_up(); }
  wire::NewOrder buy(std::int64_t qty, std::int64_t cents) {
    return limit("alice", "SPY", Side::BUY, qty, cents, "id" + std::to_string(++count_));
  }
  CoreHarness h;

 private:
  int count_ = 0;
};

TEST_F(Accounts, OnlyTheRightRoleMayChangeLimitsOrAccounts) {
  h.envelope.roles = 0b0010;
  EXPECT_EQ(h.send(account("eve")).rejectReason, RejectReason::NOT_AUTHORIZED);
  EXPECT_EQ(h.send(wire::KillSwitch{}).rejectReason, RejectReason::NOT_AUTHORIZED);
  EXPECT_EQ(h.send(wire::MassCancel{{}, {}, Side::BUY, wire::Bool::YES}).rejectReason,
            RejectReason::NOT_AUTHORIZED);
  h.envelope.roles = 0b0001;
  EXPECT_EQ(h.send(buy(1, 100)).rejectReason, RejectReason::NOT_AUTHORIZED) << "a mere viewer";
}

TEST_F(Accounts, AnAccountIsOpenedForOneUserOnly) {
  auto opened = account("house");
  opened.owner = wire::Chars<32>::of("ann");
  EXPECT_EQ(h.send(opened).isDuplicate, wire::Bool::NO);
  EXPECT_EQ(h.send(opened).isDuplicate, wire::Bool::YES) << "asked again after a lost answer";
  EXPECT_TRUE(h.events<wire::AccountChanged>().empty());
  auto stolen = opened;
  stolen.owner = wire::Chars<32>::of("ben");
  stolen.isShortAllowed = wire::Bool::YES;
  EXPECT_EQ(h.send(stolen).rejectReason, RejectReason::NOT_AUTHORIZED);
  EXPECT_TRUE(h.events<wire::AccountChanged>().empty());
  EXPECT_EQ(h.account_state("house").isShortAllowed, wire::Bool::NO);
  stolen.accountId = AccountId::of("alice");
  EXPECT_EQ(h.send(stolen).rejectReason, RejectReason::NOT_AUTHORIZED) << "an operator's";
  opened.owner = {};
  opened.isShortAllowed = wire::Bool::YES;
  EXPECT_EQ(h.send(opened).outcome, wire::Outcome::ACCEPTED) << "an operator may change any";

  Bytes state;
  h.core->save(state);
  Core restored{CoreConfig{}};
  ASSERT_TRUE(restored.load(state));
  EXPECT_EQ(restored.state_hash(), h.core->state_hash());
}

TEST_F(Accounts, WhoOpensAnAccountAgainChangesNothingAnOperatorSet) {
  auto opened = account("house");
  opened.owner = wire::Chars<32>::of("ann");
  h.send(opened);
  auto disabled = opened;
  disabled.owner = {};
  disabled.isEnabled = wire::Bool::NO;
  disabled.isShortAllowed = wire::Bool::YES;
  EXPECT_EQ(h.send(disabled).outcome, Outcome::ACCEPTED);
  ASSERT_FALSE(h.events<wire::AccountChanged>().empty());

  EXPECT_EQ(h.send(opened).isDuplicate, wire::Bool::YES);
  EXPECT_TRUE(h.events<wire::AccountChanged>().empty());
  EXPECT_EQ(h.account_state("house").isEnabled, wire::Bool::NO);
  EXPECT_EQ(h.account_state("house").isShortAllowed, wire::Bool::YES);
}

TEST_F(Accounts, DepositsHappenOnceAndWithdrawalsLeaveReservations) {
  EXPECT_EQ(h.send(deposit("alice", 5 * kOne, "start")).isDuplicate, wire::Bool::YES);
  EXPECT_EQ(h.account_state("alice").cash, 100'000 * kOne);
  h.send(buy(1, 100));
  EXPECT_EQ(h.send(deposit("alice", -100'000 * kOne, "w1")).rejectReason,
            RejectReason::INSUFFICIENT_BUYING_POWER);
  EXPECT_EQ(h.send(deposit("alice", -99'999 * kOne, "w2")).outcome, Outcome::ACCEPTED);
}

TEST_F(Accounts, InstrumentsMustKeepMoneyExact) {
  auto odd = instrument("ODD");
  odd.tickPx = 1;
  odd.lotQty = 1;
  EXPECT_EQ(h.send(odd).rejectReason, RejectReason::INVALID_INSTRUMENT);
  EXPECT_EQ(h.send(instrument("SPY")).isDuplicate, wire::Bool::YES);
  EXPECT_EQ(h.send(instrument("lower")).rejectReason, RejectReason::INVALID_INSTRUMENT);
}

TEST_F(Accounts, AGridChangesOnlyWhenWhatIsHeldFitsIt) {
  auto fine = instrument("FINE");
  fine.lotQty = fine.minQty = kOne / 10;
  h.send(fine);
  const auto trade = [&](std::string_view seller, std::string_view buyer, const char* id) {
    auto sell = limit(seller, "FINE", Side::SELL, 1, 100, std::string("s") + id);
    auto buy = limit(buyer, "FINE", Side::BUY, 1, 100, std::string("b") + id);
    sell.orderQty = buy.orderQty = kOne / 2;
    h.send(sell);
    EXPECT_EQ(h.send(buy).ordStatus, wire::OrdStatus::FILLED);
  };
  trade("mm1", "alice", "1");
  auto coarse = fine;
  coarse.lotQty = coarse.minQty = kOne;
  EXPECT_EQ(h.send(coarse).rejectReason, RejectReason::INVALID_INSTRUMENT);
  trade("alice", "mm1", "2");
  EXPECT_EQ(h.send(coarse).outcome, Outcome::ACCEPTED);
}
}  // namespace
}  // namespace hft
