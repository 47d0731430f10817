// R4, R6, R7 and R12: one user's fills to many sockets. Router, upstream and clients are processes of
// their own on one machine; the sockets' limit is raised by configuration.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeSupergraph } from "../../../contracts/graphql/compose.ts";
import { ANALYTICS_SDL, ORDERS_SDL, POSITIONS_SDL } from "../../tests/fixtures/sdl.ts";
import { SUBGRAPH_SECRET } from "../../tests/fixtures/subgraphs.ts";
import { printFigure, printTable, round } from "../lib/figure.ts";
import { type Peer, startPeer } from "../lib/peer.ts";
import { startOurs, type Target } from "../lib/routers.ts";

/** How many sockets, and how many events a second for how long. */
export interface FanOut {
  readonly sockets: number;
  readonly perSecond: number;
  readonly seconds: number;
}

interface Counts {
  readonly events: number;
  readonly broken: number;
  readonly closed: number;
  readonly live: number;
}
interface Streams {
  readonly active: number;
  readonly opened: number;
}

const BURSTS = 10;
const BURST = 50;
const STEP_MS = 50;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const counts = (clients: Peer) => clients.ask<Counts>("state", "state");
const streams = (source: Peer) => source.ask<Streams>("streams", "streams");

/** Asks until it is so; a bench that waits for ever says nothing. */
async function until(
  what: string,
  isSo: () => Promise<boolean>,
  limitMs = 60_000,
): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > limitMs)
      throw new Error(`${what}: not within ${limitMs} ms`);
    await pause(STEP_MS);
  }
  return performance.now() - startedAt;
}

function writeContract(): string {
  const folder = mkdtempSync(join(tmpdir(), "hft-bench-"));
  const sdls = { orders: ORDERS_SDL, positions: POSITIONS_SDL, analytics: ANALYTICS_SDL };
  for (const [name, sdl] of Object.entries(sdls))
    writeFileSync(join(folder, `${name}.graphql`), sdl);
  writeFileSync(join(folder, "supergraph.graphql"), composeSupergraph(sdls));
  return folder;
}

async function startClients(target: Target, sockets: number): Promise<Peer> {
  const token = (target.headers["authorization"] ?? "").replace("Bearer ", "");
  const url = `${target.url.replace("http", "ws")}/graphql`;
  const { peer } = await startPeer<boolean>("peers/sockets.ts", {
    ready: "opened",
    env: { BENCH_SOCKETS: JSON.stringify({ url, token, count: String(sockets) }) },
  });
  await until("sockets are live", async () => (await counts(peer)).live === sockets);
  return peer;
}

/** Pushes at an even rate and waits until every client has everything. */
async function stream(source: Peer, clients: Peer, target: Target, fan: FanOut) {
  const before = await counts(clients);
  const usage = await target.peer.usage();
  const startedAt = performance.now();
  const total = fan.perSecond * fan.seconds;
  let pushed = 0;
  while (pushed < total) {
    const due = Math.min(total, ((performance.now() - startedAt) / 1_000) * fan.perSecond);
    for (; pushed < due; pushed += 1) source.tell("push");
    await pause(STEP_MS);
  }
  await until("every client has every event", async () => {
    return (await counts(clients)).events - before.events >= total * fan.sockets;
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const delivered = (await counts(clients)).events - before.events;
  const cpuUs = (await target.peer.usage()).cpuUs - usage.cpuUs;
  return { delivered, seconds, cpuUs, rssBytes: (await target.peer.usage()).rssBytes };
}

async function bursts(source: Peer, clients: Peer, sockets: number): Promise<number> {
  const before = (await counts(clients)).events;
  for (let i = 0; i < BURSTS; i += 1) {
    source.tell("push", { count: BURST });
    await pause(200);
  }
  const due = BURSTS * BURST * sockets;
  await until(
    "every burst has arrived",
    async () => (await counts(clients)).events - before >= due,
  );
  const { events, broken, closed } = await counts(clients);
  return Math.abs(events - before - due) + broken + closed;
}

/** One user's fills to `sockets` clients. */
export async function runFanOut(fan: FanOut): Promise<void> {
  const folder = writeContract();
  const { peer: source, ready } = await startPeer<never>("peers/fan-out-source.ts", {
    ready: "urls",
  });
  const target = await startOurs(ready, {
    GRAPHQL_CONTRACTS_DIR: folder,
    ROUTER_SUBGRAPH_SECRET: SUBGRAPH_SECRET.reveal(),
    LIMIT_SOCKETS_PER_ACCOUNT: String(fan.sockets * 2),
  });
  const clients = await startClients(target, fan.sockets);
  try {
    const { active } = await streams(source);
    const { delivered, seconds, cpuUs, rssBytes } = await stream(source, clients, target, fan);
    const lost = await bursts(source, clients, fan.sockets);
    clients.tell("close");
    const closedMs = await until("upstream ends", async () => (await streams(source)).active === 0);
    printTable(`fan-out to ${fan.sockets} sockets, ${fan.perSecond} events/s offered`, [
      ["delivered", "seconds", "router CPU s", "router MB"],
      [String(delivered), round(seconds), round(cpuUs / 1e6), round(rssBytes / 2 ** 20)],
    ]);
    const line = { must: "<=" as const };
    printFigure({ id: "R4", value: cpuUs / delivered, unit: "µs/message", ...line, bound: 6 });
    printFigure({ id: "R6", value: active, unit: "upstreams", ...line, bound: 1 });
    printFigure({ id: "R6-end", value: closedMs / 1_000, unit: "s", ...line, bound: 5 });
    printFigure({
      id: "R7",
      value: delivered / seconds,
      unit: "messages/s",
      must: ">=",
      bound: 50_000,
    });
    printFigure({ id: "R12", value: lost, unit: "lost", ...line, bound: 0 });
  } finally {
    for (const peer of [clients, target.peer, source]) await peer.stop();
    rmSync(folder, { recursive: true });
  }
}
