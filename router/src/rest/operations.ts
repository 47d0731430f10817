import { randomUUID } from "node:crypto";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import { GraphQLError } from "graphql";
import { toPrincipal } from "../auth/authenticator.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import type { AccessClaims } from "../auth/tokens.ts";
import type { Authorize } from "../operations/authorize.ts";
import type { DocumentStore } from "../operations/document-store.ts";
import type { FastLane } from "../operations/fast-lane/fast-lane.ts";
import type { OperationServer } from "../operations/operation-server.ts";
import { createRequestContext } from "../request-context.ts";
import { problemOfGraphql } from "./problems.ts";
import { OPERATIONS } from "./stored-operations.ts";

/** Who asks, as one request or one message of a socket. */
export interface Caller {
  readonly claims: AccessClaims;
  readonly requestId: string;
  /** Engine sequence the client has been told of elsewhere. */
  readonly claimed?: bigint | undefined;
}

/** What an operation answered. */
export interface Answer<T> {
  readonly data: T;
  /** Set by mutations: reads from here on are at least as new. */
  readonly minSequence?: string;
}

type Name = keyof typeof OPERATIONS;

/** Runs the stored operations exactly as GraphQL clients run theirs; throws `RestProblem`. */
export interface Operations {
  /** Asks the authoriser before anything of the request is read. */
  demand(caller: Caller, name: Name): void;
  run<T>(caller: Caller, name: Name, variables: Record<string, unknown>): Promise<Answer<T>>;
}

/** A caller of one message of a socket. */
export const newCaller = (claims: AccessClaims): Caller => ({ claims, requestId: randomUUID() });

/** What runs them. */
export interface OperationsDeps {
  readonly server: OperationServer;
  readonly lane: FastLane;
  readonly documents: DocumentStore;
  readonly authorize: Authorize;
  readonly readYourWrites: ReadYourWrites;
}

/** Builds the runner over the router's one operation server. */
export function createOperations(deps: OperationsDeps): Operations {
  function principalOf({ claims, requestId, claimed }: Caller): Principal {
    const minSequence = deps.readYourWrites.minSequence(claims.subject, claimed);
    return toPrincipal(claims, requestId, minSequence);
  }

  return {
    demand(caller, name) {
      const stored = deps.documents.get(OPERATIONS[name], undefined);
      try {
        if ("errors" in stored) throw toGraphQLError("INTERNAL", "A stored operation is invalid");
        deps.authorize(principalOf(caller), stored.document, stored.operation);
      } catch (error) {
        throw error instanceof GraphQLError ? problemOfGraphql(error.toJSON()) : error;
      }
    },
    async run<T>(caller: Caller, name: Name, variables: Record<string, unknown>) {
      const asked = { query: OPERATIONS[name], variables };
      const contextValue = createRequestContext(principalOf(caller));
      const answer = await deps.lane.run(asked, contextValue);
      if (answer) {
        const { text, ...told } = answer;
        const { data } = JSON.parse(text) as { data: Record<string, unknown> };
        return { data: data[name] as T, ...told };
      }
      const { body } = await deps.server.executeOperation<Record<string, unknown>>(asked, {
        contextValue,
      });
      if (body.kind !== "single") throw new Error("Incremental answers are not served");
      const { data, errors, extensions } = body.singleResult;
      if (errors?.[0]) throw problemOfGraphql(errors[0]);
      const minSequence = extensions?.["minSequence"];
      return {
        data: data?.[name] as T,
        ...(typeof minSequence === "string" && { minSequence }),
      };
    },
  };
}
