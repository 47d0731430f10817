import { type Log, type Principal, toGraphQLError } from "@hft/service-kit";
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { FieldPolicies, StreamPolicy } from "../gateway/field-policies.ts";
import type { Graph } from "../gateway/graph.ts";
import { argumentsOf, rootFieldsOf } from "../operations/root-fields.ts";
import type { Batch } from "./batch.ts";
import { INTERVALS_MS } from "./interval-lane.ts";
import type { StreamMember } from "./member-set.ts";
import { createPreparedStreams, type PreparedStream } from "./prepared-streams.ts";
import { SharedStream } from "./shared-stream.ts";
import { operationOf, type StreamDocument } from "./stream-document.ts";
import { pickVariables, scopeOf, streamKey } from "./stream-scope.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";

/** A subscription of one client: already parsed, validated and authorised. */
export interface HubRequest {
  /** One operation with its fragments. */
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
}

/** What a client gives the hub to be served. */
export interface HubClient {
  /** Called once before anything is delivered: how this field treats a slow client. */
  begin(policy: StreamPolicy, document: StreamDocument): Omit<StreamMember, "intervalMs">;
}

/** What the hub is made of. */
export interface HubOptions {
  readonly graph: Graph;
  readonly policies: FieldPolicies;
  readonly upstreams: Readonly<Record<string, UpstreamConnection>>;
  readonly log: Log;
  readonly lingerMs: number;
}

/** A member with the stream it wants. */
interface Seat {
  readonly key: string;
  readonly prepared: PreparedStream;
  readonly request: HubRequest;
  readonly member: StreamMember;
}

function perClientArguments(schema: GraphQLSchema, { document, variables }: HubRequest) {
  const operation = operationOf(document);
  const [field] = rootFieldsOf(document, operation);
  const values = field ? argumentsOf(schema, operation, field, variables) : {};
  const intervalMs = Number(values["intervalMs"] ?? 0);
  if (!INTERVALS_MS.includes(intervalMs)) {
    const allowed = INTERVALS_MS.join(", ");
    throw toGraphQLError("VALIDATION_FAILED", `intervalMs must be one of ${allowed}`);
  }
  const after = values["after"];
  return { intervalMs, after: typeof after === "string" && after !== "" ? after : undefined };
}

/** Executes subscriptions: one upstream for all clients that may see the same. */
export class Hub {
  readonly #options: HubOptions;
  readonly #prepare: (document: DocumentNode) => PreparedStream;
  readonly #live = new Map<string, SharedStream>();
  /** Streams that catch up, each for one client that came back; they end when it moved to `#live`. */
  readonly #resuming = new Set<SharedStream>();

  constructor(options: HubOptions) {
    this.#options = options;
    this.#prepare = createPreparedStreams(options.graph, options.policies);
  }

  get streamCount(): number {
    return this.#live.size + this.#resuming.size;
  }

  /** Returns how to leave; throws a GraphQL error for bad arguments. */
  subscribe(request: HubRequest, client: HubClient): () => void {
    const { intervalMs, after } = perClientArguments(this.#options.graph.schema, request);
    const prepared = this.#prepare(request.document);
    const { document, policy } = prepared;
    const member = Object.assign(client.begin(policy, document), { intervalMs });
    const variables = pickVariables(request.variables, document.variableNames);
    const key = streamKey(document.text, variables, scopeOf(request.principal, policy));
    const seat = { key, prepared, request, member };
    return after === undefined ? this.#joinLive(seat) : this.#resume(seat, after);
  }

  stop(): void {
    for (const stream of [...this.#live.values(), ...this.#resuming]) stream.stop();
    this.#live.clear();
    this.#resuming.clear();
  }

  #joinLive(seat: Seat): () => void {
    let stream = this.#live.get(seat.key);
    if (!stream) {
      const fresh = this.#build(seat, () => void this.#live.delete(seat.key));
      stream = fresh;
      this.#live.set(seat.key, fresh);
      fresh.start();
    }
    stream.join(seat.member);
    return this.#leaver(seat, stream);
  }

  /** The upstream outlives its last client a little: who reconnects finds the ring still there. */
  #leaver({ key, member }: Seat, stream: SharedStream): () => void {
    return () => {
      stream.leave(member);
      if (stream.memberCount > 0) return;
      const timer = setTimeout(() => {
        if (stream.memberCount > 0 || this.#live.get(key) !== stream) return;
        this.#live.delete(key);
        stream.stop();
      }, this.#options.lingerMs);
      timer.unref();
    };
  }

  /** From memory where the live stream still remembers the cursor; else by an upstream of its own. */
  #resume(seat: Seat, after: string): () => void {
    const live = this.#live.get(seat.key);
    if (live?.joinAfter(after, seat.member)) return this.#leaver(seat, live);
    const end = (): void => {
      own.leave(seat.member);
      own.stop();
      this.#resuming.delete(own);
    };
    let leave = end;
    const moveToLive = ({ cursor }: Batch): void => {
      const shared = this.#live.get(seat.key);
      // The same cursor in both: what follows here and there is the same.
      if (!shared || cursor === undefined || !shared.remembers(cursor)) return;
      // First the end: it sends what a lane still holds, which is older than what is ahead there.
      end();
      shared.joinAfter(cursor, seat.member, { isGreeted: true });
      leave = this.#leaver(seat, shared);
    };
    const own: SharedStream = this.#build(seat, () => void this.#resuming.delete(own), moveToLive);
    this.#resuming.add(own);
    own.join(seat.member);
    own.start(after);
    return () => leave();
  }

  #build(
    { prepared, request }: Seat,
    onEnded: () => void,
    onEmitted: (batch: Batch) => void = () => undefined,
  ): SharedStream {
    const { document, plan, policy } = prepared;
    const upstream = this.#options.upstreams[plan.service];
    if (!upstream) throw new Error(`No upstream ${plan.service}`);
    return new SharedStream({
      ...prepared,
      upstream,
      log: this.#options.log,
      variables: pickVariables(request.variables, document.variableNames),
      principal: scopeOf(request.principal, policy),
      onEnded,
      onEmitted,
    });
  }
}
