import { type Log, type Principal, toGraphQLError } from "@hft/service-kit";
import { type DocumentNode, type GraphQLSchema, print } from "graphql";
import { createHash } from "node:crypto";
import type { FieldPolicies, StreamPolicy } from "../gateway/field-policies.ts";
import type { Graph, SubscriptionPlan } from "../gateway/graph.ts";
import { argumentsOf, rootFieldsOf } from "../operations/root-fields.ts";
import { INTERVALS_MS } from "./interval-lane.ts";
import { createSharedStream, type SharedStream, type StreamMember } from "./shared-stream.ts";
import { operationOf, type StreamDocument, toStreamDocument } from "./stream-document.ts";
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

/** Executes subscriptions: one upstream for all clients that may see the same. */
export interface Hub {
  /** Returns how to leave; throws a GraphQL error for bad arguments. */
  subscribe(request: HubRequest, client: HubClient): () => void;
  readonly streamCount: number;
  stop(): void;
}

/** What the hub is made of. */
export interface HubOptions {
  readonly graph: Graph;
  readonly policies: FieldPolicies;
  readonly upstreams: Readonly<Record<string, UpstreamConnection>>;
  readonly log: Log;
  readonly lingerMs: number;
}

interface Prepared {
  readonly document: StreamDocument;
  readonly plan: SubscriptionPlan;
  readonly policy: StreamPolicy;
}

const MAX_PREPARED = 500;

/** Who may share: everybody, or those with the same accounts and roles. Never a user or a token. */
function scopeOf({ roles, accounts }: Principal, { scope }: StreamPolicy): Principal {
  if (scope === "PUBLIC") {
    return { subject: "scope:public", roles: ["viewer"], accounts: [], requestId: "stream" };
  }
  const own = [...accounts].sort();
  return { subject: `scope:${own.join(",")}`, roles: [...roles].sort(), accounts: own, requestId: "stream" };
}

function digest(...parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

function perClientArguments(schema: GraphQLSchema, request: HubRequest) {
  const operation = operationOf(request.document);
  const [field] = rootFieldsOf(request.document, operation);
  const values = field ? argumentsOf(schema, operation, field, request.variables) : {};
  const intervalMs = Number(values["intervalMs"] ?? 0);
  if (!INTERVALS_MS.includes(intervalMs)) {
    throw toGraphQLError("VALIDATION_FAILED", `intervalMs must be one of ${INTERVALS_MS.join(", ")}`);
  }
  const after = values["after"];
  return { intervalMs, after: typeof after === "string" && after !== "" ? after : undefined };
}

/** Builds the hub of one process. */
export function createHub(options: HubOptions): Hub {
  const { schema } = options.graph;
  const prepared = new Map<string, Prepared>();
  const streams = new Map<string, SharedStream>();
  /** Streams that catch up for clients that came back; they end when their clients moved to `streams`. */
  const resuming = new Set<SharedStream>();

  function prepare(document: DocumentNode): Prepared {
    const text = print(document);
    const known = prepared.get(text);
    if (known) return known;
    const [field] = rootFieldsOf(document, operationOf(document));
    if (!field) throw toGraphQLError("VALIDATION_FAILED", "A subscription has one root field");
    const stream = toStreamDocument(schema, document, field);
    const policy = options.policies.get(`subscription.${field.name.value}`)?.stream;
    if (!policy) throw toGraphQLError("FORBIDDEN", "The field has no policy");
    const plan = options.graph.planSubscription(stream.planned, stream.shaped);
    if (prepared.size >= MAX_PREPARED) prepared.delete(prepared.keys().next().value ?? "");
    const fresh = { document: stream, plan, policy };
    prepared.set(text, fresh);
    return fresh;
  }

  function build(
    { document, plan, policy }: Prepared,
    request: HubRequest,
    hooks: { onEnded: () => void; onEmitted?: (cursor: string | undefined) => void },
  ): SharedStream {
    const upstream = options.upstreams[plan.service];
    if (!upstream) throw new Error(`No upstream ${plan.service}`);
    return createSharedStream({
      plan,
      document,
      policy,
      upstream,
      log: options.log,
      variables: pick(request.variables, document.variableNames),
      principal: scopeOf(request.principal, policy),
      onEnded: hooks.onEnded,
      onEmitted: (batch) => hooks.onEmitted?.(batch.cursor),
    });
  }

  function pick(variables: Readonly<Record<string, unknown>>, names: ReadonlySet<string>) {
    return Object.fromEntries(
      Object.entries(variables).filter(([name]) => names.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  function joinLive(key: string, one: Prepared, request: HubRequest, member: StreamMember): () => void {
    let stream = streams.get(key);
    if (!stream) {
      const fresh = build(one, request, { onEnded: () => streams.delete(key) });
      stream = fresh;
      streams.set(key, fresh);
      fresh.start();
    }
    stream.join(member);
    return leaver(key, stream, member);
  }

  /** The upstream outlives its last client a little: who reconnects finds the ring still there. */
  function leaver(key: string, stream: SharedStream, member: StreamMember): () => void {
    return () => {
      stream.leave(member);
      if (stream.memberCount > 0) return;
      setTimeout(() => {
        if (stream.memberCount > 0 || streams.get(key) !== stream) return;
        streams.delete(key);
        stream.stop();
      }, options.lingerMs).unref();
    };
  }

  function resume(
    key: string,
    one: Prepared,
    request: HubRequest,
    member: StreamMember,
    after: string,
  ): () => void {
    const live = streams.get(key);
    if (live?.joinAfter(after, member)) return leaver(key, live, member);
    const end = (): void => {
      own.leave(member);
      own.stop();
      resuming.delete(own);
    };
    let leave = end;
    const own: SharedStream = build(one, request, {
      onEnded: () => resuming.delete(own),
      onEmitted: (cursor) => {
        const shared = streams.get(key);
        if (!shared || cursor === undefined) return;
        if (!shared.joinAfter(cursor, member, { isGreeted: true })) return;
        end();
        leave = leaver(key, shared, member);
      },
    });
    resuming.add(own);
    own.join(member);
    own.start(after);
    return () => leave();
  }

  return {
    get streamCount() {
      return streams.size + resuming.size;
    },
    subscribe(request, client) {
      const { intervalMs, after } = perClientArguments(schema, request);
      const one = prepare(request.document);
      const member: StreamMember = Object.assign(client.begin(one.policy, one.document), { intervalMs });
      const scope = scopeOf(request.principal, one.policy);
      const variables = pick(request.variables, one.document.variableNames);
      const key = digest(one.document.text, variables, scope.accounts, scope.roles);
      return after === undefined
        ? joinLive(key, one, request, member)
        : resume(key, one, request, member, after);
    },
    stop() {
      for (const stream of [...streams.values(), ...resuming]) stream.stop();
      streams.clear();
      resuming.clear();
    },
  };
}
