import { isDeepStrictEqual } from "node:util";
import { median, printFigure, printTable, round } from "../lib/figure.ts";
import { createLoad, type Load, type Round } from "../lib/load.ts";
import { alike, OPERATIONS, type Operation } from "../lib/operations.ts";
import { type Peer, startPeer } from "../lib/peer.ts";
import { startOurs, startStock, type Target } from "../lib/routers.ts";

/** What a figure of this file is measured with. */
interface Case {
  readonly id: string;
  readonly operation: Operation;
  readonly clients: number;
  /** The aim of the design, beyond the floor. */
  readonly aim: number;
}

const FLOOR = 0.45;
const CASES: readonly Case[] = [
  { id: "R1", operation: OPERATIONS.one, clients: 4, aim: 0.2 },
  { id: "R1-order", operation: OPERATIONS.order, clients: 4, aim: 0.2 },
  { id: "R2", operation: OPERATIONS.three, clients: 4, aim: 0.22 },
  { id: "R11-one", operation: alike(OPERATIONS.one), clients: 16, aim: 0.1 },
  { id: "R11-three", operation: alike(OPERATIONS.three), clients: 16, aim: 0.1 },
];

/** Four clients send more orders than a trader may. */
const UNLIMITED = { LIMIT_ORDER_ENTRY_PER_SECOND: "100000", LIMIT_ORDER_ENTRY_BURST: "100000" };

/** How much is asked: rounds alternate between the two routers. */
export interface Effort {
  readonly rounds: number;
  readonly warmUp: number;
  readonly requests: number;
}

interface Side {
  readonly target: Target;
  readonly load: Load;
  readonly expected: readonly string[];
  /** CPU of the process while nobody asks: identity looks, timers. Subtracted on both sides. */
  readonly idleUsPerSecond: number;
  readonly rounds: Round[];
  upstream: number;
}

const requestCount = (subgraphs: Peer): Promise<number> => subgraphs.ask("requests", "requests");

async function createSide(target: Target, { operation, clients }: Case): Promise<Side> {
  const load = createLoad(target, clients);
  const expected = await load.ask(operation);
  return { target, load, expected, idleUsPerSecond: await idle(target), rounds: [], upstream: 0 };
}

const IDLE_SECONDS = 1;

async function idle({ peer }: Target): Promise<number> {
  const before = await peer.usage();
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000));
  return ((await peer.usage()).cpuUs - before.cpuUs) / IDLE_SECONDS;
}

interface Answer {
  readonly data?: object;
  readonly errors?: readonly object[];
}

/** Without extensions: what a mutation tells beside its payload only our router does. */
const shown = ({ data, errors }: Answer): Answer => ({
  ...(data && { data }),
  ...(errors && { errors }),
});

function demandEqualAnswers({ id }: Case, [stock, ours]: readonly [Side, Side]): void {
  const [ones, others] = [stock, ours].map(({ expected }) =>
    expected.map((text) => shown(JSON.parse(text) as Answer)),
  );
  const isAnswered = ones?.every((one) => "data" in one && !("errors" in one));
  if (isAnswered && isDeepStrictEqual(ones, others)) return;
  throw new Error(`${id}: answers differ\n${stock.expected}\n${ours.expected}`);
}

async function measure(one: Case, sides: readonly [Side, Side], effort: Effort, subgraphs: Peer) {
  for (const { load, ...rest } of sides) {
    await load.run(one.operation, { ...rest, requests: effort.warmUp });
  }
  for (let done = 0; done < effort.rounds; done += 1) {
    for (const side of sides) {
      const before = await requestCount(subgraphs);
      side.rounds.push(await side.load.run(one.operation, { ...side, ...effort }));
      side.upstream += (await requestCount(subgraphs)) - before;
    }
  }
}

function report({ id, operation, clients, aim }: Case, sides: readonly [Side, Side]): void {
  const cpuOf = ({ rounds }: Side) => median(rounds.map((one) => one.cpuUsPerRequest));
  const rows = sides.map((side) => {
    const spread = side.rounds.map((one) => one.cpuUsPerRequest).sort((a, b) => a - b);
    const asked = side.rounds.length;
    const perSecond = median(side.rounds.map((one) => one.requestsPerSecond));
    return [
      ...[
        side.target.name,
        round(cpuOf(side)),
        `${round(spread[0] ?? 0)}–${round(spread.at(-1) ?? 0)}`,
      ],
      ...[round(perSecond), round(side.upstream / asked)],
    ];
  });
  const ratio = cpuOf(sides[1]) / cpuOf(sides[0]);
  const heading = ["", "CPU µs/request", "spread", "requests/s", "upstream requests/round"];
  printTable(`${id}: ${operation.name}, ${clients} clients, aim ≤ ${aim} × stock`, [
    heading,
    ...rows,
  ]);
  printFigure({ id, value: ratio, unit: "×stock", must: "<=", bound: FLOOR });
}

/** CPU of both routers for the same requests to the same subgraphs. */
export async function runRequestFigures(effort: Effort): Promise<void> {
  const { peer: subgraphs, ready } = await startPeer<never>("peers/subgraphs.ts", {
    ready: "urls",
  });
  const [stock, ours] = [await startStock(ready), await startOurs(ready, UNLIMITED)];
  try {
    for (const one of CASES) {
      const sides = [await createSide(stock, one), await createSide(ours, one)] as const;
      demandEqualAnswers(one, sides as [Side, Side]);
      await measure(one, sides as [Side, Side], effort, subgraphs);
      report(one, sides as [Side, Side]);
      for (const { load } of sides) await load.stop();
    }
  } finally {
    for (const { peer } of [stock, ours]) await peer.stop();
    await subgraphs.stop();
  }
}
