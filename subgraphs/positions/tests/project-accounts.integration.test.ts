import { type EngineEvent, engineEvent } from "@hft/engine-client";
import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { encode, type Message } from "@hft/wire";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { projectAccounts } from "../src/ingest/project-accounts.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase(inject("databaseUrl"), "accounts");
  pool = new Pool({ connectionString: database.roleUrl("positions") });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const event = (sequence: bigint, message: object): EngineEvent => {
  const stamps = { sequence, commandSequence: sequence, ingressTimeNs: 1n, transactTimeNs: 1n };
  return engineEvent(SESSION, sequence, encode({ ...stamps, ...message } as Message));
};
const opened = (sequence: bigint, accountId: string, isShortAllowed: boolean) =>
  event(sequence, {
    ...{ type: "AccountChanged", accountId, kind: "MARKET", isShortAllowed, isEnabled: true },
  });
const paid = (sequence: bigint, accountId: string, cash: bigint) =>
  event(sequence, {
    ...{ type: "BalanceChanged", accountId, cash, delta: cash, reserved: 3n, depositId: "d" },
  });
const canceled = (sequence: bigint, accountId: string, reserved: bigint) =>
  event(sequence, {
    ...{ type: "OrderCanceled", accountId, reserved, orderId: 1n, symbol: "TESTA", side: "BUY" },
    ...{ clientOrderId: "c", cumQty: 0n, canceledQty: 1n, cancelReason: "USER" },
  });

async function project(...events: EngineEvent[]) {
  const tx = await pool.connect();
  await projectAccounts(tx, events).finally(() => tx.release());
  const { rows } = await pool.query(
    "SELECT account_id, sequence, kind, is_short_allowed, cash, reserved FROM positions.accounts ORDER BY 1",
  );
  return rows.map((row) => Object.values(row).join(" "));
}

it("[REC-015] stores of accounts what events tell, and leaves the rest as it stands", async () => {
  const first = [opened(1n, "a1", true), paid(2n, "a1", 100n), paid(3n, "a2", 7n)];
  expect(await project(...first)).toEqual(["a1 2 MARKET true 100 3", "a2 3 CUSTOMER false 7 3"]);
  expect(await project(canceled(4n, "a1", 0n), opened(5n, "a2", true))).toEqual([
    "a1 4 MARKET true 100 0",
    "a2 5 MARKET true 7 3",
  ]);
});
