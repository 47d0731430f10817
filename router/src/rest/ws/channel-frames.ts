import type { GraphQLFormattedError } from "graphql";
import { type Batch, rootOf } from "../../subscriptions/batch.ts";
import type { BatchNames } from "../../subscriptions/stream-document.ts";
import type { StreamFrames } from "../../subscriptions/transports/stream-outlet.ts";
import type { Execution, Order, Position, Quote } from "../graph-nodes.ts";
import { toExecutionRow, toMarketRow, toOrderRow, toPositionRow } from "../legacy-mapping.ts";
import { problemOfGraphql, RestProblem } from "../problems.ts";
import { type Channel, errorFrame } from "./frames.ts";

type Row = { readonly data: object; readonly sequence?: string };

/** What an event of each stream is as a row, and where it stands where it says so itself. */
const ROWS: Readonly<Record<Channel, (event: never) => Row>> = {
  orders: ({ order, sequence }: { order: Order; sequence: string }) => ({
    data: toOrderRow(order),
    sequence,
  }),
  executions: (event: Execution) => ({ data: toExecutionRow(event), sequence: event.sequence }),
  positions: (event: Position) => ({ data: toPositionRow(event), sequence: event.sequence }),
  market: (event: Quote) => ({ data: toMarketRow(event) }),
};

/** Written once for all clients of a stream: a batch belongs to one document and so to one channel. */
const written = new WeakMap<Batch, readonly string[]>();

function eventFrames(channel: Channel, batch: Batch, root: Record<string, unknown>) {
  const known = written.get(batch);
  if (known) return known;
  const events = (Array.isArray(root["events"]) ? root["events"] : []) as never[];
  const cursor = batch.cursor ?? root["cursor"];
  const frames = events.map((event, i) => {
    const { data, sequence = String(root["sequence"]) } = ROWS[channel](event);
    const isLast = i === events.length - 1;
    return JSON.stringify({
      ...{ type: channel, data, sequence },
      ...(isLast && cursor !== undefined && { cursor }),
      ...(root["conflated"] === true && { conflated: true }),
    });
  });
  written.set(batch, frames);
  return frames;
}

/** How `/ws` says what a stream says: one frame per event, `subscribed` before the first. */
export function channelFrames(options: {
  readonly channel: Channel;
  readonly names: BatchNames;
  readonly requestId: string;
  readonly id: string | undefined;
}): StreamFrames {
  const { channel, names, requestId, id } = options;
  let hasBegun = false;

  function begin(batch: Batch, root: Record<string, unknown>): string {
    hasBegun = true;
    const { sequence, cursor } = { sequence: root["sequence"], cursor: batch.cursor };
    const told = { type: "subscribed", data: { channel }, sequence };
    return JSON.stringify({ ...told, ...(cursor !== undefined && { cursor }) });
  }

  return {
    failed: (errors) => errorFrame(problemOfStream(errors), requestId, { id, channel }),
    next(batch) {
      const root = rootOf(batch.result, names.root);
      // Without channel or id: what was subscribed goes on.
      if (!root) return [errorFrame(problemOfStream(batch.result.errors), requestId)];
      const frames = eventFrames(channel, batch, root);
      return hasBegun ? frames : [begin(batch, root), ...frames];
    },
    completed: () => JSON.stringify({ type: "unsubscribed", data: { channel } }),
  };
}

/** A stream that cannot go on where the client was: it must ask for the state and subscribe anew. */
function problemOfStream([error]: readonly GraphQLFormattedError[] = []): RestProblem {
  if (!error) return new RestProblem(500, "INTERNAL", "Internal error");
  const isGap = error.extensions?.["code"] === "GAP";
  return isGap
    ? new RestProblem(503, "HISTORY_UNAVAILABLE", error.message)
    : problemOfGraphql(error);
}
