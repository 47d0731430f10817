import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS as REST_OPERATIONS } from "../../src/rest/stored-operations.ts";
import { REAL_SDLS } from "../fixtures/exchange.ts";
import { breakAnswer, FAULT_COUNT } from "./broken-answers.ts";
import { EDGE_CASES, EDGE_SDLS } from "./edge-cases.ts";
import { createInvention, numberOf } from "./invented-answers.ts";
import { type Asked, createTwoLanes, type Got, type TwoLanes } from "./two-lanes.ts";
import { withVariables, writtenOperations } from "./written-operations.ts";

/** Which fault the next answers have, and in which of them. */
interface Fault {
  readonly kind: number;
  readonly seed: number;
}

/** Both lanes over invented subgraphs that can be told to break their answers. */
async function startLanes(sdls: Readonly<Record<string, string>>) {
  const inventions = Object.fromEntries(
    Object.entries(sdls).map(([name, sdl]) => [name, createInvention(sdl)]),
  );
  const state: { fault?: Fault | undefined } = {};
  const lanes = await createTwoLanes(sdls, async (service, request) => {
    const text = await (inventions[service] as (typeof inventions)[string])(request);
    const { fault } = state;
    const words = [fault?.seed, service, request.query, request.variables];
    // One answer in two is broken, so that what is sound around it is seen too.
    if (!fault || numberOf("break", ...words) % 2 === 0) return text;
    return breakAnswer(text, fault.kind, ...words);
  });
  return { lanes, state };
}

const SEEDS = 4;
const FAULTS = Array.from({ length: FAULT_COUNT * SEEDS }, (_, at) => ({
  kind: at % FAULT_COUNT,
  seed: Math.floor(at / FAULT_COUNT),
}));

/** Errors of parallel fetches stand in the order in which their answers came. */
function inOrder(body: string): string {
  if (!body.startsWith('{"errors"')) return body;
  const { errors, ...rest } = JSON.parse(body) as { errors: unknown[] };
  const texts = errors.map((one) => JSON.stringify(one)).sort();
  return JSON.stringify({ errors: texts, ...rest });
}

/** Apollo Server's answer, then the router's; the first lets the lane know the operation. */
async function demandEqual({ slow, fast }: TwoLanes, asked: Asked, about: string): Promise<Got> {
  const [reference, got] = [await slow(asked), await fast(asked)];
  const shown = JSON.stringify({ about, ...asked });
  expect({ status: got.status, body: inOrder(got.body) }, shown).toEqual({
    ...{ status: reference.status, body: inOrder(reference.body) },
  });
  expect(got.upstream, shown).toBeLessThanOrEqual(reference.upstream);
  expect(got.commands, shown).toBe(reference.commands);
  return got;
}

async function demandEqualWhenBroken(
  { lanes, state }: Awaited<ReturnType<typeof startLanes>>,
  asked: Asked,
) {
  let fallbacks = 0;
  for (const fault of FAULTS) {
    state.fault = fault;
    const { lane } = await demandEqual(lanes, asked, `fault ${fault.kind} seed ${fault.seed}`);
    if (lane === "fallback") fallbacks += 1;
  }
  state.fault = undefined;
  return fallbacks;
}

describe("the contract of this checkout", () => {
  let world: Awaited<ReturnType<typeof startLanes>>;
  let operations: Asked[];
  beforeAll(async () => {
    world = await startLanes(REAL_SDLS);
    const { schema } = world.lanes.graph;
    operations = writtenOperations(schema, Object.values(REST_OPERATIONS)).map((one) =>
      withVariables(schema, one),
    );
  });
  afterAll(() => world.lanes.stop());

  it("[LANE-001] every query and mutation written in this repository is answered alike, by the fast lane", async () => {
    expect(operations.length).toBeGreaterThan(40);
    const isMutation = ({ query }: Asked) => query.trimStart().startsWith("mutation");
    expect(operations.filter(isMutation).length).toBeGreaterThan(10);
    const slow: string[] = [];
    for (const asked of operations) {
      const { lane } = await demandEqual(world.lanes, asked, "sound");
      if (lane !== "fast" && !asked.query.includes("__schema"))
        slow.push(`${lane}: ${asked.query}`);
    }
    expect(slow).toEqual([]);
  });

  it("[LANE-002] and alike when subgraphs err, break their types or are away", async () => {
    let fallbacks = 0;
    for (const asked of operations) fallbacks += await demandEqualWhenBroken(world, asked);
    expect(fallbacks).toBeGreaterThan(operations.length);
  }, 120_000);
});

describe("whatever a graph may have", () => {
  let world: Awaited<ReturnType<typeof startLanes>>;
  beforeAll(async () => {
    world = await startLanes(EDGE_SDLS);
  });
  afterAll(() => world.lanes.stop());

  it.for(EDGE_CASES.map((one) => [JSON.stringify(one), one] as const))(
    "[LANE-003] %s is answered alike, sound or broken",
    async ([, asked]) => {
      await demandEqual(world.lanes, asked, "sound");
      await demandEqualWhenBroken(world, asked);
    },
  );

  it.for<[string, (got: Got) => Partial<Got>]>([
    [
      "another byte",
      ({ body }) => ({ body: body.replace(/\d/, (digit) => (digit === "1" ? "2" : "1")) }),
    ],
    ["another status", ({ status }) => ({ status: status + 1 })],
    ["a key less", ({ body }) => ({ body: body.replace(',"flag":', ',"flug":') })],
    ["one more question upstream", ({ upstream }) => ({ upstream: upstream + 1 })],
    ["one more command", ({ commands }) => ({ commands: commands + 1 })],
  ])("[LANE-004] a lane that lies by %s is seen", async ([, lie]) => {
    const { lanes } = world;
    const lying: TwoLanes = {
      ...lanes,
      async fast(asked) {
        const got = await lanes.fast(asked);
        return { ...got, ...lie(got) };
      },
    };
    const asked = { query: "{ counts flag }" };
    await expect(demandEqual(lanes, asked, "true")).resolves.toMatchObject({ lane: "fast" });
    await expect(demandEqual(lying, asked, "a lie")).rejects.toThrow("expected");
  });

  it("[LANE-003] most of them by the fast lane", async () => {
    const lanes = [];
    for (const asked of EDGE_CASES) lanes.push((await world.lanes.fast(asked)).lane);
    expect(lanes.filter((one) => one === "fast").length).toBeGreaterThan(EDGE_CASES.length / 2);
  });
});
