// Orders at a fixed rate, whatever the answers do: each is sent when it is due, not when the one before was answered.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { waitFor } from "@hft/testkit";
import type { User } from "../support/users.ts";
import type { FlowNews, FlowWish, Sent } from "./flow-process.ts";

export const IS_LONG = process.env["HFT_LONG"] !== undefined;
/** A machine that others use too cannot show what 200 a second would show: there it may be lowered. */
export const PER_SECOND = Number(process.env["HFT_ORDERS_PER_SECOND"] ?? (IS_LONG ? 200 : 100));

export type Trader = User & { accountId: string };

export interface Flow {
  /** Answered orders; times are of this process's performance.now(). */
  readonly sent: readonly Sent[];
  /** Orders that are due and have no answer yet. */
  readonly waiting: number;
  /** Until orders for so long have come due: the flow is the clock of whoever measures it. */
  lasts(ms: number): Promise<void>;
  /** Until each order that was due before `atMs` has its answer: the slowest are what a figure must not miss. */
  answeredUntil(atMs: number): Promise<void>;
  /** Ends the flow, waits for the last answers, and says how many orders were sent. */
  stop(): Promise<number>;
}

export function startFlow(traders: readonly Trader[], symbol: string): Flow {
  const child = fork(join(import.meta.dirname, "flow-process.ts"), {
    execArgv: ["--conditions=source"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const offsetMs = performance.now() - Number(process.hrtime.bigint()) / 1e6;
  const sent: Sent[] = [];
  let beganMs = Number.POSITIVE_INFINITY;
  /** By the clock: news may lie unread while this process is busy. */
  const dueAt = (atMs: number) => Math.max(0, Math.ceil(((atMs - beganMs) * PER_SECOND) / 1_000));
  const due = () => dueAt(performance.now());
  let told = 0;
  child.on("message", (news: FlowNews) => {
    beganMs = news.beganMs + offsetMs;
    told = news.due;
    for (const one of news.answers) sent.push({ ...one, atMs: one.atMs + offsetMs });
  });
  child.send({
    url: (traders[0] as Trader).url,
    traders: traders.map(({ token, accountId }) => ({ token, accountId })),
    symbol,
    perSecond: PER_SECOND,
  } satisfies FlowWish);
  return {
    sent,
    get waiting() {
      return due() - sent.length;
    },
    async lasts(ms) {
      const enough = due() + (ms * PER_SECOND) / 1_000;
      const what = `the orders of ${ms} ms`;
      await waitFor(() => due() >= enough, { limitMs: ms + 10_000, what });
    },
    async answeredUntil(atMs) {
      const owed = dueAt(atMs);
      const isAnswered = () => sent.filter(({ count }) => count < owed).length === owed;
      await waitFor(isAnswered, { limitMs: 30_000, what: `the answers to ${owed} orders` });
    },
    async stop() {
      if (!child.connected) return told;
      const ended = Promise.all([once(child, "disconnect"), once(child, "exit")]);
      child.send("stop");
      await ended;
      return told;
    },
  };
}

/** What a stretch of the flow was like. */
export function figuresOf(sent: readonly Sent[], fromMs: number, toMs: number) {
  const part = sent.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const sorted = part.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const at = (p: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0) * 10) / 10;
  const slowest = part.find(({ tookMs }) => tookMs === sorted.at(-1));
  const slowestAtS = Math.round(((slowest?.atMs ?? fromMs) - fromMs) / 100) / 10;
  const outcomes: Record<string, number> = {};
  for (const { outcome } of part) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const times = { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), slowestAtS };
  return { orders: part.length, ...times, outcomes };
}
