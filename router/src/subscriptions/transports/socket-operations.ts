import { randomUUID } from "node:crypto";
import { maskError, toGraphQLError } from "@hft/service-kit";
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from "graphql";
import { parseSequence, toPrincipal } from "../../auth/authenticator.ts";
import type { ReadYourWrites } from "../../auth/read-your-writes.ts";
import type { AccessClaims } from "../../auth/tokens.ts";
import type { Authorize } from "../../operations/authorize.ts";
import type { DocumentStore, StoredOperation } from "../../operations/document-store.ts";
import type { FastLane, OperationRequest } from "../../operations/fast-lane/fast-lane.ts";
import type { OperationServer } from "../../operations/operation-server.ts";
import { createRequestContext, type RequestContext } from "../../request-context.ts";
import type { Hub, HubClient } from "../hub.ts";
import type { ClientSocket } from "./client-socket.ts";
import type { SubscribeMessage } from "./protocol.ts";
import { createStreamOutlet, graphqlFrames } from "./stream-outlet.ts";

/** What runs the operations of all sockets. */
export interface SocketOperationsDeps {
  readonly documents: DocumentStore;
  readonly authorize: Authorize;
  readonly server: OperationServer;
  readonly lane: FastLane;
  readonly hub: Hub;
  readonly readYourWrites: ReadYourWrites;
  readonly maxSubscriptions: number;
}

/** True when the text is a mutation: those are not protocol messages for the rate limit. */
export function isMutation(documents: DocumentStore, { payload }: SubscribeMessage): boolean {
  const stored = documents.get(payload.query, payload.operationName ?? undefined);
  return "operation" in stored && stored.operation.operation === OperationTypeNode.MUTATION;
}

/** One running operation; an id may be used again after it, so the id alone does not name it. */
interface Run {
  readonly id: string;
  readonly requestId: string;
  readonly claims: AccessClaims;
  end(): void;
}

/** The operations one socket has running, by id. */
export class SocketOperations {
  readonly #deps: SocketOperationsDeps;
  readonly #socket: ClientSocket;
  readonly #running = new Map<string, Run>();

  constructor(deps: SocketOperationsDeps, socket: ClientSocket) {
    this.#deps = deps;
    this.#socket = socket;
  }

  has(id: string): boolean {
    return this.#running.has(id);
  }

  async start({ id, payload }: SubscribeMessage, claims: AccessClaims): Promise<void> {
    const run: Run = { id, claims, requestId: randomUUID(), end: () => undefined };
    this.#running.set(id, run);
    try {
      const { query, operationName } = payload;
      const stored = this.#deps.documents.get(query, operationName ?? undefined);
      if ("errors" in stored) throw stored.errors[0];
      const isStream = stored.operation.operation === OperationTypeNode.SUBSCRIPTION;
      if (isStream) this.#subscribe(run, stored, payload.variables ?? {});
      else await this.#execute(run, payload);
    } catch (error) {
      const known = error instanceof GraphQLError ? error : new GraphQLError("Internal error");
      this.#sendErrors(run, [known.toJSON()]);
    }
  }

  complete(id: string): void {
    this.#running.get(id)?.end();
    this.#running.delete(id);
  }

  stop(): void {
    for (const run of this.#running.values()) run.end();
    this.#running.clear();
  }

  /** True once: for the run that still owns its id. */
  #finish(run: Run): boolean {
    return this.#running.get(run.id) === run && this.#running.delete(run.id);
  }

  #sendErrors(run: Run, errors: readonly GraphQLFormattedError[]): void {
    if (!this.#finish(run)) return;
    const payload = errors.map((error) => maskError(error, error, run.requestId));
    this.#socket.send(JSON.stringify({ id: run.id, type: "error", payload }));
  }

  async #execute(run: Run, payload: SubscribeMessage["payload"]): Promise<void> {
    const { query, operationName, variables, extensions } = payload;
    const claimed = parseSequence(extensions?.["minSequence"]);
    const minSequence = this.#deps.readYourWrites.minSequence(run.claims.subject, claimed);
    const principal = toPrincipal(run.claims, run.requestId, minSequence);
    const asked = {
      query,
      ...(operationName && { operationName }),
      ...(variables && { variables }),
    };
    const context = createRequestContext(principal);
    const answer = await this.#deps.lane.run(asked, context);
    if (answer) this.#sendResult(run, answer.text.trimEnd());
    else await this.#executeSlowly(run, asked, context);
  }

  async #executeSlowly(
    run: Run,
    asked: OperationRequest,
    contextValue: RequestContext,
  ): Promise<void> {
    const { body } = await this.#deps.server.executeOperation(asked, { contextValue });
    if (body.kind !== "single") throw new Error("Incremental answers are not served");
    const { data, errors = [] } = body.singleResult;
    if (data === undefined) this.#sendErrors(run, errors);
    else this.#sendResult(run, JSON.stringify(body.singleResult));
  }

  /** `payload` is JSON. */
  #sendResult(run: Run, payload: string): void {
    if (!this.#finish(run)) return;
    const id = JSON.stringify(run.id);
    this.#socket.send(`{"id":${id},"type":"next","payload":${payload}}`);
    this.#socket.send(`{"id":${id},"type":"complete"}`);
  }

  #subscribe(
    run: Run,
    { document, operation }: Exclude<StoredOperation, { errors: unknown }>,
    variables: Readonly<Record<string, unknown>>,
  ): void {
    const { authorize, hub, maxSubscriptions } = this.#deps;
    const principal = toPrincipal(run.claims, run.requestId, undefined);
    authorize(principal, document, operation);
    if (this.#running.size > maxSubscriptions) {
      const message = `At most ${maxSubscriptions} subscriptions per socket`;
      throw toGraphQLError("RATE_LIMITED", message);
    }
    let stop = (): void => undefined;
    const begin: HubClient["begin"] = (policy, { names }) => {
      const onEnded = (): void => void this.#finish(run);
      const socket = this.#socket;
      const frames = graphqlFrames(run.id);
      const outlet = createStreamOutlet({ frames, socket, policy, names, onEnded });
      stop = outlet.stop;
      return outlet;
    };
    const leave = hub.subscribe({ document, variables, principal }, { begin });
    run.end = () => {
      stop();
      leave();
    };
    if (!this.has(run.id)) run.end();
  }
}
