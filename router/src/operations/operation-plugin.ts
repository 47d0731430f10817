import type { ApolloServerPlugin } from "@apollo/server";
import { type MutationEffects, maskError } from "@hft/service-kit";
import { OperationTypeNode } from "graphql";
import type { AccountGrants } from "../auth/account-grants.ts";
import { MIN_SEQUENCE_HEADER } from "../auth/authenticator.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import type { MutationLimit } from "../limits/order-entry.ts";
import type { RequestContext } from "../request-context.ts";
import { laterOf } from "../sequence.ts";
import type { Authorize } from "./authorize.ts";
import type { FastLane } from "./fast-lane/fast-lane.ts";
import { unclearOperation } from "./unclear-operation.ts";

/** What every query and mutation passes, on HTTP and on sockets alike. */
export interface OperationPluginDeps {
  readonly authorize: Authorize;
  /** Told of every query that was found valid. */
  readonly learn: FastLane["learn"];
  readonly limitOrderEntry: MutationLimit;
  readonly limitOpenAccount: MutationLimit;
  readonly readYourWrites: ReadYourWrites;
  /** Adds an account that `openAccount` made to the user who asked for it. */
  readonly grants: Pick<AccountGrants, "grantAccount">;
}

function lastSequence(effects: readonly MutationEffects[]): bigint | undefined {
  const sequences = effects.flatMap(({ sequence }) => (sequence ? [BigInt(sequence)] : []));
  return sequences.length > 0 ? sequences.reduce(laterOf) : undefined;
}

async function applyEffects(
  deps: OperationPluginDeps,
  context: RequestContext,
): Promise<bigint | undefined> {
  const { subject } = context.principal;
  for (const { openedAccount } of context.effects) {
    if (openedAccount) await deps.grants.grantAccount(subject, openedAccount);
  }
  const sequence = lastSequence(context.effects);
  if (sequence !== undefined) deps.readYourWrites.note(subject, sequence);
  return sequence;
}

/** Authorises before execution; afterwards keeps what the mutations told the router. */
export function createOperationPlugin(
  deps: OperationPluginDeps,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document, operation, request, source }) {
          if (!operation) throw unclearOperation(document);
          deps.authorize(contextValue.principal, document, operation);
          if (operation.operation === OperationTypeNode.QUERY) {
            deps.learn(source, request.operationName, { document, operation });
          }
          if (operation.operation !== OperationTypeNode.MUTATION) return;
          const variables = request.variables ?? {};
          for (const limit of [deps.limitOrderEntry, deps.limitOpenAccount]) {
            await limit(contextValue.principal, document, operation, variables);
          }
        },
        async willSendResponse({ contextValue, response }) {
          const { body } = response;
          if (body.kind !== "single") return;
          const sequence = await applyEffects(deps, contextValue);
          const { data, errors } = body.singleResult;
          if (errors) {
            // graphql-js adds "too many errors" to the first one; a refused document has one error.
            const told = data === undefined ? errors.slice(0, 1) : errors;
            body.singleResult.errors = told.map((error) =>
              maskError(error, error, contextValue.requestId),
            );
          }
          if (sequence === undefined) return;
          response.http.headers.set(MIN_SEQUENCE_HEADER, String(sequence));
          body.singleResult.extensions = {
            ...body.singleResult.extensions,
            minSequence: String(sequence),
          };
        },
      };
    },
  };
}
