// For tests: a hub over the checked-in contract, and upstreams that say what the test says.
import { createLog, type Principal } from "@hft/service-kit";
import { type FormattedExecutionResult, type GraphQLFormattedError, parse } from "graphql";
import { DEFAULT_CONTRACTS, SUBGRAPH_NAMES } from "../config.ts";
import { readGraphContract } from "../gateway/contracts.ts";
import { readFieldPolicies } from "../gateway/field-policies.ts";
import { createGraph } from "../gateway/graph.ts";
import { rootOf } from "./batch.ts";
import { Hub } from "./hub.ts";
import type { UpstreamConnection, UpstreamRequest, UpstreamSink } from "./upstream-connection.ts";

/** An upstream subscription, as it was asked for. */
export interface Opened {
  readonly request: UpstreamRequest;
  readonly sink: UpstreamSink;
  isEnded: boolean;
}

const { supergraphSdl, subgraphSdls } = readGraphContract(DEFAULT_CONTRACTS, SUBGRAPH_NAMES);
const sources = Object.fromEntries(
  SUBGRAPH_NAMES.map((name) => [name, { process: async () => ({}) }]),
);

const graph = createGraph(supergraphSdl, sources);
const policies = readFieldPolicies(subgraphSdls);

/** One upstream for all subgraphs, which remembers who subscribed. */
function createUpstream(opened: Opened[]): UpstreamConnection {
  return {
    subscriptionCount: 0,
    stop: () => undefined,
    subscribe(request, _principal, sink) {
      const one: Opened = { request, sink, isEnded: false };
      opened.push(one);
      return () => {
        one.isEnded = true;
      };
    },
  };
}

/** A hub with everything a transport needs, nothing of it on a network. */
export function createScriptedStreams() {
  const opened: Opened[] = [];
  const upstream = createUpstream(opened);
  const upstreams = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, upstream]));
  const log = createLog("streams", "silent");
  const hub = new Hub({ graph, policies, upstreams, log, lingerMs: 1_000 });
  return { hub, opened, policies, schema: graph.schema };
}

/** A batch as a subgraph sends it; `events` of a failed one are null where the schema allows none. */
export function upstreamBatch(
  root: string,
  [previous, sequence]: readonly [previous: number, sequence: number],
  events: readonly object[] | null,
): FormattedExecutionResult {
  const place = {
    sequence: `${sequence}`,
    previousSequence: `${previous}`,
    cursor: `c${sequence}`,
  };
  const own = { hftSequence: place.sequence, hftCursor: place.cursor };
  return { data: { [root]: { ...place, ...own, conflated: false, events } } };
}

const principal: Principal = {
  subject: "demo",
  roles: ["trader"],
  accounts: ["demo"],
  requestId: "r1",
};

/** A client that notes what it is told. `errors` are those its subscription ended with. */
export function follow(hub: Hub, query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const heard: FormattedExecutionResult[] = [];
  const client = {
    heard,
    errors: undefined as readonly GraphQLFormattedError[] | undefined,
    batches: (root: string) => heard.map((one) => rootOf(one, root)),
    ids: (root: string) =>
      heard.flatMap((one) =>
        ((rootOf(one, root)?.["events"] ?? []) as { id: string }[]).map(({ id }) => id),
      ),
    leave: (): void => undefined,
  };
  client.leave = hub.subscribe(
    { document: parse(query), variables, principal },
    {
      begin: () => ({
        deliver: ({ text }) => void heard.push(JSON.parse(text)),
        failed: (errors) => {
          client.errors = errors;
        },
        completed: () => undefined,
      }),
    },
  );
  return client;
}

/** Lets every event in the works out; timers stand still meanwhile where they are fake. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
