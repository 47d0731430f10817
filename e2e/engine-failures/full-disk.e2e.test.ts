// The journal's disk runs full and empties again: what adds risk is refused, cancels go on, and then trading does.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { makeTempDir, removeDir, waitFor } from "@hft/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrder, traderOf } from "../support/engine.ts";
import { ACCOUNTS, type OwnEngine, SYMBOL, startOwnEngine } from "./own-engine.ts";

/** The floor lies this far below what is free, and the ballast is twice as large: others write to the disk too. */
const MARGIN_MB = 1_024;
const [ACCOUNT] = ACCOUNTS;

let dir: string;
let own: OwnEngine;

const freeMb = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return Math.floor((bavail * bsize) / 2 ** 20);
};

beforeAll(async () => {
  dir = makeTempDir("full-disk");
  own = await startOwnEngine(dir, ["--reserve-mb", String(freeMb(dir) - MARGIN_MB)]);
});
afterAll(async () => {
  await own.stop();
  removeDir(dir);
});

const place = (clientOrderId: string = randomUUID()) => {
  const wish = {
    accountId: ACCOUNT,
    symbol: SYMBOL,
    side: "BUY",
    orderQty: "1",
    limitPx: "1.00",
  } as const;
  return own.client.request(newOrder({ ...wish, clientOrderId }), traderOf(ACCOUNT));
};
const isReserveOnly = async (): Promise<boolean> =>
  ((await (await fetch(`${own.engine.url}/readyz`)).json()) as { isReserveOnly: boolean })
    .isReserveOnly;

it("[FAIL-012] refuses what adds risk on a full disk, lets cancels through, and goes on when there is space", async () => {
  const resting = await place();
  expect(resting.outcome).toBe("ACCEPTED");
  const ballast = join(dir, "ballast");
  execFileSync("fallocate", ["-l", `${2 * MARGIN_MB}M`, ballast]);
  await waitFor(isReserveOnly, { what: "the engine to see the full disk" });
  const refusedId = randomUUID();
  const refused = await place(refusedId);
  expect([refused.outcome, refused.rejectReason]).toEqual(["REJECTED", "JOURNAL_UNAVAILABLE"]);
  const cancel = {
    type: "CancelOrder",
    orderId: resting.orderId,
    accountId: ACCOUNT,
    clientOrderId: "",
  } as const;
  const canceled = await own.client.request(cancel, traderOf(ACCOUNT));
  expect([canceled.outcome, canceled.ordStatus]).toEqual(["ACCEPTED", "CANCELED"]);
  rmSync(ballast);
  await waitFor(async () => !(await isReserveOnly()), { what: "the engine to see the space" });
  // The refusal left no trace: the same id is free.
  const later = await place(refusedId);
  expect([later.outcome, later.isDuplicate]).toEqual(["ACCEPTED", false]);
  console.log(
    `full disk: new order ${refused.rejectReason}, cancel ${canceled.outcome}, with space again ${later.outcome}`,
  );
});
