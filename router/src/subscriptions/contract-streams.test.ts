import { type FieldNode, parse } from "graphql";
import { expect, it } from "vitest";
import { DEFAULT_CONTRACTS, SUBGRAPH_NAMES } from "../config.ts";
import { readGraphContract } from "../gateway/contracts.ts";
import { createGraph } from "../gateway/graph.ts";
import { rootFieldsOf } from "../operations/root-fields.ts";
import { createPreparedStreams } from "./prepared-streams.ts";
import { operationOf, toStreamDocument } from "./stream-document.ts";

const contract = readGraphContract(DEFAULT_CONTRACTS, SUBGRAPH_NAMES);
const sources = Object.fromEntries(
  SUBGRAPH_NAMES.map((name) => [name, { process: async () => ({}) }]),
);
const graph = createGraph(contract.supergraphSdl, sources);

function plan(text: string) {
  const document = parse(text);
  const [field] = rootFieldsOf(document, operationOf(document));
  const stream = toStreamDocument(graph.schema, document, field as FieldNode);
  return { stream, plan: graph.planSubscription(stream.planned, stream.shaped) };
}

it("plans the fills of the contract over three subgraphs, resumable by cursor", () => {
  const { stream, plan: fills } = plan(`subscription { fills {
    events { id matchId side lastQty lastPx order { id position { avgPx quantity } } instrument { tickPx } }
    sequence previousSequence cursor conflated } }`);
  expect(fills.service).toBe("orders");
  expect(fills.query).toContain("hftCursor:cursor");
  expect(fills.variableNames).toContain("hftAfter");
  expect(stream.canResume).toBe(true);
});

it("[STR-024] conflates by what the client calls the fields of the key", () => {
  const stream = { mode: "CONFLATE", scope: "PUBLIC", key: ["side", "px"] } as const;
  const policy = { roles: [], visibility: "PUBLIC", stream } as const;
  const prepare = createPreparedStreams(graph, new Map([["subscription.book", policy]]));
  const keyOf = (selection: string) =>
    prepare(parse(`subscription { book(symbol: "A") { events { ${selection} } } }`)).policy.key;
  expect(keyOf("side p: px qty")).toEqual(["side", "p"]);
  expect(keyOf("side px: qty")).toEqual([]);
});

it.each(['book(symbol: "A")', 'trades(symbol: "A")', 'quotes(symbols: ["A"])'])(
  "plans the public stream %s",
  (field) => {
    expect(plan(`subscription { ${field} { sequence cursor } }`).plan.service).toBe("analytics");
  },
);
