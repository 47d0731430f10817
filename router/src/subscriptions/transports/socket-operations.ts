import { maskError, toGraphQLError } from "@hft/service-kit";
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from "graphql";
import { randomUUID } from "node:crypto";
import { parseSequence, toPrincipal } from "../../auth/authenticator.ts";
import type { ReadYourWrites } from "../../auth/read-your-writes.ts";
import type { AccessClaims } from "../../auth/tokens.ts";
import type { Authorize } from "../../operations/authorize.ts";
import type { DocumentStore } from "../../operations/document-store.ts";
import type { OperationServer } from "../../operations/operation-server.ts";
import { createRequestContext } from "../../request-context.ts";
import type { Hub } from "../hub.ts";
import type { ClientSocket } from "./client-socket.ts";
import type { SubscribeMessage } from "./protocol.ts";
import { createStreamOutlet } from "./stream-outlet.ts";

/** What runs the operations of all sockets. */
export interface SocketOperationsDeps {
  readonly documents: DocumentStore;
  readonly authorize: Authorize;
  readonly server: OperationServer;
  readonly hub: Hub;
  readonly readYourWrites: ReadYourWrites;
  readonly maxSubscriptions: number;
}

/** The operations one socket has running, by id. */
export interface SocketOperations {
  has(id: string): boolean;
  start(message: SubscribeMessage, claims: AccessClaims): Promise<void>;
  complete(id: string): void;
  stop(): void;
}

/** True when the text is a mutation: those are not protocol messages for the rate limit. */
export function isMutation(documents: DocumentStore, { payload }: SubscribeMessage): boolean {
  const stored = documents.get(payload.query, payload.operationName ?? undefined);
  return "operation" in stored && stored.operation.operation === OperationTypeNode.MUTATION;
}

/** Builds the operations of one socket. */
export function createSocketOperations(deps: SocketOperationsDeps, socket: ClientSocket): SocketOperations {
  const running = new Map<string, () => void>();

  function sendErrors(id: string, errors: readonly GraphQLFormattedError[], requestId: string): void {
    if (!running.delete(id)) return;
    const payload = errors.map((error) => maskError(error, error, requestId));
    socket.send(JSON.stringify({ id, type: "error", payload }));
  }

  async function execute({ id, payload }: SubscribeMessage, claims: AccessClaims, requestId: string) {
    const claimed = parseSequence(payload.extensions?.["minSequence"]);
    const minSequence = deps.readYourWrites.minSequence(claims.subject, claimed);
    const contextValue = createRequestContext(toPrincipal(claims, requestId, minSequence));
    const { query, operationName, variables } = payload;
    const { body } = await deps.server.executeOperation(
      { query, ...(operationName && { operationName }), ...(variables && { variables }) },
      { contextValue },
    );
    if (body.kind !== "single") return;
    const { singleResult } = body;
    if (singleResult.data === undefined) return sendErrors(id, singleResult.errors ?? [], requestId);
    if (!running.delete(id)) return;
    socket.send(JSON.stringify({ id, type: "next", payload: singleResult }));
    socket.send(JSON.stringify({ id, type: "complete" }));
  }

  function subscribe(message: SubscribeMessage, claims: AccessClaims, requestId: string): void {
    const { id, payload } = message;
    const stored = deps.documents.get(payload.query, payload.operationName ?? undefined);
    if ("errors" in stored) throw stored.errors[0];
    const principal = toPrincipal(claims, requestId, undefined);
    deps.authorize(principal, stored.document, stored.operation);
    if (running.size > deps.maxSubscriptions) {
      throw toGraphQLError("RATE_LIMITED", `At most ${deps.maxSubscriptions} subscriptions per socket`);
    }
    let stop = (): void => undefined;
    const leave = deps.hub.subscribe(
      { document: stored.document, variables: payload.variables ?? {}, principal },
      {
        begin(policy, { names }) {
          const onEnded = (): void => void running.delete(id);
          const outlet = createStreamOutlet({ id, socket, policy, names, onEnded });
          stop = outlet.stop;
          return outlet;
        },
      },
    );
    const end = (): void => {
      stop();
      leave();
    };
    if (running.has(id)) running.set(id, end);
    else end();
  }

  return {
    has: (id) => running.has(id),
    async start(message, claims) {
      const { id, payload } = message;
      const requestId = randomUUID();
      running.set(id, () => undefined);
      try {
        const stored = deps.documents.get(payload.query, payload.operationName ?? undefined);
        if ("errors" in stored) return sendErrors(id, stored.errors.map((one) => one.toJSON()), requestId);
        const isStream = stored.operation.operation === OperationTypeNode.SUBSCRIPTION;
        if (isStream) subscribe(message, claims, requestId);
        else await execute(message, claims, requestId);
      } catch (error) {
        const known = error instanceof GraphQLError ? error : new GraphQLError("Internal error");
        sendErrors(id, [known.toJSON()], requestId);
      }
    },
    complete(id) {
      running.get(id)?.();
      running.delete(id);
    },
    stop() {
      for (const end of running.values()) end();
      running.clear();
    },
  };
}
