// Compares tables and log after an outage. A program of its own, behind most others in the queue for the processors and
// started before anything is measured: to read the whole log takes seconds, which are not to be those of who catches up,
// nor those in which the judging program would answer no ping of the stream it watches.
import { setPriority } from "node:os";
import { waitFor, weighLess } from "@hft/testkit";
import { compareTables, dueRows, storedRows } from "../bridge-and-projection/tables.ts";
import { Platform, type PlatformFacts } from "../support/platform.ts";

/** Whose tables, how long to wait for them, and how often to count their rows; a message to this program. */
export interface JudgeWish {
  facts: PlatformFacts;
  /** The last sequence that the tables shall hold. */
  upTo: string;
  limitMs: number;
  countEveryMs: number;
}

/**
 * Told once when this program is ready, and for each message twice: when the tables hold as many rows as the log makes,
 * and what a comparison of the rows themselves found.
 */
export type Verdict = { isReady: true } | { hasAllRows: boolean } | { problems: string[] };

/** As low as not to be in the way; at the lowest it would be the last to know. */
const NICE = 5;

const tell = (verdict: Verdict) =>
  new Promise<void>((told) => process.send?.(verdict, () => told()));

async function judge(wish: JudgeWish): Promise<void> {
  const { facts, limitMs, countEveryMs } = wish;
  const platform = new Platform(facts);
  const upTo = BigInt(wish.upTo);
  const due = JSON.stringify(dueRows(platform, upTo));
  const isEqual = async () => JSON.stringify(await storedRows(platform, upTo)) === due;
  const waited = waitFor(isEqual, { limitMs, everyMs: countEveryMs });
  await tell({ hasAllRows: await waited.catch(() => false) });
  await tell({ problems: (await compareTables(platform, upTo)).problems });
}

setPriority(NICE);
weighLess(process.pid, NICE);
process.on("message", (wish: JudgeWish) => void judge(wish));
process.once("disconnect", () => process.exit());
await tell({ isReady: true });
